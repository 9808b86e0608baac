import {
  type Actor,
  allow,
  type Decision,
  deny,
  hasTeamRole,
  seesEverything,
  teamIdsOf,
  type TeamRole,
} from "@/lib/platform/actor";
import type { Prisma } from "@/lib/platform/db/generated/client";

import type { ConsumerKind, StepKind } from "../model";
import { decidingRoles } from "../rules/request-state";
import { type Asked, type Asker, decidesAs, type Hat, namesOf, type Seats, teamsWithRole } from "./asker";

/** Whom access is about. */
export type ConsumerSide = { consumerKind: ConsumerKind; consumerId: string; consumerTeamId: string | null };

/** As much of a request as is decided by. */
export type RequestFacts = ConsumerSide & {
  providerTeamId: string;
  requesterKind: string;
  requesterId: string;
  requesterPersonId: string | null;
  /** Whom the open step asks; the kind is null while nobody is asked. */
  askedKind: StepKind | null;
  askedTeamIds: readonly string[];
  asksGovernance: boolean;
  /** Who has decided at a step: `user:<id>`. */
  deciders: readonly string[];
  steps: readonly { kind: StepKind; teamId: string | null }[];
};

/** The roles of the owning side that look after access; plain members do not. */
export const PROVIDERS: readonly TeamRole[] = ["owner", "approver", "editor", "steward"];

/** A request exists for both its sides, for those it asks, and for those who see everything. */
export function canReadRequest(asker: Asker, request: RequestFacts): boolean {
  const { actor } = asker;
  return (
    seesEverything(actor) ||
    isRequester(actor, request) ||
    isConsumer(actor, request) ||
    hasTeamRole(actor, request.providerTeamId, PROVIDERS) ||
    request.deciders.includes(deciderKey(actor)) ||
    isAsked(actor, request) ||
    asker.hats.some((hat) => isAskedIn(hat, request))
  );
}

const isRequester = ({ kind, id }: Actor, request: RequestFacts): boolean =>
  request.requesterKind === kind && request.requesterId === id;

/** Whether the access would be the actor's: in person, or as one of the team. */
export const isConsumer = (
  actor: Actor,
  { consumerKind, consumerId, consumerTeamId }: ConsumerSide,
): boolean =>
  (consumerKind === "user" && namesOf(actor).includes(consumerId)) ||
  (consumerTeamId !== null && actor.teamRoles.has(consumerTeamId));

/** The name under which a request keeps who has decided. */
export const deciderKey = ({ kind, id }: Pick<Actor, "kind" | "id">): string => `${kind}:${id}`;

const askedBy = ({ askedKind, askedTeamIds, asksGovernance }: RequestFacts): Asked | null =>
  askedKind === null ? null : { kind: askedKind, teamIds: askedTeamIds, asksGovernance };

function isAsked({ teamRoles }: Actor, request: RequestFacts): boolean {
  const asked = askedBy(request);
  return asked !== null && decidesAs({ teamRoles, isGovernance: false }, asked);
}

/** Whether the one who is away could decide now: not about what they want themselves. */
function isAskedIn({ person, seats, teamRoles }: Hat, request: RequestFacts): boolean {
  const asked = askedBy(request);
  if (asked === null || isWishOf(person, request)) return false;
  return decidesAs({ teamRoles, isGovernance: seats.governance }, asked);
}

const isWishOf = (
  { id, email }: { id: string; email: string },
  { requesterPersonId, consumerKind, consumerId }: RequestFacts,
): boolean => requesterPersonId === id || (consumerKind === "user" && [id, email].includes(consumerId));

