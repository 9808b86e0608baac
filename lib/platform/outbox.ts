import "server-only";

import { randomUUID } from "node:crypto";

import type pg from "pg";

import type { Actor } from "./actor";
import type { Db } from "./db/client";
import type { Prisma } from "./db/generated/client";
import { orderedUuid } from "./ids";

/** A domain event: ids and facts, not whole rows. `subject` is the id of what it is about. */
export type EmittedEvent = {
  type: `${string}.${string}.${string}`;
  subject: string;
  payload?: Prisma.InputJsonObject;
  /** Who may read it in the feed besides those who see everything; absent, everybody may. */
  audience?: Audience | null;
};

/** Teams, whose people read it by any role there or above, and single people. */
export type Audience = {
  teamIds: readonly string[];
  userIds: readonly string[];
  /** Teams of which only those read it who are more than members. */
  leadTeamIds?: readonly string[];
};

/** The names under which the feed keeps an audience, and looks for what somebody may read. */
export const readersOf = ({ teamIds, userIds, leadTeamIds = [] }: Audience): string[] => [
  ...new Set([
    ...teamIds.map((id) => `team:${id}`),
    ...leadTeamIds.map((id) => `lead:${id}`),
    ...userIds.map((id) => `user:${id}`),
  ]),
];

/** Rings when events were committed that have no place yet. */
export const OUTBOX_CHANNEL = "trellis_outbox";
/** Rings when events got their place. */
export const FEED_CHANNEL = "trellis_feed";
const RELAY_LOCK = 72707370;

/** Writes events beside the change that caused them; the relay hears of them when the transaction commits. */
export async function append(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  events: readonly EmittedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, subject, payload, audience }) => ({
    id: randomUUID(),
    type,
    subject,
    payload: payload ?? {},
    ...(audience && { audience: readersOf(audience) }),
  }));
  // One parameter for all rows: a bulk registration appends hundreds of events. They keep their order.
  await db.$executeRaw`
    insert into outbox_events (id, at, type, subject, actor_kind, actor_id, payload, audience)
    select id, ${now}, type, subject, ${actor.kind}, ${actor.id}, payload, audience
    from rows from (json_to_recordset(${JSON.stringify(rows)}::json)
      as (id uuid, type text, subject text, payload jsonb, audience text[])) with ordinality as r(id, type, subject, payload, audience, n)
    order by n`;
  await db.$executeRaw`select pg_notify(${OUTBOX_CHANNEL}, '')`;
}

/**
 * Gives committed events their place, at most `limit` at once: a gap-free increasing position and an ordered
 * UUID. Returns how many were placed; 0 also when another process is placing.
 */
export async function relay(pool: pg.Pool, limit = 1000): Promise<number> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("begin");
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_xact_lock($1) as got", [
      RELAY_LOCK,
    ]);
    const placed = rows[0]?.got ? await place(client, limit) : 0;
    if (placed > 0) await client.query("select pg_notify($1, '')", [FEED_CHANNEL]);
    await client.query("commit");
    return placed;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection that failed in a transaction is closed: that rolls back, whatever state it is in.
    client.release(failure);
  }
}

async function place(client: pg.PoolClient, limit: number): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    "select id from outbox_events where position is null order by seq limit $1",
    [limit],
  );
  if (rows.length === 0) return 0;
  const newest = await newestPlace(client);
  const placed = rows.map(({ id }, index) => ({ id, position: newest.position + BigInt(index + 1) }));
  await client.query(
    `update outbox_events o set position = p.position, feed_id = p.feed_id
     from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as p(id, position, feed_id) where o.id = p.id`,
    [
      placed.map(({ id }) => id),
      placed.map(({ position }) => String(position)),
      placed.map(({ position }) => orderedUuid(newest.ms, position)),
    ],
  );
  await showToReaders(client, newest.position);
  return placed.length;
}

/**
 * Gives the events after `position` that not everybody may read to their readers. What was told to everybody of the
 * same thing before is from now on for these alone: the feed must not name what has become restricted.
 */
async function showToReaders(client: pg.PoolClient, position: bigint): Promise<void> {
  await client.query(
    `with closed as (
       update outbox_events o set audience = n.audience from outbox_events n
       where n.position > $1 and n.audience is not null and o.subject = n.subject and o.audience is null
         and o.position < n.position and regexp_replace(o.type, '[^.]*$', '') = regexp_replace(n.type, '[^.]*$', '')
       returning o.audience, o.position)
     insert into outbox_readers (reader, position)
     select unnest(audience), position from outbox_events where position > $1 and audience is not null
     union select unnest(audience), position from closed`,
    [String(position)],
  );
}

/** The clock may have been set back since the newest id was made: `ms` never goes below it. */
async function newestPlace(client: pg.PoolClient): Promise<{ position: bigint; ms: number }> {
  const { rows } = await client.query<{ position: string | null; feed_id: string | null; ms: string }>(
    `select position, feed_id, (extract(epoch from clock_timestamp()) * 1000)::bigint as ms
     from (select 1) one left join lateral
       (select position, feed_id from outbox_events where position is not null order by position desc limit 1) newest on true`,
  );
  const [row] = rows;
  return { position: BigInt(row?.position ?? 0), ms: Math.max(Number(row?.ms ?? 0), msOf(row?.feed_id)) };
}

const msOf = (feedId: string | null | undefined): number =>
  feedId ? parseInt(feedId.replaceAll("-", "").slice(0, 12), 16) : 0;

/** Where the feed stands: the newest place, and how many committed events wait for theirs. */
export async function feedStatus(db: Db): Promise<{ newest: bigint; unplaced: number }> {
  const [newest, unplaced] = await Promise.all([
    newestPosition(db),
    db.outboxEvent.count({ where: { position: null } }),
  ]);
  return { newest, unplaced };
}

/** The place of the newest event; what is read after this call is at least as new. */
export async function newestPosition(db: Db): Promise<bigint> {
  const newest = await db.outboxEvent.aggregate({ _max: { position: true } });
  return newest._max.position ?? 0n;
}

type Span = { after: bigint; until: bigint; types: readonly string[] };

/** What the events of some types between two places were about, with the place of the newest of each. */
export async function subjectsBetween(
  db: Db,
  { after, until, types }: Span,
): Promise<{ subject: string; position: bigint }[]> {
  const groups = await db.outboxEvent.groupBy({
    by: ["subject"],
    where: { position: { gt: after, lte: until }, type: { in: [...types] } },
    _max: { position: true },
  });
  return groups.map(({ subject, _max }) => ({ subject, position: _max.position ?? 0n }));
}
