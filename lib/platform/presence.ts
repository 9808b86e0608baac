import "server-only";

import type pg from "pg";

import type { Db } from "./db/client";
import type { Runtime } from "./operation";
import { unlockJobs } from "./queue";

const PRESENCE_LOCKS = 72707372;
/** A process that has not been seen for so long is gone, even if Postgres has not noticed that its host is. */
const ABSENCE_LIMIT = "5 minutes";

/** A worker process; `workers` are the names under which it locks jobs. */
export type Presence = { id: string; startedAt: Date; workers: readonly string[] };

/** Held by a connection of the process for as long as it lives: others see at once when it has died. */
export async function holdPresence(client: pg.PoolClient, id: string): Promise<void> {
  await client.query("select pg_advisory_lock_shared($1, hashtext($2))", [PRESENCE_LOCKS, id]);
}

/** Says that the process lives, for readiness and for the next one that looks for the dead. */
export async function announce({ db, now }: Runtime, { id, startedAt, workers }: Presence): Promise<void> {
  const seen = { seenAt: now(), workers: [...workers] };
  await db.workerHeartbeat.upsert({ where: { id }, create: { id, startedAt, ...seen }, update: seen });
}

/** Says that the process ends in good order. */
export async function withdraw({ db }: Runtime, id: string): Promise<void> {
  await db.workerHeartbeat.deleteMany({ where: { id } });
}

/** Releases the jobs of processes that died, which otherwise would stay locked for hours. Returns how many had died. */
export async function releaseDead({ db }: Runtime, ownId: string): Promise<number> {
  return db.$transaction(async (tx) => {
    const dead = await findDead(tx, ownId);
    await unlockJobs(
      tx,
      dead.flatMap(({ workers }) => workers),
    );
    await tx.workerHeartbeat.deleteMany({ where: { id: { in: dead.map(({ id }) => id) } } });
    return dead.length;
  });
}

/** A lock that we get is a lock that its process no longer holds; ours ends with the transaction. */
async function findDead(db: Db, ownId: string): Promise<{ id: string; workers: string[] }[]> {
  return db.$queryRaw<{ id: string; workers: string[] }[]>`
    with others as materialized (select id, workers, seen_at from worker_heartbeats where id <> ${ownId})
    select id, coalesce(workers, '{}') as workers from others
    where seen_at < now() - ${ABSENCE_LIMIT}::interval or pg_try_advisory_xact_lock(${PRESENCE_LOCKS}::int, hashtext(id))`;
}

/** The processes that work, newest first. */
export const listPresent = (db: Db): Promise<{ id: string; startedAt: Date; seenAt: Date }[]> =>
  db.workerHeartbeat.findMany({
    orderBy: [{ startedAt: "desc" }, { id: "asc" }],
    select: { id: true, startedAt: true, seenAt: true },
  });
