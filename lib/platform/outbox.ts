import "server-only";

import { randomUUID } from "node:crypto";

import type pg from "pg";
import { z } from "zod";

import type { Actor } from "./actor";
import type { Db } from "./db/client";
import type { Prisma } from "./db/generated/client";
import { orderedUuid } from "./ids";
import type { Runtime } from "./operation";

/** A domain event: ids and facts, not whole rows. `subject` is the id of what it is about. */
export type EmittedEvent = {
  type: `${string}.${string}.${string}`;
  subject: string;
  payload?: Prisma.InputJsonObject;
};

/** An event with its place in the feed. */
export type PlacedEvent = {
  position: bigint;
  type: string;
  subject: string;
  payload: Record<string, unknown>;
};

/** What a later domain does about events of earlier ones. Must be safe to run twice. */
export type Reaction = {
  name: string;
  types: readonly string[];
  run: (runtime: Runtime, events: readonly PlacedEvent[]) => Promise<void>;
};

export const OUTBOX_CHANNEL = "trellis_outbox";
const RELAY_LOCK = 72707370;

/** Writes events beside the change that caused them; the relay hears of them when the transaction commits. */
export async function append(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  events: readonly EmittedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await db.outboxEvent.createMany({
    data: events.map(({ type, subject, payload }) => ({
      id: randomUUID(),
      at: now,
      type,
      subject,
      actorKind: actor.kind,
      actorId: actor.id,
      payload: payload ?? {},
    })),
  });
  await db.$executeRaw`select pg_notify(${OUTBOX_CHANNEL}, '')`;
}

/** The job that runs one reaction over the events from `from` to `to`, both included. */
export const ReactionPayload = z.object({
  reaction: z.string(),
  from: z.coerce.bigint(),
  to: z.coerce.bigint(),
});
export const REACTION_JOB = "outbox.react";

/**
 * Gives committed events their place, at most `limit` at once: a gap-free increasing position and an ordered
 * UUID. In the same transaction it enqueues the reactions. Returns how many were placed; 0 also when another
 * process is placing.
 */
export async function relay(pool: pg.Pool, reactions: readonly Reaction[], limit = 1000): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const lock = await client.query<{ got: boolean }>("select pg_try_advisory_xact_lock($1) as got", [
      RELAY_LOCK,
    ]);
    const placed = lock.rows[0]?.got ? await place(client, limit) : [];
    if (placed.length > 0) await enqueueReactions(client, reactions, placed);
    await client.query("commit");
    return placed.length;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

type Placed = { type: string; position: bigint };

async function place(client: pg.PoolClient, limit: number): Promise<Placed[]> {
  const { rows } = await client.query<{ id: string; type: string }>(
    "select id, type from outbox_events where position is null order by seq limit $1",
    [limit],
  );
  if (rows.length === 0) return [];
  const { rows: last } = await client.query<{ position: string; feed_id: string; ms: string }>(
    `select position, feed_id, (extract(epoch from clock_timestamp()) * 1000)::bigint as ms
     from (select 1) one left join lateral
       (select position, feed_id from outbox_events where position is not null order by position desc limit 1) newest on true`,
  );
  const start = BigInt(last[0]?.position ?? 0);
  const ms = Math.max(Number(last[0]?.ms ?? 0), msOf(last[0]?.feed_id ?? null));
  const placed = rows.map(({ id, type }, index) => ({ id, type, position: start + BigInt(index + 1) }));
  await client.query(
    `update outbox_events o set position = p.position, feed_id = p.feed_id
     from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as p(id, position, feed_id) where o.id = p.id`,
    [
      placed.map(({ id }) => id),
      placed.map(({ position }) => String(position)),
      placed.map(({ position }) => orderedUuid(ms, position)),
    ],
  );
  return placed;
}

/** The clock may have been set back since the newest id was made: never go below it. */
const msOf = (feedId: string | null): number =>
  feedId ? parseInt(feedId.replaceAll("-", "").slice(0, 12), 16) : 0;

async function enqueueReactions(
  client: pg.PoolClient,
  reactions: readonly Reaction[],
  placed: readonly Placed[],
): Promise<void> {
  for (const { name, types } of reactions) {
    const mine = placed.filter(({ type }) => types.includes(type));
    const [first, last] = [mine.at(0), mine.at(-1)];
    if (!first || !last) continue;
    // One queue per reaction: its jobs run in the order of the feed.
    await client.query("select graphile_worker.add_job($1, $2::json, queue_name => $3)", [
      REACTION_JOB,
      JSON.stringify({ reaction: name, from: String(first.position), to: String(last.position) }),
      `reaction:${name}`,
    ]);
  }
}

/** Runs the reaction that a job names over the events it names. */
export async function react(
  runtime: Runtime,
  reactions: readonly Reaction[],
  { reaction: name, from, to }: z.output<typeof ReactionPayload>,
): Promise<void> {
  const reaction = reactions.find((candidate) => candidate.name === name);
  if (!reaction) throw new Error(`No reaction is named ${name}.`);
  const rows = await runtime.db.outboxEvent.findMany({
    where: { position: { gte: from, lte: to }, type: { in: [...reaction.types] } },
    orderBy: { position: "asc" },
    select: { position: true, type: true, subject: true, payload: true },
  });
  await reaction.run(runtime, rows.map(toPlaced));
}

type EventRow = { position: bigint | null; type: string; subject: string; payload: Prisma.JsonValue };

function toPlaced({ position, type, subject, payload }: EventRow): PlacedEvent {
  const isObject = typeof payload === "object" && payload !== null && !Array.isArray(payload);
  return { position: position ?? 0n, type, subject, payload: isObject ? payload : {} };
}