/** The same rule as `canReadRequest`, as a filter. policy.db.test.ts proves that the two agree. */
export function requestsVisibleTo({ actor, hats }: Asker): Prisma.AccessRequestWhereInput {
  if (seesEverything(actor)) return {};
  return {
    OR: [
      { requesterKind: actor.kind, requesterId: actor.id },
      { consumerKind: "user", consumerId: { in: namesOf(actor) } },
      { consumerTeamId: { in: teamIdsOf(actor) } },
      { providerTeamId: { in: teamsWithRole(actor.teamRoles, PROVIDERS) } },
      { deciders: { has: deciderKey(actor) } },
      ...asksTeams(actor.teamRoles),
      ...hats.map(requestsUnder),
    ],
  };
}

const asksTeams = (teamRoles: Actor["teamRoles"]): Prisma.AccessRequestWhereInput[] => [
  { askedKind: "owner", askedTeamIds: { hasSome: teamsWithRole(teamRoles, decidingRoles("owner")) } },
  { askedKind: "domain", askedTeamIds: { hasSome: teamsWithRole(teamRoles, decidingRoles("domain")) } },
];

const requestsUnder = ({ person, seats, teamRoles }: Hat): Prisma.AccessRequestWhereInput => ({
  AND: [{ OR: [...asksTeams(teamRoles), ...asksGovernance(seats)] }, notTheWishOf(person)],
});

const asksGovernance = ({ governance }: Seats): Prisma.AccessRequestWhereInput[] =>
  governance ? [{ askedKind: { not: null }, asksGovernance: true }] : [];

/** Where the column is null nobody is behind the requester; a plain `not` would leave those out. */
const notTheWishOf = ({
  id,
  email,
}: {
  id: string;
  email: string | null;
}): Prisma.AccessRequestWhereInput => ({
  AND: [
    { OR: [{ requesterPersonId: null }, { requesterPersonId: { not: id } }] },
    { NOT: { consumerKind: "user", consumerId: { in: email === null ? [id] : [id, email] } } },
  ],
});

/** What waits for the asker: open steps that ask their own teams, or those of the people they stand in for. */
export const requestsAsking = ({ actor, seats, hats }: Asker): Prisma.AccessRequestWhereInput => ({
  AND: [
    { status: "requested" },
    notTheWishOf(actor),
    {
      OR: [
        ...asksSeats(seats),
        ...hats.map((hat) => ({ AND: [{ OR: asksSeats(hat.seats) }, notTheWishOf(hat.person)] })),
      ],
    },
  ],
});

const asksSeats = (seats: Seats): Prisma.AccessRequestWhereInput[] => [
  { askedKind: "owner", askedTeamIds: { hasSome: [...new Set([...seats.owner, ...seats.approver])] } },
  { askedKind: "domain", askedTeamIds: { hasSome: [...seats.owner] } },
  ...asksGovernance(seats),
];

/** What the asker decides, or has decided: the owning side's requests and their own decisions. */
export function requestsDecidedBy({ actor }: Asker): Prisma.AccessRequestWhereInput {
  if (seesEverything(actor)) return {};
  return {
    OR: [
      { providerTeamId: { in: teamsWithRole(actor.teamRoles, PROVIDERS) } },
      { deciders: { has: deciderKey(actor) } },
    ],
  };
}

/** What the asker has asked for, or would receive in person. */
export const requestsOf = ({ actor }: Asker): Prisma.AccessRequestWhereInput => ({
  OR: [
    { requesterKind: actor.kind, requesterId: actor.id },
    { consumerKind: "user", consumerId: { in: namesOf(actor) } },
  ],
});

/** With which power somebody decides: their own, or that of somebody they stand in for. */
export type Authority = { kind: "own" } | { kind: "delegate"; hat: Hat } | { kind: "none"; because: string };

