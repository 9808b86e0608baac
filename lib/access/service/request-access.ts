import "server-only";

import { z } from "zod";

import { getVisibleProduct } from "@/lib/catalog";
import { conflict, invalid } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { command, type Scope } from "@/lib/platform/operation";

import { AccessRequest } from "../model";
import { mayRenew } from "../policy/agreements";
import { canActFor } from "../policy/requests";
import { closedBecause } from "../rules/facts";
import { getAgreementRow, pendingRenewals, type StoredAgreement } from "../store/agreement-views";
import { loadAsker } from "../store/askers";
import { findLiveFor } from "../store/records";
import { findPendingFor, lockWish } from "../store/requests";
import { Asked, DurationDays, Moment, Names, orNull, Purpose, Sha256 } from "./inputs";
import { presentRequest } from "./present";
import { submitRequest, type Wish } from "./submit";
import { type ConsumerPlace, resolveConsumer, type Target, unprotectedTarget, weigh } from "./target";
import { acceptedTerms, NOTHING_OFFERED, type Offer, offersOf } from "./terms";

export const requestAccess = command({
  name: "access.requestAccess",
  summary: "Ask for access to an output port for yourself, a team of yours or a data product of yours.",
  input: Asked.extend({
    purpose: Purpose,
    durationDays: DurationDays,
    startsAt: orNull(Moment),
    columns: Names,
    roles: Names,
    termsSha256: Sha256,
  }),
  output: AccessRequest,
  async load(scope, { productId, portId, consumer }) {
    await getVisibleProduct(scope.db, scope.actor, productId);
    const target = await offeredTarget(scope, productId, portId);
    return { target, ...(await resolveConsumer(scope, consumer)) };
  },
  allow: canActFor,
  async run(scope, input, { target, ...consumer }) {
    const { db, actor, now, record } = scope;
    refuseStart(input.startsAt, now);
    refuseItself(target, consumer);
    await refuseTwice(scope, target, consumer);
    const offer = await offerOf(scope, target);
    refuseUnoffered("columns", input.columns, offer.columns);
    refuseUnoffered(
      "roles",
      input.roles,
      offer.roles.map(({ role }) => role),
    );
    const id = newId("acc");
    const { purpose, durationDays, startsAt, columns, roles } = input;
    const asker = await loadAsker(db, actor, now);
    const request = await submitRequest(scope, asker, {
      ...wishFor(target, consumer),
      ...{ id, accessId: id, kind: "new", purpose, durationDays, startsAt, endsAt: null, columns, roles },
      terms: acceptedTerms(offer, input.termsSha256),
    });
    record({ subjectId: id, detail: { productId: target.product.id, portId: target.portId, durationDays } });
    return presentRequest(scope, asker, request);
  },
});

/** A port that exists and is open; whoever may see the product. */
export async function offeredTarget({ db }: Pick<Scope, "db">, productId: string, portKey: string) {
  const target = await unprotectedTarget(db, productId, portKey);
  if (target === null) throw refused("portId", `The data product has no output port ${portKey}.`);
  const because = closedBecause(target.product, target.port);
  if (because !== null) throw refused("portId", because);
  return target;
}

const refused = (field: string, detail: string) => invalid(detail, [{ pointer: `#/${field}`, detail }]);

const AHEAD_DAYS = 365;
const DAY_MS = 86_400_000;

function refuseStart(startsAt: Date | null, now: Date): void {
  if (startsAt !== null && startsAt.getTime() > now.getTime() + AHEAD_DAYS * DAY_MS)
    throw refused("startsAt", "Access may begin a year from now at the latest.");
}

function refuseItself({ product }: Target, { consumerKind, consumerId }: ConsumerPlace): void {
  if (consumerKind === "product" && consumerId === product.id)
    throw refused("consumer/id", "A data product needs no access to itself.");
}

async function refuseTwice(
  { db, now }: Scope,
  { portId, product }: Target,
  consumer: ConsumerPlace,
): Promise<void> {
  const { consumerKind, consumerId, name } = consumer;
  const wish = { productId: product.id, portId, consumerKind, consumerId };
  await lockWish(db, [portId, consumerKind, consumerId]);
  if (await findPendingFor(db, wish))
    throw conflict(`A request for ${name} is on its way. Wait for its decision, or withdraw it.`);
  if (await findLiveFor(db, wish, now)) throw conflict(`${name} has access already. Renew it when it ends.`);
}

async function offerOf({ db, actor }: Scope, { port }: Target): Promise<Offer> {
  if (port.contractId === null) return NOTHING_OFFERED;
  return (await offersOf(db, actor, [port.contractId])).get(port.contractId) ?? NOTHING_OFFERED;
}

function refuseUnoffered(field: string, wanted: readonly string[], offered: readonly string[]): void {
  const unknown = wanted.find((name) => !offered.includes(name));
  if (unknown !== undefined) throw refused(field, `The port offers no ${unknown}.`);
}

/** What a wish takes over from its port and its consumer, as they are at the moment. */
export function wishFor(
  target: Target,
  consumer: ConsumerPlace,
): Pick<
  Wish,
  | "productId"
  | "productName"
  | "portId"
  | "portName"
  | "contractId"
  | "contractVersion"
  | "consumerKind"
  | "consumerId"
  | "consumerTeamId"
  | "facts"
> {
  const { product, portId, port, contract } = target;
  const { consumerKind, consumerId, consumerTeamId } = consumer;
  return {
    ...{ productId: product.id, productName: product.name, portId, portName: port.name },
    ...{ contractId: port.contractId, contractVersion: contract?.version ?? null },
    ...{ consumerKind, consumerId, consumerTeamId, facts: weigh(target, consumer) },
  };
}

export const renewAgreement = command({
  name: "access.renewAgreement",
  summary: "Ask for the renewal of access that ends soon; the same people decide as about new access.",
  input: z.object({
    accessId: z.string(),
    purpose: orNull(Purpose),
    durationDays: DurationDays,
    termsSha256: Sha256,
  }),
  output: AccessRequest,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: canActFor,
  async run(scope, { purpose, durationDays, termsSha256 }, agreement) {
    const { db, actor, now, record } = scope;
    await refuseRenewal(scope, agreement);
    const target = await offeredTarget(scope, agreement.productId, agreement.portId);
    const consumer = await consumerOf(scope, agreement);
    const asker = await loadAsker(db, actor, now);
    const { columns, roles, id: accessId } = agreement;
    const request = await submitRequest(scope, asker, {
      ...wishFor(target, consumer),
      ...{ id: newId("req"), accessId, kind: "renewal", durationDays, columns, roles },
      ...{ purpose: purpose ?? agreement.purpose, startsAt: null, endsAt: null },
      terms: acceptedTerms(await offerOf(scope, target), termsSha256),
    });
    record({ subjectId: request.id, detail: { accessId, durationDays } });
    return presentRequest(scope, asker, request);
  },
});

async function refuseRenewal({ db, actor, now }: Scope, agreement: StoredAgreement): Promise<void> {
  await lockWish(db, ["renewal", agreement.id]);
  const isAsked = (await pendingRenewals(db, [agreement.id])).has(agreement.id);
  const verdict = mayRenew(actor, { ...agreement, isAsked }, now);
  if (!verdict.allowed) throw conflict(verdict.because);
}

/** The consumer of an agreement, who may have lost sight of their own product meanwhile. */
async function consumerOf(scope: Scope, agreement: StoredAgreement): Promise<ConsumerPlace> {
  const { consumerKind: kind, consumerId: id } = agreement;
  return resolveConsumer(scope, { kind, id });
}
