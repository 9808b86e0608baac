import "server-only";

import type { Db } from "@/lib/platform/db/client";
import { notFound } from "@/lib/platform/errors";

import type { DocumentMember, PreparedTeam } from "../document";
import type { TeamRole } from "../model";
import { toTeamRole, type TreeTeam } from "../rules";

const TREE_LOCK = 72707380;

/** Changes of the tree happen one after the other: two at once could close a circle. Held to the commit. */
export async function lockTree(db: Db): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(${TREE_LOCK}::bigint)`;
}

/** The teams and everything above them, by id. */
export async function teamsWithAncestors(db: Db, ids: readonly string[]): Promise<Map<string, TreeTeam>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<TreeTeam[]>`
    with recursive up as (
      select id, name, type, parent_id from teams where id = any(${[...new Set(ids)]}::text[])
      union
      select t.id, t.name, t.type, t.parent_id from teams t join up on t.id = up.parent_id)
    select id, name, type, parent_id as "parentId" from up`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The whole tree, by id. */
export async function allTeams(db: Db): Promise<Map<string, TreeTeam>> {
  const rows = await db.$queryRaw<TreeTeam[]>`
    select id, name, type, parent_id as "parentId" from teams order by name, id`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The team and every team below it. */
export async function subtree(db: Db, id: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    with recursive down as (
      select id from teams where id = ${id}
      union
      select t.id from teams t join down on t.parent_id = down.id)
    select id from down`;
  return rows.map((row) => row.id);
}

export type StoredTeam = {
  version: number;
  document: string;
  memberKeys: string;
  memberRoles: readonly (readonly [email: string, role: string])[];
};

/** Version, document and members of the teams that are registered, by id. */
export async function storedTeams(db: Db, ids: readonly string[]): Promise<Map<string, StoredTeam>> {
  const rows = await db.team.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      version: true,
      document: true,
      members: { where: { source: "document" }, select: { email: true, name: true, role: true } },
    },
  });
  return new Map(
    rows.map(({ id, version, document, members }) => [
      id,
      {
        ...{ version, document: JSON.stringify(document), memberKeys: memberKeysOf(members) },
        memberRoles: members.map(({ email, role }) => [email, role]),
      },
    ]),
  );
}

/** The members as one comparable text. */
export const memberKeysOf = (
  members: readonly DocumentMember[] | { email: string; role: string }[],
): string =>
  members
    .map(({ email, role }) => `${email} ${role}`)
    .sort()
    .join("\n");

export type TeamWrite = PreparedTeam & { version: number };

/** Inserts or replaces the teams and the members that their documents name. */
export async function saveTeams(db: Db, teams: readonly TeamWrite[], now: Date): Promise<void> {
  if (teams.length === 0) return;
  const rows = teams.map(({ document, ...team }) => ({ ...team, document: asJson(document) }));
  await db.$executeRaw`
    insert into teams (id, name, type, parent_id, description, tags, links, custom, document, version, created_at, updated_at)
    select id, name, type, "parentId", description, tags, links, custom, document, version, ${now}, ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as d(
      id text, name text, type text, "parentId" text, description text, tags text[], links jsonb, custom jsonb,
      document json, version int)
    on conflict (id) do update set
      name = excluded.name, type = excluded.type, parent_id = excluded.parent_id, description = excluded.description,
      tags = excluded.tags, links = excluded.links, custom = excluded.custom, document = excluded.document,
      version = excluded.version, updated_at = excluded.updated_at`;
  await db.teamMember.deleteMany({
    where: { source: "document", teamId: { in: teams.map(({ id }) => id) } },
  });
  await db.teamMember.createMany({
    data: teams.flatMap(({ id: teamId, members }) =>
      members.map((member) => ({ ...member, teamId, source: "document" })),
    ),
  });
}

const asJson = (document: string): unknown => JSON.parse(document);

/** The team with its children and members, without names of people. */
export async function getTeamDetail(db: Db, id: string) {
  const row = await db.team.findUnique({
    where: { id },
    omit: { document: true, parentId: true },
    include: {
      children: { select: { id: true, name: true, type: true }, orderBy: [{ name: "asc" }, { id: "asc" }] },
      members: { orderBy: [{ email: "asc" }, { source: "asc" }] },
    },
  });
  if (!row) throw notFound("Team", id);
  return row;
}

export async function getDocument(db: Db, id: string): Promise<unknown> {
  const row = await db.team.findUnique({ where: { id }, select: { document: true } });
  if (!row) throw notFound("Team", id);
  return row.document;
}

/** One page of documents, in the order of registration; `hasMore` tells of another page. */
export async function listDocuments(
  db: Db,
  { email, skip, take }: { email: string | null; skip: number; take: number },
): Promise<{ documents: unknown[]; hasMore: boolean }> {
  const rows = await db.team.findMany({
    where: email === null ? {} : { members: { some: { email } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { document: true },
    skip,
    take: take + 1,
  });
  return { documents: rows.slice(0, take).map(({ document }) => document), hasMore: rows.length > take };
}

/** Every team as the tree shows it, with the number of people in it. */
export async function listTree(db: Db) {
  return db.$queryRaw<(TreeTeam & { description: string | null; memberCount: number })[]>`
    select t.id, t.name, t.type, t.parent_id as "parentId", t.description,
      (select count(distinct m.email)::int from team_members m where m.team_id = t.id) as "memberCount"
    from teams t order by t.name, t.id`;
}

export type Obstacles = { children: string[]; products: string[]; contracts: string[]; sources: string[] };

/** What keeps a team from being removed: at most a few of each kind, by id. */
export async function findObstacles(db: Db, id: string): Promise<Obstacles> {
  const [row] = await db.$queryRaw<[Obstacles]>`
    select array(select id from teams where parent_id = ${id} order by id limit 5) as children,
      array(select id from data_products where owner_team_id = ${id} order by id limit 5) as products,
      array(select id from data_contracts where owner_team_id = ${id} order by id limit 5) as contracts,
      array(select name from webhook_sources where team_id = ${id} order by name limit 5) as sources`;
  return row;
}

/** A registration that came between makes the foreign keys hold the team, and the whole call try again. */
export async function deleteTeam(db: Db, id: string): Promise<void> {
  const { count } = await db.team.deleteMany({ where: { id } });
  if (count === 0) throw notFound("Team", id);
}

/** Members of the teams, each person once: what the document says wins over the group. */
export async function membersOf(
  db: Db,
  teamIds: readonly string[],
): Promise<{ teamId: string; email: string; name: string | null; role: TeamRole }[]> {
  const rows = await db.teamMember.findMany({
    where: { teamId: { in: [...teamIds] } },
    orderBy: [{ teamId: "asc" }, { email: "asc" }, { source: "asc" }],
    distinct: ["teamId", "email"],
    select: { teamId: true, email: true, name: true, role: true },
  });
  return rows.map(({ role, ...row }) => ({ ...row, role: toTeamRole(role) }));
}
