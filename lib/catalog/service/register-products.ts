import "server-only";

import type { Actor } from "@/lib/platform/actor";
import { changeOf } from "@/lib/platform/audit";
import type { Scope } from "@/lib/platform/operation";

import { ProductRegistered } from "../events";
import type { PreparedProduct } from "../prepare";
import { audienceOf } from "../policy";
import {
  findPresent,
  insertProducts,
  insertVersions,
  lastRevisions,
  lockProducts,
  type PresentProduct,
  type ProductWrite,
  replacePorts,
  updateProducts,
} from "../store/records";
import { type Asking, isChange, type Lookup, type Plan, planAll, refusalOf } from "./plan";

export type ProductPlan = Plan<PreparedProduct, PresentProduct>;

/** Says what registering would do, and does nothing. */
export const planProducts = (asking: Asking, products: readonly PreparedProduct[]): Promise<ProductPlan[]> =>
  planAll(asking, products, { ...lookupFor(asking.actor), findPresent });

/** The same, while nobody else can change these products until the transaction ends. */
export const lockAndPlanProducts = (
  asking: Asking,
  products: readonly PreparedProduct[],
): Promise<ProductPlan[]> =>
  planAll(asking, products, { ...lookupFor(asking.actor), findPresent: lockProducts });

/** A document that names no team stays where it is, or goes to the team of the key that sends it. */
const lookupFor = ({ teamId }: Actor): Omit<Lookup<PreparedProduct, PresentProduct>, "findPresent"> => ({
  lastRevisions,
  ownerCandidates: ({ product }, present) =>
    product.ownerTeamId === null
      ? [present?.ownerTeamId, teamId].filter((id) => typeof id === "string")
      : [product.ownerTeamId],
});

/** Writes what the plans say, with what goes with it: ports, versions, record and events. */
export async function writeProducts(scope: Scope, plans: readonly ProductPlan[]): Promise<void> {
  const writes = plans.filter((plan) => isChange(plan) && refusalOf(plan) === null).map(toWrite);
  if (writes.length === 0) return;
  await insertProducts(
    scope.db,
    writes.filter(({ isNew }) => isNew),
    scope,
  );
  await updateProducts(
    scope.db,
    writes.filter(({ isNew }) => !isNew),
    scope,
  );
  await replacePorts(scope.db, writes);
  await insertVersions(scope.db, writes, scope);
  for (const write of writes) report(scope, write);
}

type Change = ProductWrite & { present: PresentProduct | null };

/** What the owner decided in the portal wins over the document. */
function toWrite({ incoming, present, ownerTeamId, revision }: ProductPlan): Change {
  const decided = present?.visibilitySetBy ? present.visibility : null;
  const { id, text, mediaType, sha256, product, warnings } = incoming;
  return {
    ...{ id, text, mediaType, sha256, product, warnings, revision, ownerTeamId },
    ...{ present, isNew: present === null },
    version: product.version,
    visibility: decided ?? product.visibility ?? "organization",
  };
}

function report({ emit, record }: Scope, write: Change): void {
  const { id, product, revision, isNew, sha256 } = write;
  const contractIds = [...new Set(product.outputPorts.flatMap(({ contractId }) => contractId ?? []))];
  emit({
    type: "catalog.product.registered",
    subject: id,
    payload: ProductRegistered.parse({ revision, isNew, contractIds }),
    audience: audienceOf(write),
  });
  const outcome = isNew ? "created" : "updated";
  const change = changeOf(
    write.present && stateOf(write.present),
    stateOf({ ...write, status: product.status }),
  );
  record({ subjectId: id, detail: { kind: "dataproduct", outcome, revision, sha256, ...change } });
}

type State = Pick<PresentProduct, "status" | "ownerTeamId" | "visibility">;

/** What a document changes besides its text. */
const stateOf = ({ status, ownerTeamId, visibility }: State) => ({ status, ownerTeamId, visibility });
