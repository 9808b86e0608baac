/** Roles in the organisation, weakest first. Governance sees everything; admin also changes everything. */
export type OrgRole = "member" | "governance" | "admin";

/** Roles in a team. They hold in the team itself and in every team below it. */
export type TeamRole = "owner" | "approver" | "editor" | "member" | "steward";

/** Who is asking. Resolved once per request by a transport, never read from globals. */
export type Actor = {
  kind: "user" | "key" | "webhook" | "job";
  /** Id of the user, API key, webhook source or job. */
  id: string;
  name: string;
  /** Only of a user: how team documents and wire documents name the person. */
  email: string | null;
  orgRole: OrgRole;
  /** The team that an API key or a webhook source belongs to. */
  teamId: string | null;
  /** team id → roles there, inherited ones included. A team without an entry is a foreign team. */
  teamRoles: ReadonlyMap<string, readonly TeamRole[]>;
  /** A read key: every command refuses it. */
  readOnly: boolean;
  /** Only of a signed-in person: the session that this request belongs to. */
  sessionId?: string;
};

export type Decision = { allowed: true } | { allowed: false; because: string };

export const allow: Decision = { allowed: true };
export const deny = (because: string): Decision => ({ allowed: false, because });

/** Jobs act for the portal itself. */
export const jobActor = (id: string): Actor => ({
  kind: "job",
  id,
  name: id,
  email: null,
  orgRole: "member",
  teamId: null,
  teamRoles: new Map(),
  readOnly: false,
});

/** Whether restricted things of every team are visible to the actor. */
export const seesEverything = (actor: Actor): boolean => actor.kind === "job" || actor.orgRole !== "member";

/** Whether the actor has at least one of the roles in the team, by membership there or above. */
export const hasTeamRole = (actor: Actor, teamId: string, roles: readonly TeamRole[]): boolean =>
  (actor.teamRoles.get(teamId) ?? []).some((role) => roles.includes(role));

/** Every team in which the actor has any role. */
export const teamIdsOf = (actor: Actor): string[] => [...actor.teamRoles.keys()];
