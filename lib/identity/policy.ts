import { type Actor, allow, type Decision, deny, hasTeamRole, type TeamRole } from "@/lib/platform/actor";

type Place = { id: string; parentId: string | null; type: string };

/** What a registration would make of a team; `current` is null for a new one. */
export type TeamChange = { current: Place | null; next: Place };

const OWNER: readonly TeamRole[] = ["owner"];

const owns = (actor: Actor, teamId: string | null): boolean =>
  teamId !== null && hasTeamRole(actor, teamId, OWNER);

const actsForAll = (actor: Actor): boolean => actor.kind === "job" || actor.orgRole === "admin";

/** An administrator in person: keys and jobs never manage people, keys or sessions. */
const isAdministrator = (actor: Actor): boolean => actor.kind === "user" && actor.orgRole === "admin";

/**
 * The owners of a team describe it and everything below it. Where a team stands, and whether it is a domain,
 * is decided by the owners of the place: otherwise a team could leave the rules of its domain.
 */
export function canRegisterTeam(actor: Actor, { current, next }: TeamChange): Decision {
  if (actsForAll(actor)) return allow;
  if (current === null) {
    return owns(actor, next.parentId)
      ? allow
      : deny("Only an administrator or an owner of the parent team registers a new team.");
  }
  if (!owns(actor, current.id)) return deny("Only an administrator or an owner of the team registers it.");
  const isSamePlace = current.parentId === next.parentId && current.type === next.type;
  return isSamePlace || (owns(actor, current.parentId) && owns(actor, next.parentId))
    ? allow
    : deny("Only an administrator or an owner of the parent team moves a team or changes its type.");
}

/** A team ends by the will of those above it. */
export function canRemoveTeam(actor: Actor, { parentId }: { parentId: string | null }): Decision {
  return actsForAll(actor) || owns(actor, parentId)
    ? allow
    : deny("Only an administrator or an owner of the parent team removes a team.");
}

/** Everyone who is known sees the tree of teams. */
export const canReadTeams = (): Decision => allow;

type KeyOwner = { scope: string; teamId: string | null };

/** Keys of the whole organisation are an administrator's; a team's keys its owners' as well. */
export function canManageKey(actor: Actor, key: KeyOwner): Decision {
  if (actor.kind !== "user") return deny("Only people manage API keys.");
  if (isAdministrator(actor)) return allow;
  if (key.scope !== "team") return deny("Only an administrator manages keys of the organisation.");
  return owns(actor, key.teamId)
    ? allow
    : deny("Only an administrator or an owner of the team manages its keys.");
}

/** Who may manage a key may see it, and nobody else. */
export const canReadKey = (actor: Actor, key: KeyOwner): boolean => canManageKey(actor, key).allowed;

/** The same rule as `canReadKey`, as a filter. policy.db.test.ts proves that the two agree. */
export function keysVisibleTo(actor: Actor) {
  if (isAdministrator(actor)) return {};
  const teams = actor.kind === "user" ? [...actor.teamRoles.keys()].filter((id) => owns(actor, id)) : [];
  return { scope: "team", teamId: { in: teams } };
}

export function canListKeys(actor: Actor): Decision {
  return actor.kind === "user" ? allow : deny("Only people manage API keys.");
}

/** People's accounts are an administrator's matter; their names are not secret, their accounts are. */
export function canManagePeople(actor: Actor): Decision {
  return isAdministrator(actor) ? allow : deny("Only an administrator manages people.");
}

/** An account exists for its own person and for administrators. */
export const canReadPerson = (actor: Actor, { id }: { id: string }): boolean =>
  isAdministrator(actor) || isSelf(actor, id);

/** The same rule as `canReadPerson`, as a filter. */
export function peopleVisibleTo(actor: Actor) {
  if (isAdministrator(actor)) return {};
  return { id: { in: actor.kind === "user" ? [actor.id] : [] } };
}

/** What belongs to a signed-in person alone. */
export function canUseOwnAccount(actor: Actor): Decision {
  return actor.kind === "user" ? allow : deny("Only a signed-in person has an account.");
}

/** A session exists for the person it belongs to and for administrators, and either may end it. */
export const canReadSession = (actor: Actor, { userId }: { userId: string }): boolean =>
  isAdministrator(actor) || isSelf(actor, userId);

/** The same rule as `canReadSession`, as a filter. */
export function sessionsVisibleTo(actor: Actor) {
  if (isAdministrator(actor)) return {};
  return { userId: { in: actor.kind === "user" ? [actor.id] : [] } };
}

export const canRevokeSession = (actor: Actor, session: { userId: string }): Decision =>
  canReadSession(actor, session) ? allow : deny("Only the person or an administrator ends a session.");

/** The demo sign-in asks for no password: it exists only while the demo is on. */
export function canSignInToDemo(actor: Actor, { isDemo }: { isDemo: boolean }): Decision {
  if (!isDemo) return deny("The demo is off: nobody can be picked.");
  return canActForThePortal(actor);
}

const keepsRules = (actor: Actor): boolean => actor.kind === "user" && actor.orgRole !== "member";

/** The record names people and what they did: it is for those who keep the rules, in person. */
export function canReadAudit(actor: Actor): Decision {
  return keepsRules(actor) ? allow : deny("Only governance and administrators read the record.");
}

/** An archive fetches the record with a key that can do nothing else. */
export function canExportAudit(actor: Actor): Decision {
  const isArchive = actor.kind === "key" && actor.orgRole === "admin" && actor.readOnly;
  return keepsRules(actor) || isArchive
    ? allow
    : deny("Only governance, administrators and read keys of the organisation export the record.");
}

/** The portal itself: sign-in, first start and the demo are not done on anybody's behalf. */
export function canActForThePortal(actor: Actor): Decision {
  return actor.kind === "job" ? allow : deny("Only the portal itself does this.");
}

const isSelf = (actor: Actor, userId: string): boolean => actor.kind === "user" && actor.id === userId;
