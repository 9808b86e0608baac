import "server-only";

import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { Prisma } from "@/lib/platform/db/generated/client";
import { conflict, notFound } from "@/lib/platform/errors";

import { type Person, User } from "../model";
import { peopleVisibleTo } from "../policy";
import { type Membership, toTeamRole } from "../rules";

const columns = {
  id: true,
  email: true,
  name: true,
  title: true,
  orgRole: true,
  issuer: true,
  subject: true,
  demo: true,
  deactivatedAt: true,
  createdAt: true,
} as const;

export type UserRow = Prisma.UserGetPayload<{ select: typeof columns }>;

/** The account, if the actor may know of it. */
export async function getUserRow(db: Db, actor: Actor, id: string): Promise<UserRow> {
  const row = await db.user.findFirst({ where: { id, AND: [peopleVisibleTo(actor)] }, select: columns });
  if (!row) throw notFound("Person", id);
  return row;
}

export const findUserById = (db: Db, id: string): Promise<UserRow | null> =>
  db.user.findUnique({ where: { id }, select: columns });

export const findUserByEmail = (db: Db, email: string): Promise<UserRow | null> =>
  db.user.findUnique({ where: { email }, select: columns });

export const findUserBySubject = (db: Db, issuer: string, subject: string): Promise<UserRow | null> =>
  db.user.findUnique({ where: { issuer_subject: { issuer, subject } }, select: columns });

export type NewUser = Pick<UserRow, "id" | "email" | "name" | "orgRole" | "createdAt"> &
  Partial<Pick<UserRow, "title" | "issuer" | "subject" | "demo">>;

export async function insertUser(db: Db, user: NewUser): Promise<UserRow> {
  return db.user.create({ data: user, select: columns });
}

export async function updateUser(
  db: Db,
  id: string,
  data: Partial<Omit<UserRow, "id" | "createdAt" | "demo">>,
): Promise<UserRow> {
  try {
    return await db.user.update({ where: { id }, data, select: columns });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw conflict("Another account has this e-mail address.");
    throw error;
  }
}

