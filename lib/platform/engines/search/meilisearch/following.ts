import "server-only";

import { setTimeout as after } from "node:timers/promises";

import { type EnqueuedTaskPromise, type Meilisearch, MeilisearchApiError } from "meilisearch";
import type pg from "pg";
import { z } from "zod";

import { DomainError } from "@/lib/platform/errors";

import { countDocuments, livePosition, type Position, readChanges } from "../postgres/reading";

import { keyOf, toIndexed } from "./documents";
import { settings, SETTINGS_VERSION } from "./settings";

export type Following = {
  client: Meilisearch;
  pool: pg.Pool;
  /** Uid of the index; two more that begin so are used beside it. */
  index: string;
};

/** Of several processes one brings Meilisearch up to date, in the order of the writes. */
const FOLLOWER_LOCK = 72707373;
const LOCK_PATIENCE_MS = 5000;
const RETRY_MS = 50;
const DOCUMENTS_AT_ONCE = 500;
const TASK = { timeout: 600_000, interval: 20 };
const KEY = "products";

const Place = z.object({ generation: z.number(), seq: z.number(), settings: z.string() });
type Place = z.infer<typeof Place>;

/**
 * Makes Meilisearch hold what the index in Postgres holds. How far it has come is kept in Meilisearch itself, so
 * that a server which was away, emptied or replaced is brought up to date like any other.
 */
export async function follow(following: Following): Promise<void> {
  const deadline = performance.now() + LOCK_PATIENCE_MS;
  for (;;) {
    const isMine = await withFollowerLock(following.pool, () => catchUp(following));
    // Whoever has the lock looks again after he has released it: nothing written until now is left out.
    if (!isMine && performance.now() > deadline) return;
    if (!isMine) await after(RETRY_MS);
    else if (await isUpToDate(following)) return;
  }
}

async function withFollowerLock(pool: pg.Pool, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
      FOLLOWER_LOCK,
    ]);
    if (!rows[0]?.got) return false;
    try {
      await work();
      return true;
    } finally {
      await client.query("select pg_advisory_unlock($1)", [FOLLOWER_LOCK]);
    }
  } finally {
    client.release();
  }
}

async function isUpToDate(following: Following): Promise<boolean> {
  const [live, place] = [await livePosition(following.pool), await readPlace(following)];
  return isOf(place, live) && place.seq >= live.seq;
}

/** Whether what is there was made from this generation by these settings. */
const isOf = (place: Place | null, live: Position): place is Place =>
  place?.generation === live.generation && place.settings === SETTINGS_VERSION;

async function catchUp(following: Following): Promise<void> {
  const live = await livePosition(following.pool);
  const place = await readPlace(following);
  if (!isOf(place, live)) return buildAnew(following, live);
  if (place.seq >= live.seq) return;
  const seq = await shipAll(following, following.index, { from: place, until: live.seq });
  await writePlace(following, { ...live, seq });
}

/** Null when there is no place, or not the index that it is about. */
async function readPlace({ client, index }: Following): Promise<Place | null> {
  if (!(await exists(client, index))) return null;
  try {
    return Place.parse(await client.index(placeIndex(index)).getDocument(KEY));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const placeIndex = (index: string): string => `${index}_place`;

async function writePlace({ client, index }: Following, { generation, seq }: Position): Promise<void> {
  const place = { key: KEY, generation, seq, settings: SETTINGS_VERSION };
  await done(client.index(placeIndex(index)).addDocuments([place], { primaryKey: "key" }));
}

async function exists(client: Meilisearch, index: string): Promise<boolean> {
  try {
    await client.getRawIndex(index);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.response.status === 404;

/** Fills a new index beside the one that answers, and swaps them when it is complete. */
async function buildAnew(following: Following, live: Position): Promise<void> {
  const { client, pool, index } = following;
  const next = `${index}_next`;
  if (await exists(client, next)) await done(client.deleteIndex(next));
  await done(client.createIndex(next, { primaryKey: "key" }));
  await done(client.index(next).updateSettings(settings()));
  const { generation } = live;
  const seq = await shipAll(following, next, { from: { generation, seq: 0 }, until: live.seq });

  const { numberOfDocuments } = await client.index(next).getStats();
  const { wanted, newer } = await countDocuments(pool, { generation, seq });
  // What was written since may be in the count and not yet in the index, or the other way round.
  if (Math.abs(numberOfDocuments - wanted) > newer)
    throw new DomainError(
      "unavailable",
      `Meilisearch has taken ${numberOfDocuments} of ${wanted} documents.`,
    );

  if (!(await exists(client, index))) await done(client.createIndex(index, { primaryKey: "key" }));
  await done(client.swapIndexes([{ indexes: [index, next], rename: false }]));
  await writePlace(following, { generation, seq });
  await done(client.deleteIndex(next));
}

/**
 * Writes everything after a position; returns how far that was. That is at least `until`, also where no document
 * has these numbers any more.
 */
async function shipAll(
  { client, pool }: Following,
  index: string,
  { from, until }: { from: Position; until: number },
): Promise<number> {
  let { seq } = from;
  for (;;) {
    const changes = await readChanges(pool, { ...from, seq }, DOCUMENTS_AT_ONCE);
    const last = changes.at(-1);
    if (!last) return Math.max(seq, until);
    const documents = changes.flatMap(({ document }) => (document ? [toIndexed(document)] : []));
    const removed = changes.flatMap(({ id, document }) => (document ? [] : [keyOf(id)]));
    if (documents.length > 0) await done(client.index(index).addDocuments(documents));
    if (removed.length > 0) await done(client.index(index).deleteDocuments(removed));
    seq = last.seq;
  }
}

/** Waits until the task has been carried out. */
async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, type, error } = await task.waitTask(TASK);
  if (status !== "succeeded")
    throw new DomainError("unavailable", `Meilisearch could not do ${type}: ${error?.message ?? status}`);
}
