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
  run: (runtime: Runtime, payload: z.output<Payload>) => Promise<void>;
};

export const defineJob = <Payload extends z.ZodType>(job: Job<Payload>): Job<Payload> => job;

/** Enqueues inside the caller's transaction. A job that still waits under the same key is replaced. */
export async function enqueue<Payload extends z.ZodType>(
  db: Db,
  job: Job<Payload>,
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
        const run = await runtime.db.jobRun.create({
          data: {
            jobId: id,
            name: job.name,
            attempt: attempts,
            startedAt: runtime.now(),
            payload: asJson(payload),
          },
          select: { id: true },
        });
        const finish = (error: string | null) =>
          runtime.db.jobRun.update({ where: { id: run.id }, data: { finishedAt: runtime.now(), error } });
        try {
          await job.run(runtime, job.payload.parse(stripCron(payload)));
          await finish(null);
        } catch (error) {
          await finish(error instanceof Error ? error.message : String(error));
          throw error;
        }
      },
    ]),
  );
}

const asJson = (payload: unknown): object => (typeof payload === "object" && payload !== null ? payload : {});

/** graphile-worker adds `_cron` to the payload of recurring work. */
function stripCron(payload: unknown): unknown {
  const { _cron, ...rest } = asJson(payload) as { _cron?: unknown };
  void _cron;
  return rest;
}