/** Active administrators, locked: of two who step down at once, the second sees what the first did. */
export async function lockActiveAdmins(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from users where org_role = 'admin' and deactivated_at is null order by id for update`;
  return rows.map(({ id }) => id);
}

/** Demo people who may be picked at sign-in. */
export const listDemoPeople = (db: Db) =>
  db.user.findMany({
    where: { demo: true, deactivatedAt: null },
    orderBy: [{ createdAt: "asc" }, { name: "asc" }],
    select: { id: true, name: true, title: true, email: true, orgRole: true },
  });

type UserFilter = { text: string | null; after: string | null; take: number };

/** People in the order of their e-mail addresses; `after` is the last address of the page before. */
export async function listUserRows(db: Db, { text, after, take }: UserFilter): Promise<UserRow[]> {
  const contains = text === null ? [] : [{ contains: text, mode: "insensitive" as const }];
  return db.user.findMany({
    where: {
      AND: [
        after === null ? {} : { email: { gt: after } },
        contains.length === 0 ? {} : { OR: contains.flatMap((match) => [{ email: match }, { name: match }]) },
      ],
    },
    orderBy: { email: "asc" },
    take,
    select: columns,
  });
}

/** Rows as people see them, with the teams that name each person. */
export async function toUsers(db: Db, rows: readonly UserRow[]): Promise<User[]> {
  const memberships = await db.teamMember.findMany({
    where: { email: { in: rows.map(({ email }) => email) } },
    orderBy: [{ team: { name: "asc" } }, { teamId: "asc" }, { source: "asc" }],
    distinct: ["email", "teamId"],
    select: { email: true, role: true, team: { select: { id: true, name: true } } },
  });
  return rows.map(({ deactivatedAt, createdAt, issuer, ...row }) =>
    User.parse({
      ...row,
      teams: memberships
        .filter(({ email }) => email === row.email)
        .map(({ team, role }) => ({ ...team, role: toTeamRole(role) })),
      hasProviderIdentity: issuer !== null,
      deactivatedAt: deactivatedAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
    }),
  );
}

type KnownPerson = Person & { id: string };
const person = { id: true, email: true, name: true } as const;

export async function peopleById(db: Db, ids: readonly string[]): Promise<Map<string, KnownPerson>> {
  const rows = await db.user.findMany({ where: { id: { in: [...ids] } }, select: person });
  return new Map(rows.map((row) => [row.id, row]));
}

export async function peopleByEmail(db: Db, emails: readonly string[]): Promise<Map<string, KnownPerson>> {
  const rows = await db.user.findMany({ where: { email: { in: [...emails] } }, select: person });
  return new Map(rows.map((row) => [row.email, row]));
}

type ActorId = Pick<Actor, "kind" | "id">;

/** `kind:id` → name. */
export async function namesOfActors(db: Db, actors: readonly ActorId[]): Promise<Map<string, string>> {
  const idsOf = (kind: Actor["kind"]) => actors.filter((actor) => actor.kind === kind).map(({ id }) => id);
  const named = (ids: string[]) => ({
    where: { id: { in: ids } },
    select: { id: true, name: true } as const,
  });
  const [userIds, keyIds, sourceIds] = [idsOf("user"), idsOf("key"), idsOf("webhook")];
  const [users, keys, sources] = await Promise.all([
    userIds.length === 0 ? [] : db.user.findMany(named(userIds)),
    keyIds.length === 0 ? [] : db.apiKey.findMany(named(keyIds)),
    sourceIds.length === 0 ? [] : db.webhookSource.findMany(named(sourceIds)),
  ]);
  const names = new Map<string, string>([
    ...users.map(({ id, name }) => [`user:${id}`, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
    ...sources.map(({ id, name }) => [`webhook:${id}`, name] as const),
  ]);
  return new Map(
    actors.map((actor) => [
      `${actor.kind}:${actor.id}`,
      names.get(`${actor.kind}:${actor.id}`) ?? fallbackName(actor),
    ]),
  );
}

function fallbackName({ kind, id }: ActorId): string {
  switch (kind) {
    case "user":
      return "A former member";
    case "key":
      return "An API key";
    case "webhook":
      return "A webhook source";
    case "job":
      return id;
  }
}

/** The teams, by id and name, that groups of the identity provider may stand for. */
export const teamNames = (db: Db) => db.team.findMany({ select: { id: true, name: true } });

/** Makes the memberships by group exactly these. Returns the teams that there were before, sorted. */
export async function replaceGroupMemberships(
  db: Db,
  emails: { former: string; present: string },
  teamIds: readonly string[],
): Promise<string[]> {
  const present = await db.teamMember.findMany({
    where: { source: "group", email: { in: [...new Set([emails.former, emails.present])] } },
    select: { teamId: true, email: true },
  });
  const isWanted = (row: { teamId: string; email: string }) =>
    row.email === emails.present && teamIds.includes(row.teamId);
  const gone = present.filter((row) => !isWanted(row));
  const missing = teamIds.filter(
    (teamId) => !present.some((row) => row.email === emails.present && row.teamId === teamId),
  );
  if (gone.length > 0) {
    await db.teamMember.deleteMany({ where: { OR: gone.map((row) => ({ ...row, source: "group" })) } });
  }
  await db.teamMember.createMany({
    data: missing.map((teamId) => ({ teamId, email: emails.present, role: "member", source: "group" })),
  });
  return [...new Set(present.map(({ teamId }) => teamId))].sort();
}

/** Where the people belong by name, each team once. */
export const membershipsOfUsers = (db: Db, userIds: readonly string[]): Promise<Membership[]> =>
  db.$queryRaw<Membership[]>`
    select distinct u.id as "userId", m.team_id as "teamId"
    from users u join team_members m on m.email = u.email where u.id = any(${userIds}::text[]) order by 1, 2`;

/** Who with an account belongs to the teams by name. */
export const membershipsOfTeams = (db: Db, teamIds: readonly string[]): Promise<Membership[]> =>
  db.$queryRaw<Membership[]>`
    select distinct u.id as "userId", m.team_id as "teamId"
    from users u join team_members m on m.email = u.email where m.team_id = any(${teamIds}::text[]) order by 1, 2`;
