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

import type { ProvisioningStatus } from "../model";
import { daysAfter, isLive, isRenewable, type Period, RENEWABLE_DAYS, statusAt } from "../rules/agreement";
import { openTask } from "../rules/provisioning";
import { namesOf, teamsWithRole } from "./asker";
import { canActFor, type ConsumerSide, isConsumer, PROVIDERS } from "./requests";

/** As much of an agreement as is decided by. */
export type AgreementFacts = ConsumerSide & {
  providerTeamId: string;
  requesterKind: string;
  requesterId: string;
};

/** An agreement exists for both its sides, for whoever asked for it, and for those who see everything. */
export const canReadAgreement = (actor: Actor, agreement: AgreementFacts): boolean =>
  seesEverything(actor) ||
  (agreement.requesterKind === actor.kind && agreement.requesterId === actor.id) ||
  isConsumer(actor, agreement) ||
  hasTeamRole(actor, agreement.providerTeamId, PROVIDERS);

/** The same rule as `canReadAgreement`, as a filter. agreements.db.test.ts in this folder proves that the two agree. */
export function agreementsVisibleTo(actor: Actor): Prisma.AgreementWhereInput {
  if (seesEverything(actor)) return {};
  return {
    OR: [
      { requesterKind: actor.kind, requesterId: actor.id },
      { consumerKind: "user", consumerId: { in: namesOf(actor) } },
      { consumerTeamId: { in: teamIdsOf(actor) } },
      { providerTeamId: { in: teamsWithRole(actor.teamRoles, PROVIDERS) } },
    ],
  };
}

/** What somebody holds: in person, as one of the teams that name them, or because they asked for it. */
export const agreementsOf = (actor: Actor, teamIds: readonly string[]): Prisma.AgreementWhereInput => ({
  OR: [
    { requesterKind: actor.kind, requesterId: actor.id },
    { consumerKind: "user", consumerId: { in: namesOf(actor) } },
    { consumerTeamId: { in: [...teamIds] } },
  ],
});

const DECIDERS: readonly TeamRole[] = ["owner", "approver"];

/** The owning side, governance and administrators take access away. */
export function canRevoke(
  actor: Actor,
  { providerTeamId }: Pick<AgreementFacts, "providerTeamId">,
): Decision {
  if (actor.readOnly) return deny("This key may only read.");
  return seesEverything(actor) || hasTeamRole(actor, providerTeamId, DECIDERS)
    ? allow
    : deny("Only owners and approvers of the owning team and governance take access away.");
}

/** Whoever takes access away may also leave it, but nobody confirms what they hold themselves. */
export function canReview(
  actor: Actor,
  agreement: Omit<AgreementFacts, "requesterKind" | "requesterId">,
): Decision {
  const isOwn = agreement.consumerKind === "user" && namesOf(actor).includes(agreement.consumerId);
  return isOwn ? deny("Nobody reviews their own access.") : canRevoke(actor, agreement);
}

/** Granting by hand, trying again and reporting is the owning team's, its keys' and the organisation's. */
export function canProvision(
  actor: Actor,
  { providerTeamId }: Pick<AgreementFacts, "providerTeamId">,
): Decision {
  if (actor.readOnly) return deny("This key may only read.");
  const isAble =
    actor.kind === "job" ||
    actor.orgRole === "admin" ||
    hasTeamRole(actor, providerTeamId, ["owner", "approver", "editor"]);
  return isAble ? allow : deny("Only the owning team grants access on its platform.");
}

/** A connector decides for all ports of its platform that nobody grants by hand. */
export function canKeepConnectors(actor: Actor): Decision {
  if (actor.readOnly) return deny("This key may only read.");
  return actor.orgRole === "admin"
    ? allow
    : deny("Only administrators and keys of the organisation keep connectors.");
}

export const canReadConnectors = (actor: Actor): Decision =>
  seesEverything(actor)
    ? allow
    : deny("Only administrators, governance and keys of the organisation see connectors.");

/** Letting time do its work is the portal's own. */
export const canTurnAgreements = (actor: Actor): Decision =>
  actor.kind === "job" ? allow : deny("Only the portal itself does this.");

type Timed = AgreementFacts & Period;

const OVER = deny("The access has ended.");

/** The consumer's side gives access back while there is some. */
export const mayCancel = (actor: Actor, agreement: Timed, now: Date): Decision =>
  isLive(statusAt(agreement, now)) ? canActFor(actor, agreement) : OVER;

export const mayRevoke = (actor: Actor, agreement: Timed, now: Date): Decision =>
  isLive(statusAt(agreement, now)) ? canRevoke(actor, agreement) : OVER;

export const mayReview = (actor: Actor, agreement: Timed, now: Date): Decision =>
  isLive(statusAt(agreement, now)) ? canReview(actor, agreement) : OVER;

/** A renewal is asked for by the consumer's side, in time and once. */
export function mayRenew(
  actor: Actor,
  { isAsked, ...agreement }: Timed & { isAsked: boolean },
  now: Date,
): Decision {
  const able = canActFor(actor, agreement);
  if (!able.allowed) return able;
  const status = statusAt(agreement, now);
  if (status === "expired" || status === "revoked") return deny("The access has ended. Ask for it anew.");
  if (isAsked) return deny("A renewal is on its way.");
  const from = daysAfter(agreement.endsAt, -RENEWABLE_DAYS).toISOString().slice(0, 10);
  return isRenewable(agreement, now) ? allow : deny(`It can be renewed from ${from} on.`);
}

/** There is something to do on the platform, and the actor may do it. */
export function mayProvision(
  actor: Actor,
  { provisioning, ...agreement }: Timed & { provisioning: ProvisioningStatus },
  now: Date,
): Decision {
  const able = canProvision(actor, agreement);
  if (!able.allowed) return able;
  return openTask(provisioning, statusAt(agreement, now)) === null
    ? deny("There is nothing to do on the platform.")
    : allow;
}
