import { type Actor, allow, type Decision, deny, hasTeamRole, seesEverything } from "@/lib/platform/actor";

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
