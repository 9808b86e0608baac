import "server-only";

import type { TaskList } from "graphile-worker";
import type { z } from "zod";

import type { Db } from "./db/client";
import type { Runtime } from "./operation";

/** A piece of background work, kept in Postgres until it is done. Must be safe to run twice. */
export type Job<Payload extends z.ZodType = z.ZodType> = {
  name: string;
  payload: Payload;
  /** `minute hour day month weekday` in UTC, for work that recurs. Its payload is `{}`. */
  cron?: string;
  /** Checks the payload first, so that jobs of all payloads fit in one list. */
  run: (runtime: Runtime, payload: unknown) => Promise<void>;
};

type Definition<Payload extends z.ZodType> = Omit<Job<Payload>, "run"> & {
  run: (runtime: Runtime, payload: z.output<Payload>) => Promise<void>;
};

export const defineJob = <Payload extends z.ZodType>({ run, ...job }: Definition<Payload>): Job<Payload> => ({
  ...job,
  run: (runtime, payload) => run(runtime, job.payload.parse(payload)),
});

/** Enqueues inside the caller's transaction. A job that still waits under the same key is replaced. */
export async function enqueue<Payload extends z.ZodType>(
  db: Db,
  job: Pick<Job<Payload>, "name" | "payload">,
  payload: z.input<Payload>,
  { key = null, at = null }: { key?: string | null; at?: Date | null } = {},
): Promise<void> {
  await db.$executeRaw`select graphile_worker.add_job(
    ${job.name}, ${JSON.stringify(payload)}::json, job_key => ${key}, run_at => ${at})`;
}

/** graphile-worker's task list for the jobs; every attempt leaves a row in `job_runs`. */
export function toTaskList(runtime: Runtime, jobs: readonly Job[]): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload, { job: { id, attempts } }) => {
        const finish = await beginRun(runtime, {
          jobId: id,
          name: job.name,
          attempt: attempts,
          payload: asJson(payload),
        });
        try {
          await job.run(runtime, stripCron(payload));
        } catch (error) {
          await finish(error instanceof Error ? error.message : String(error));
          throw error;
        }
        await finish(null);
      },
    ]),
  );
}

type Attempt = { jobId: string; name: string; attempt: number; payload: object };

/** A former attempt without an end was cut off: its process died. */
async function beginRun(
  { db, now }: Runtime,
  attempt: Attempt,
): Promise<(error: string | null) => Promise<void>> {
  await db.jobRun.updateMany({
    where: { jobId: attempt.jobId, finishedAt: null },
    data: { finishedAt: now(), error: "The process ended while the job ran." },
  });
  const run = await db.jobRun.create({ data: { ...attempt, startedAt: now() }, select: { id: true } });
  return async (error) => {
    await db.jobRun.updateMany({ where: { id: run.id }, data: { finishedAt: now(), error } });
  };
}

const asJson = (payload: unknown): object => (typeof payload === "object" && payload !== null ? payload : {});

/** graphile-worker adds `_cron` to the payload of recurring work. */
const stripCron = (payload: unknown): unknown =>
  Object.fromEntries(Object.entries(asJson(payload)).filter(([name]) => name !== "_cron"));

type RunFilter = {
  name: string | null;
  state: "running" | "done" | "failed" | null;
  /** Only older ones. */
  before: bigint | null;
  take: number;
};

/** Attempts of jobs, newest first. */
export function listJobRuns(db: Db, { name, state, before, take }: RunFilter) {
  const isOver = { finishedAt: { not: null } };
  const states = {
    running: { finishedAt: null },
    done: { ...isOver, error: null },
    failed: { ...isOver, error: { not: null } },
  };
  return db.jobRun.findMany({
    where: {
      AND: [
        name === null ? {} : { name },
        state === null ? {} : states[state],
        before === null ? {} : { id: { lt: before } },
      ],
    },
    orderBy: { id: "desc" },
    take,
    omit: { payload: true },
  });
}

/** Forgets attempts that began before `before`; failed ones those before `failedBefore`. */
export async function deleteJobRuns(
  db: Db,
  { before, failedBefore }: { before: Date; failedBefore: Date },
): Promise<void> {
  await db.jobRun.deleteMany({
    where: { OR: [{ error: null, startedAt: { lt: before } }, { startedAt: { lt: failedBefore } }] },
  });
}
