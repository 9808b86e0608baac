import "server-only";

import type { Db } from "@/lib/platform/db/client";
import { conflict, notFound } from "@/lib/platform/errors";

import { RecentSearch, SavedSearch } from "./model";

const RECENT_MAX = 20;
const SAVED_MAX = 100;
/** Misses that are kept of one person, beside those that were asked for. */
const MISSES_MAX = 200;

export async function insertSavedSearch(
  db: Db,
  { userId, now, ...search }: { id: string; userId: string; name: string; query: string; now: Date },
): Promise<SavedSearch> {
  const kept = await db.savedSearch.findMany({ where: { userId }, select: { name: true } });
  if (kept.some(({ name }) => name === search.name))
    throw conflict(`You already keep a search by the name “${search.name}”. Choose another name.`);
  if (kept.length >= SAVED_MAX)
    throw conflict(`You keep ${SAVED_MAX} searches already. Remove one that you no longer need.`);
  return toSaved(await db.savedSearch.create({ data: { ...search, userId, createdAt: now } }));
}

/** Somebody else's search does not exist. */
export async function getSavedSearch(db: Db, userId: string, id: string): Promise<SavedSearch> {
  const row = await db.savedSearch.findFirst({ where: { id, userId } });
  if (!row) throw notFound("Saved search", id);
  return toSaved(row);
}

export async function deleteSavedSearch(db: Db, userId: string, id: string): Promise<void> {
  await db.savedSearch.deleteMany({ where: { id, userId } });
}

export async function listSaved(db: Db, userId: string): Promise<SavedSearch[]> {
  const rows = await db.savedSearch.findMany({
    where: { userId },
    orderBy: [{ name: "asc" }],
    take: SAVED_MAX,
  });
  return rows.map(toSaved);
}

type SavedRow = { id: string; name: string; query: string; createdAt: Date };

const toSaved = ({ id, name, query, createdAt }: SavedRow): SavedSearch =>
  SavedSearch.parse({ id, name, query, createdAt: createdAt.toISOString() });

/** The newest searches of a person, each once. */
export async function upsertRecentSearch(
  db: Db,
  { userId, query, now }: { userId: string; query: string; now: Date },
): Promise<void> {
  await db.$executeRaw`
    insert into recent_searches (user_id, query, at) values (${userId}, ${query}, ${now})
    on conflict (user_id, query) do update set at = excluded.at`;
  await db.$executeRaw`
    delete from recent_searches where user_id = ${userId} and query in (
      select query from recent_searches where user_id = ${userId} order by at desc, query offset ${RECENT_MAX})`;
}

export async function listRecent(db: Db, userId: string): Promise<RecentSearch[]> {
  const rows = await db.recentSearch.findMany({
    where: { userId },
    orderBy: [{ at: "desc" }, { query: "asc" }],
    take: RECENT_MAX,
  });
  return rows.map(({ query, at }) => RecentSearch.parse({ query, at: at.toISOString() }));
}

export type MissRow = {
  id: string;
  userId: string;
  text: string;
  query: string;
  at: Date;
  asked: boolean;
  comment: string | null;
};

type NewMiss = Pick<MissRow, "id" | "userId" | "text" | "query"> & { now: Date };

/**
 * Once per person and text. What the person typed on the way to this text, within the last two minutes, gives
 * way to it: search answers while people type.
 */
export async function insertMiss(db: Db, { id, userId, text, query, now }: NewMiss): Promise<void> {
  const recently = new Date(now.getTime() - 120_000);
  await db.$executeRaw`
    delete from search_misses where user_id = ${userId} and not asked and at > ${recently}
      and text <> ${text} and starts_with(${text}, text)`;
  await db.$executeRaw`
    insert into search_misses (id, user_id, text, query, at) values (${id}, ${userId}, ${text}, ${query}, ${now})
    on conflict (user_id, text) do update set at = excluded.at, query = excluded.query`;
  await db.$executeRaw`
    delete from search_misses where not asked and id in (
      select id from search_misses where user_id = ${userId} and not asked
      order by at desc, id desc offset ${MISSES_MAX})`;
}

/** Whether or not the search was recorded before. */
export async function insertRequest(
  db: Db,
  { id, userId, text, query, comment, now }: NewMiss & { comment: string | null },
): Promise<MissRow> {
  await db.$executeRaw`
    insert into search_misses (id, user_id, text, query, at, asked, comment)
    values (${id}, ${userId}, ${text}, ${query}, ${now}, true, ${comment})
    on conflict (user_id, text) do update set asked = true, comment = excluded.comment, at = excluded.at`;
  return db.searchMiss.findUniqueOrThrow({ where: { userId_text: { userId, text } } });
}

/** Newest first, those before `before`; one more than `take` tells of another page. */
export function listMissRows(
  db: Db,
  { asked, before, take }: { asked: boolean | null; before: { at: Date; id: string } | null; take: number },
): Promise<MissRow[]> {
  const beyond = before
    ? { OR: [{ at: { lt: before.at } }, { AND: [{ at: before.at }, { id: { lt: before.id } }] }] }
    : {};
  return db.searchMiss.findMany({
    where: { AND: [asked === null ? {} : { asked }, beyond] },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: take + 1,
  });
}
