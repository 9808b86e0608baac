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
import type { Audience } from "@/lib/platform/outbox";

type Owned = { teamId: string };

/** Sources hand out the right to register, so only an admin person makes or changes them. */
export function canManageSources(actor: Actor): Decision {
  const isAdmin = actor.kind === "user" && actor.orgRole === "admin";
  return isAdmin ? allow : deny("Only an administrator manages webhook sources.");
}

/** Owners and editors of the team read what arrived for it. */
export const canReadSource = (actor: Actor, { teamId }: Owned): boolean =>
  seesEverything(actor) || hasTeamRole(actor, teamId, ["owner", "editor"]);

/** The same rule as `canReadSource`, as a filter. */
export function sourcesVisibleTo(actor: Actor) {
  if (seesEverything(actor)) return {};
  const teams = [...actor.teamRoles].filter(([id]) => canReadSource(actor, { teamId: id })).map(([id]) => id);
  return { teamId: { in: teams } };
}

/** A message acts for its own source and no other. */
export const canReceive = (actor: Actor, { id }: { id: string }): Decision =>
  actor.kind === "webhook" && actor.id === id
    ? allow
    : deny("Messages come in through their own webhook source.");

export function canReadJobs(actor: Actor): Decision {
  return seesEverything(actor) ? allow : deny("Only governance and administrators see background work.");
}

export function canRetryJobs(actor: Actor): Decision {
  return actor.orgRole === "admin" ? allow : deny("Only an administrator starts a job again.");
}

const LEADS: readonly TeamRole[] = ["owner", "approver", "editor", "steward"];

/** Whether the actor may read an event; an audience of null is everybody. */
export function canReadEvent(actor: Actor, audience: Audience | null): boolean {
  if (audience === null || seesEverything(actor)) return true;
  const { teamIds, userIds, leadTeamIds = [] } = audience;
  return (
    teamIds.some((id) => actor.teamRoles.has(id)) ||
    leadTeamIds.some((id) => hasTeamRole(actor, id, LEADS)) ||
    namesOf(actor).some((name) => userIds.includes(name))
  );
}

/** The same rule as `canReadEvent`: for whom the feed is read besides everybody; null is without limit. */
export function feedAudienceOf(actor: Actor): Audience | null {
  if (seesEverything(actor)) return null;
  const teamIds = teamIdsOf(actor);
  return {
    teamIds,
    leadTeamIds: teamIds.filter((id) => hasTeamRole(actor, id, LEADS)),
    userIds: namesOf(actor),
  };
}

/** A person is named by their account, or by their address where a document names them. */
const namesOf = ({ kind, id, email }: Actor): string[] =>
  kind === "user" ? [id, ...(email === null ? [] : [email])] : [];

/** Notices, their settings and mails are a person's own: every operation asks only for those of whoever asks. */
export function canUseNotices(actor: Actor): Decision {
  return actor.kind === "user" ? allow : deny("Only a signed-in person is told about things.");
}
