import "server-only";

import type { Actor, TeamRole } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import type { Person, TeamPlace, TeamRef } from "./model";
import { ancestorsOf, domainIn, type TreeTeam } from "./rules";
import { namesOfActors, peopleByEmail, peopleById } from "./store/users";
import { allTeams, membersOf, subtree, teamsWithAncestors } from "./store/teams";

/** The team with its way up, or null. */
export async function findTeam(db: Db, id: string): Promise<TeamPlace | null> {
  return (await teamsByIds(db, [id])).get(id) ?? null;
}

/** The teams that exist among the ids, each with its way up, in one statement. */
export async function teamsByIds(db: Db, ids: readonly string[]): Promise<Map<string, TeamPlace>> {
  const tree = await teamsWithAncestors(db, ids);
  return new Map(
    [...new Set(ids)].flatMap((id) => {
      const team = tree.get(id);
      return team ? [[id, toPlace(tree, team)] as const] : [];
    }),
  );
}

/** Every team with its way up, in the order of names. */
export async function everyTeam(db: Db): Promise<TeamPlace[]> {
  const tree = await allTeams(db);
  return [...tree.values()].map((team) => toPlace(tree, team));
}

/** The team and every team below it; empty when there is no such team. */
export const subtreeIds = (db: Db, teamId: string): Promise<string[]> => subtree(db, teamId);

/** The same role in the team and in every team below it: what a team's key or webhook source may do. */
export async function rolesBelow(db: Db, teamId: string, role: TeamRole): Promise<Actor["teamRoles"]> {
  return new Map((await subtree(db, teamId)).map((id) => [id, [role]]));
}

function toPlace(tree: ReadonlyMap<string, TreeTeam>, { id, name, type, parentId }: TreeTeam): TeamPlace {
  const path = ancestorsOf(tree, id).map(toRef).reverse();
  return { id, name, type, parentId, path, domain: domainIn(tree, id) };
}

const toRef = ({ id, name }: TeamRef): TeamRef => ({ id, name });

/** Adds to each team of a whole tree the domain it stands in. */
export function withDomains<T extends TreeTeam>(teams: readonly T[]): (T & { domain: TeamRef | null })[] {
  const tree = new Map(teams.map((team) => [team.id, team]));
  return teams.map((team) => ({ ...team, domain: domainIn(tree, team.id) }));
}

/** The people of the teams themselves, not of those above, by team. */
export async function peopleOfTeams(
  db: Db,
  teamIds: readonly string[],
): Promise<Map<string, (Person & { role: TeamRole })[]>> {
  const members = await membersOf(db, teamIds);
  const names = await namesOfPeople(
    db,
    members.map(({ email }) => email),
  );
  const people = new Map<string, (Person & { role: TeamRole })[]>();
  for (const { teamId, email, name, role } of members) {
    const person = names.get(email);
    const entry = { id: person?.id ?? null, email, name: person?.name ?? name ?? email, role };
    people.set(teamId, [...(people.get(teamId) ?? []), entry]);
  }
  return people;
}

/** People who have an account, by e-mail address. */
export const namesOfPeople = (
  db: Db,
  emails: readonly string[],
): Promise<Map<string, Person & { id: string }>> => peopleByEmail(db, emails);

/** People by the id of their account. */
export const peopleByIds = (db: Db, ids: readonly string[]): Promise<Map<string, Person & { id: string }>> =>
  peopleById(db, ids);

type ActorId = Pick<Actor, "kind" | "id">;

/** The name that pages show for each actor; whoever does not exist any more is named by kind. */
export const displayNames = (db: Db, actors: readonly ActorId[]): Promise<Map<string, string>> =>
  namesOfActors(db, actors);

/** The key of `displayNames` for an actor. */
export const actorKey = ({ kind, id }: ActorId): string => `${kind}:${id}`;
