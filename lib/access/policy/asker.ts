import type { Person } from "@/lib/identity/model";
import type { Actor, TeamRole } from "@/lib/platform/actor";

import type { StepKind } from "../model";
import { decidingRoles } from "../rules/request-state";

/** The teams in which somebody has a role themselves, and whether they are asked as governance. */
export type Seats = { owner: readonly string[]; approver: readonly string[]; governance: boolean };

/** The powers of somebody who is away and has handed their decisions over. */
export type Hat = {
  person: Person & { id: string };
  until: Date;
  seats: Seats;
  /** Inherited roles included. */
  teamRoles: Actor["teamRoles"];
};

/** Whoever asks, with the person behind a key and the hats of those they stand in for. */
export type Asker = {
  actor: Actor;
  /** The person themselves, or who made the key. */
  personId: string | null;
  seats: Seats;
  hats: readonly Hat[];
};

const NO_SEATS: Seats = { owner: [], approver: [], governance: false };

/** An actor who stands in for nobody and is asked nothing: the portal's own jobs. */
export const onlyActor = (actor: Actor): Asker => ({ actor, personId: null, seats: NO_SEATS, hats: [] });

/** Whom a step asks. */
export type Asked = { kind: StepKind; teamIds: readonly string[]; asksGovernance: boolean };

/** Whether roles in the teams that are asked, or governance where it is asked, decide. */
export function decidesAs(
  { teamRoles, isGovernance }: { teamRoles: Actor["teamRoles"]; isGovernance: boolean },
  { kind, teamIds, asksGovernance }: Asked,
): boolean {
  if (asksGovernance && isGovernance) return true;
  return teamIds.some((teamId) => holdsRole(teamRoles, teamId, decidingRoles(kind)));
}

const holdsRole = (teamRoles: Actor["teamRoles"], teamId: string, roles: readonly TeamRole[]): boolean =>
  (teamRoles.get(teamId) ?? []).some((role) => roles.includes(role));

/** The teams in which the actor has one of the roles, inherited ones included. */
export const teamsWithRole = (teamRoles: Actor["teamRoles"], roles: readonly TeamRole[]): string[] =>
  [...teamRoles.keys()].filter((teamId) => holdsRole(teamRoles, teamId, roles));

/** The names under which a consumer document may mean this person: the account and its address. */
export const namesOf = ({ kind, id, email }: Pick<Actor, "kind" | "id" | "email">): string[] =>
  kind === "user" ? [id, ...(email === null ? [] : [email])] : [];
