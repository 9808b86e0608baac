import "server-only";

import { z } from "zod";

import { stale } from "@/lib/platform/errors";
import { command, type Scope } from "@/lib/platform/operation";

import { type Complaint, DocumentText, Registration, type RegistrationKind } from "../model";
import { prepareProduct, readText, refuseOtherId } from "../prepare";
import type { Incoming, Plan, Present } from "./plan";
import { lockAndPlanProducts, writeProducts } from "./register-products";

/** What the sender has seen last; `any` revision or `none` at all, as If-Match and If-None-Match say. */
export const ExpectedRevision = z.union([z.number().int(), z.enum(["any", "none"])]);

export const RegisterInput = z.object({
  id: z.string(),
  document: DocumentText,
  /** Keeps a document that its standard objects to, and returns what is wrong with it. */
  saveWithWarnings: z.boolean().default(false),
  expectedRevision: ExpectedRevision.optional(),
});

export const registerProduct = command({
  name: "catalog.registerProduct",
  summary: "Register a data product, or replace the document of a registered one.",
  input: RegisterInput,
  output: Registration,
  async load({ db, actor }, { id, document, saveWithWarnings }) {
    const read = readText(document);
    const prepared = prepareProduct(read, saveWithWarnings ? "lenient" : "strict");
    refuseOtherId(id, read, prepared);
    return onlyPlan(await lockAndPlanProducts({ db, actor, newTeams: new Map() }, [prepared]));
  },
  allow: (_actor, { decision }) => decision,
  async run(scope, { expectedRevision }, plan) {
    refuseStale(expectedRevision, plan.present);
    await writeProducts(scope, [plan]);
    return finish(scope, "dataproduct", plan);
  },
});

/** The plan of the one document; a problem with it is thrown. */
export function onlyPlan<P extends Plan>([plan]: readonly P[]): P {
  if (!plan) throw new Error("One document makes one plan.");
  if (plan.problem) throw plan.problem;
  return plan;
}

/** RFC 9110 §13.1.1: a condition that does not hold comes before everything that would be done. */
export function refuseStale(
  expected: z.output<typeof ExpectedRevision> | undefined,
  present: Pick<Present, "revision"> | null,
): void {
  if (expected === undefined) return;
  const isMet =
    expected === "any"
      ? present !== null
      : expected === "none"
        ? present === null
        : expected === present?.revision;
  if (isMet) return;
  throw stale(
    present === null
      ? "It is not registered, but the request expects that it is."
      : `It is at revision ${present.revision}, which is not what the request expects. Read it again.`,
  );
}

type Warned = Incoming & { warnings: readonly Complaint[] };

/** The answer for one document that was registered, or was there already. */
export function finish(
  scope: Pick<Scope, "nothingChanged">,
  kind: RegistrationKind,
  { incoming, outcome, revision }: Plan<Warned>,
): Registration {
  if (outcome === "unchanged") scope.nothingChanged();
  const { id, warnings } = incoming;
  return { kind, id, outcome, revision, changes: [], warnings: [...warnings], problem: null };
}
