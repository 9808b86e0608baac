import "server-only";

import { EventEmitter } from "node:events";

import { Logger, parseCronItems, run, type Runner, type WorkerEvents } from "graphile-worker";

import type { Db } from "./db/client";
import { Prisma } from "./db/generated/client";
import { type Job, toTaskList } from "./jobs";
import { log } from "./log";
import { type Loop, startLoop } from "./loop";
import type { Runtime } from "./operation";

const POLL_MS = 2_000;

/** The job queue of a process, and the names under which it locks jobs. */
export type Queue = { lockNames: () => readonly string[]; stop: () => Promise<void> };

/**
 * Works on jobs until it is stopped; `stop` waits for the running ones. graphile-worker ends itself when it cannot
 * write the outcome of a job (the database went away): it is then started again.
 */
export function startQueue(runtime: Runtime, jobs: readonly Job[]): Queue {
  const names = new Set<string>();
  let runner: Runner | null = null;

  async function keepRunning(): Promise<number> {
    if (runner) return 0;
    const started = await run({ ...optionsOf(runtime, jobs), events: namesFrom(names) });
    runner = started;
    started.promise
      .catch((error: unknown) => {
        log.warn({ err: error }, "the job queue stopped");
      })
      .finally(() => {
        runner = null;
        loop.wake();
      });
    return 0;
  }

  const loop: Loop = startLoop({ name: "queue", step: keepRunning, pollMs: 60_000 });
  return {
    lockNames: () => [...names],
    stop: async () => {
      await loop.stop();
      await runner?.stop();
    },
  };
}

/** The queue locks jobs in the name of its pool. */
function namesFrom(names: Set<string>): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => names.add(workerPool.id));
  return events;
}

const optionsOf = (runtime: Runtime, jobs: readonly Job[]) => ({
  pgPool: runtime.pool,
  taskList: toTaskList(runtime, jobs),
  concurrency: 3,
  noHandleSignals: true,
  pollInterval: POLL_MS,
  logger: queueLogger,
  parsedCronItems: parseCronItems(
    jobs.flatMap(({ name, cron }) =>
      cron ? [{ task: name, match: cron, options: { backfillPeriod: 0 } }] : [],
    ),
  ),
});

/** A failed job is an error of the queue's only when it is out of attempts; `job_runs` has each. */
const queueLogger = new Logger(() => (level, message) => {
  const name: string = level;
  if (name === "error" || name === "warning") log.warn({ part: "queue" }, message);
  else log.debug({ part: "queue" }, message);
});

/** Lets others work on the jobs that were locked under these names. Only for processes that are gone. */
export async function unlockJobs(db: Db, lockNames: readonly string[]): Promise<void> {
  if (lockNames.length === 0) return;
  await db.$executeRaw`select graphile_worker.force_unlock_workers(${[...lockNames]}::text[])`;
}

/** A job that waits, runs or has failed for good. */
export type QueuedJob = {
  id: string;
  name: string;
  state: "waiting" | "running" | "failed";
  runAt: Date;
  attempts: number;
  attemptsMax: number;
  lastError: string | null;
};

const COLUMNS = Prisma.sql`id::text as id, task_identifier as name, run_at as "runAt", attempts, max_attempts as "attemptsMax",
  last_error as "lastError",
  case when locked_at is not null then 'running' when attempts >= max_attempts then 'failed' else 'waiting' end as state`;

/** What the queue holds now, failed jobs first, at most `limit`. */
export const listQueuedJobs = (db: Db, limit: number): Promise<QueuedJob[]> =>
  db.$queryRaw<QueuedJob[]>`
    select ${COLUMNS} from graphile_worker.jobs
    order by (locked_at is null and attempts >= max_attempts) desc, (last_error is not null) desc, run_at, id
    limit ${limit}::int`;

export async function findQueuedJob(db: Db, id: bigint): Promise<QueuedJob | null> {
  const [job] = await db.$queryRaw<
    QueuedJob[]
  >`select ${COLUMNS} from graphile_worker.jobs where id = ${id}::bigint`;
  return job ?? null;
}

/** Gives a waiting or failed job all its attempts again, now. Returns false when there is none to give them to. */
export async function retryQueuedJob(db: Db, id: bigint): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    select id from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at => now(), attempts => 0)`;
  return rows.length > 0;
}

/** Forgets jobs that failed for good before `before`. */
export async function forgetFailedJobs(db: Db, before: Date): Promise<void> {
  await db.$executeRaw`
    select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where locked_at is null and attempts >= max_attempts and updated_at < ${before}))`;
}