/** Four eyes: nobody decides what they asked for or would receive, in whatever hat and by whatever key. */
export function authorityAt(asker: Asker, request: RequestFacts): Authority {
  const { actor, hats } = asker;
  if (actor.readOnly) return none("This key may only read.");
  const wish = ownWish(asker, request);
  if (wish !== null) return none(wish);

  const asked = askedBy(request) ?? lastAskedBy(request);
  if (actor.orgRole === "admin") return { kind: "own" };
  if (decidesAs({ teamRoles: actor.teamRoles, isGovernance: actor.orgRole === "governance" }, asked))
    return { kind: "own" };
  const hat = hats.find((candidate) => isAskedIn(candidate, request));
  return hat ? { kind: "delegate", hat } : none(DECIDERS[asked.kind]);
}

/** Once nobody is asked, those of the last step are told what has become of the request. */
function lastAskedBy({ steps, providerTeamId }: RequestFacts): Asked {
  const { kind, teamId } = steps.at(-1) ?? { kind: "owner", teamId: providerTeamId };
  return { kind, teamIds: teamId === null ? [] : [teamId], asksGovernance: kind === "governance" };
}

const none = (because: string): Authority => ({ kind: "none", because });

const DECIDERS: Readonly<Record<StepKind, string>> = {
  owner: "Only owners and approvers of the owning team decide this step.",
  domain: "Only owners of the domain decide this step.",
  governance: "Only governance and administrators decide this step.",
};

/** A key of the organisation carries the decision of a system outside, also about what it has put itself. */
function ownWish({ actor, personId }: Asker, request: RequestFacts): string | null {
  const isRequest = isRequester(actor, request);
  if (isRequest && actor.kind === "key" && actor.teamId === null) return null;
  if (isRequest || (personId !== null && personId === request.requesterPersonId))
    return "Nobody decides what they have asked for themselves.";
  const names = personId === null ? namesOf(actor) : [personId, ...namesOf(actor)];
  return request.consumerKind === "user" && names.includes(request.consumerId)
    ? "Nobody decides about their own access."
    : null;
}

export function canDecide(asker: Asker, request: RequestFacts): Decision {
  const authority = authorityAt(asker, request);
  return authority.kind === "none" ? deny(authority.because) : allow;
}

/** Whoever may act for a consumer: the person, everybody of the team or of the product's team. */
export function canActFor(actor: Actor, consumer: ConsumerSide): Decision {
  if (actor.readOnly) return deny("This key may only read.");
  if (actor.kind === "job" || actor.orgRole === "admin" || isConsumer(actor, consumer)) return allow;
  return deny(NOT_YOURS[consumer.consumerKind]);
}

const NOT_YOURS: Readonly<Record<ConsumerKind, string>> = {
  user: "You act for yourself, not for another person.",
  team: "You do not belong to this team.",
  product: "You do not belong to the team of this data product.",
};

/** The requester answers, and whoever may act for the consumer. */
export const canAnswer = ({ actor }: Asker, request: RequestFacts): Decision =>
  isRequester(actor, request) && !actor.readOnly ? allow : canActFor(actor, request);

/** Asking and withdrawing are the same side's. */
export const canCancelRequest = (asker: Asker, request: RequestFacts): Decision => canAnswer(asker, request);

/** People hand their decisions over; keys do not. */
export const canDelegate = (actor: Actor): Decision =>
  actor.kind === "user" ? allow : deny("Only a signed-in person hands decisions over.");

/** The one who is away takes the decisions back, and administrators may. */
export const canEndDelegation = (actor: Actor, { fromId }: { fromId: string }): Decision =>
  actor.kind === "user" && (actor.id === fromId || actor.orgRole === "admin")
    ? allow
    : deny("Only the person who handed decisions over takes them back.");

/** Reminding, escalating and letting lapse is the portal's own work. */
export const canChase = (actor: Actor): Decision =>
  actor.kind === "job" ? allow : deny("Only the portal itself does this.");

/** The owning side, governance and administrators look after the access to a product. */
export const canOversee = (actor: Actor, { providerTeamId }: { providerTeamId: string }): Decision =>
  seesEverything(actor) || hasTeamRole(actor, providerTeamId, PROVIDERS)
    ? allow
    : deny("Only the owning team and governance see who has access.");
