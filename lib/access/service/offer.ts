import "server-only";

import { z } from "zod";

import { getVisibleProduct } from "@/lib/catalog";
import { findTeam } from "@/lib/identity";
import type { TeamRef } from "@/lib/identity/model";
import { allow } from "@/lib/platform/actor";
import { query, type Scope } from "@/lib/platform/operation";

import {
  AccessOffer,
  CADENCES,
  type Consumer,
  PlanPreview,
  type PlannedStep,
  type PortOffer,
} from "../model";
import { canRevoke } from "../policy/agreements";
import { canActFor, canOversee } from "../policy/requests";
import type { Excluded } from "../rules/asked";
import { consumerCounts } from "../reads";
import { planOf } from "../rules/plan";
import { loadAsker } from "../store/askers";
import { productsOfTeams } from "../store/targets";
import { answerTimeAt, answerTimeOf, askable, decidersOf } from "./deciders";
import { Asked } from "./inputs";
import { excludedFrom, whomToAsk } from "./open-step";
import { offeredTarget } from "./request-access";
import { standingsOf } from "./standing";
import {
  type ConsumerPlace,
  findPerson,
  resolveConsumer,
  type Target,
  unprotectedTargets,
  weigh,
} from "./target";
import { NOTHING_OFFERED, type Offer, offersOf } from "./terms";

export const getOffer = query({
  name: "access.getOffer",
  summary: "Get what can be asked for of a data product, for whom, and what is true for the asker already.",
  input: z.object({ productId: z.string() }),
  output: AccessOffer,
  load: ({ db, actor }, { productId }) => getVisibleProduct(db, actor, productId),
  allow: () => allow,
  async run(scope, { productId }, { name: productName, ownerTeamId }) {
    const { db, actor, now } = scope;
    const [targets, self, owner, answerTime, counts] = await Promise.all([
      unprotectedTargets(db, productId),
      actor.kind === "user" ? findPerson(db, actor.id) : null,
      findTeam(db, ownerTeamId),
      answerTimeOf(db, ownerTeamId),
      consumerCounts(db, [productId], now),
    ]);
    const provider = { providerTeamId: ownerTeamId };
    return {
      ...{ productId, productName, answerTime, cadences: [...CADENCES] },
      consumerCount: counts.get(productId) ?? 0,
      owner: { id: ownerTeamId, name: owner?.name ?? ownerTeamId },
      ports: await portOffers(scope, targets, self),
      consumers: await consumersOf(scope, productId, self),
      permissions: { oversee: canOversee(actor, provider), recertify: canRevoke(actor, provider) },
    };
  },
});

async function portOffers(
  scope: Scope,
  targets: readonly Target[],
  self: ConsumerPlace | null,
): Promise<PortOffer[]> {
  const contractIds = targets.flatMap(({ port }) => port.contractId ?? []);
  const offers = await offersOf(scope.db, scope.actor, contractIds);
  const standings = await standingsOf(scope, targets, self);
  return targets.map((target) => ({
    ...{ portId: target.portId, portName: target.port.name },
    ...sensitivityOf(target),
    standing: standings.get(target.portId) ?? { kind: "askable" },
    ...offerIn(offers, target),
  }));
}

const sensitivityOf = ({ port, contract }: Target) => ({
  classification: contract?.classification ?? null,
  personalData: port.containsPii === true || contract?.personalData === true,
});

const offerIn = (offers: ReadonlyMap<string, Offer>, { port }: Target): Offer =>
  (port.contractId === null ? null : offers.get(port.contractId)) ?? NOTHING_OFFERED;

const PRODUCTS_MAX = 200;

/** The asker, the teams that name them, and the products of these teams. */
async function consumersOf(
  { db, actor }: Scope,
  productId: string,
  self: ConsumerPlace | null,
): Promise<Consumer[]> {
  if (actor.readOnly) return [];
  const teams = self ? self.places.map(toRef) : await teamOfKey(db, actor.teamId);
  const products = await productsOfTeams(
    db,
    teams.map(({ id }) => id),
    PRODUCTS_MAX,
  );
  const byId = new Map(teams.map((team) => [team.id, team]));
  return [
    ...(self ? [{ kind: "user" as const, id: self.consumerId, name: self.name, team: null }] : []),
    ...teams.map((team) => ({ kind: "team" as const, ...team, team })),
    ...products
      .filter(({ id }) => id !== productId)
      .map(({ id, name, ownerTeamId }) => ({
        ...{ kind: "product" as const, id, name, team: byId.get(ownerTeamId) ?? null },
      })),
  ];
}

const toRef = ({ id, name }: TeamRef): TeamRef => ({ id, name });

async function teamOfKey(db: Scope["db"], teamId: string | null): Promise<TeamRef[]> {
  const team = teamId === null ? null : await findTeam(db, teamId);
  return team ? [toRef(team)] : [];
}

export const previewPlan = query({
  name: "access.previewPlan",
  summary: "Tell who would have to decide, and how long they usually take, before anything is asked for.",
  input: Asked,
  output: PlanPreview,
  async load(scope, { productId, portId, consumer }) {
    await getVisibleProduct(scope.db, scope.actor, productId);
    const target = await offeredTarget(scope, productId, portId);
    return { target, ...(await resolveConsumer(scope, consumer)) };
  },
  allow: canActFor,
  async run(scope, _input, { target, ...consumer }) {
    const plan = planOf(weigh(target, consumer));
    if (plan.kind === "automatic") return { plan, steps: [] };
    const { db, actor, now } = scope;
    const { personId } = await loadAsker(db, actor, now);
    const excluded = excludedFrom({ ...consumer, requesterId: actor.id, requesterPersonId: personId });
    return { plan, steps: await Promise.all(plan.steps.map((step) => foresee(scope, step, excluded))) };
  },
});

/** The step with the people who would be asked first. */
async function foresee({ db }: Scope, step: PlannedStep, excluded: Excluded) {
  const turn = { kind: step.kind, teamId: step.team?.id ?? null };
  const { teamIds, asksGovernance } = await whomToAsk(db, turn, excluded);
  const asked = { ...turn, askedTeamIds: teamIds, asksGovernance };
  const deciders = decidersOf(await askable(db, [asked], excluded), asked);
  return { ...step, deciders, answerTime: await answerTimeAt(db, turn) };
}
