import "server-only";

import type pg from "pg";

import type { Db } from "./db/client";
import type { Prisma } from "./db/generated/client";
import type { Runtime } from "./operation";
import { FEED_CHANNEL, feedStatus } from "./outbox";

/** An event with its place in the feed. */
export type PlacedEvent = {
  position: bigint;
  /** When it happened. */
  at: Date;
  type: string;
  subject: string;
  payload: Record<string, unknown>;
};

/**
 * What a later domain does about events of earlier ones, in the order of the feed and many at once. Each reaction
 * has its own place in the feed, so none waits for another. Must be safe to run twice.
 */
export type Reaction = {
  name: string;
  types: readonly string[];
  run: (runtime: Runtime, events: readonly PlacedEvent[]) => Promise<void>;
};

const REACTION_LOCKS = 72707371;
/** Events that one run gets at most: enough to be fast in bulk, few enough to hold in memory. */
export const BATCH = 1000;

/**
 * Runs the reaction over the next events and moves its cursor behind them. Returns how many events that were;
 * 0 also when another process is at it. When it fails the cursor stays, and the failure is on the record.
 */
export async function react(runtime: Runtime, reaction: Reaction): Promise<number> {
  return whileAlone(runtime.pool, reaction.name, async () => {
    try {
      return await reactOnce(runtime, reaction);
    } catch (error) {
      await recordFailure(runtime, reaction.name, error);
      throw error;
    }
  });
}

/** One process at a time. The lock belongs to a connection: Postgres ends it with the process that holds it. */
async function whileAlone(pool: pg.Pool, name: string, work: () => Promise<number>): Promise<number> {
  const client = await pool.connect();
  let isFree = false;
  try {
    const { rows } = await client.query<{ got: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as got",
      [REACTION_LOCKS, name],
    );
    const done = rows[0]?.got ? await work() : 0;
    if (rows[0]?.got)
      await client.query("select pg_advisory_unlock($1, hashtext($2))", [REACTION_LOCKS, name]);
    isFree = true;
    return done;
  } finally {
    // Closing the connection gives up the lock, whatever state it is in.
    client.release(!isFree);
  }
}

async function reactOnce(runtime: Runtime, { name, types, run }: Reaction): Promise<number> {
  const { db } = runtime;
  const from = await cursorOf(db, name);
  const rows = await db.outboxEvent.findMany({
    where: { position: { gt: from } },
    orderBy: { position: "asc" },
    take: BATCH,
    select: { position: true, at: true, type: true, subject: true, payload: true },
  });
  const to = rows.at(-1)?.position ?? null;
  if (to === null) return 0;

  const events = rows.filter(({ type }) => types.includes(type)).map(toPlaced);
  if (events.length > 0) await run(runtime, events);
  await advance(db, { name, from, to });
  return rows.length;
}

async function cursorOf(db: Db, name: string): Promise<bigint> {
  const cursor = await db.reactionCursor.findUnique({ where: { name }, select: { position: true } });
  if (cursor) return cursor.position;
  await db.reactionCursor.createMany({ data: [{ name }], skipDuplicates: true });
  return 0n;
}

/** Only from where it stood: a cursor that was set back meanwhile stays there. */
async function advance(
  db: Db,
  { name, from, to }: { name: string; from: bigint; to: bigint },
): Promise<void> {
  await db.reactionCursor.updateMany({
    where: { name, position: from },
    data: { position: to, failures: 0, lastError: null, failedAt: null },
  });
}

async function recordFailure({ db, now }: Runtime, name: string, error: unknown): Promise<void> {
  await db.reactionCursor.updateMany({
    where: { name },
    data: {
      failures: { increment: 1 },
      lastError: error instanceof Error ? error.message : String(error),
      failedAt: now(),
    },
  });
}

/** The place of the newest event that the reaction is behind. */
export async function positionOf(db: Db, name: string): Promise<bigint> {
  const cursor = await db.reactionCursor.findUnique({ where: { name }, select: { position: true } });
  return cursor?.position ?? 0n;
}

/** Lets the reaction meet the events after `position` again. */
export async function setBack(db: Db, name: string, position: bigint): Promise<void> {
  await db.reactionCursor.updateMany({ where: { name, position: { gt: position } }, data: { position } });
  await db.$executeRaw`select pg_notify(${FEED_CHANNEL}, '')`;
}

/** How far a reaction has come; `lag` counts the events that it has not met. */
export type ReactionStatus = {
  name: string;
  position: bigint;
  lag: number;
  failures: number;
  lastError: string | null;
  failedAt: Date | null;
};

/** The status of every reaction that has run at least once. */
export async function reactionStatuses(db: Db): Promise<ReactionStatus[]> {
  const [{ newest, unplaced }, cursors] = await Promise.all([
    feedStatus(db),
    db.reactionCursor.findMany({ orderBy: { name: "asc" } }),
  ]);
  return cursors.map((cursor) => ({
    ...cursor,
    lag: Math.max(0, Number(newest - cursor.position)) + unplaced,
  }));
}

type EventRow = {
  position: bigint | null;
  at: Date;
  type: string;
  subject: string;
  payload: Prisma.JsonValue;
};

function toPlaced({ position, at, type, subject, payload }: EventRow): PlacedEvent {
  const isObject = typeof payload === "object" && payload !== null && !Array.isArray(payload);
  return { position: position ?? 0n, at, type, subject, payload: isObject ? payload : {} };
}
