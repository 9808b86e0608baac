import { Logger, runOnce } from "graphile-worker";

import { toTaskList } from "@/lib/platform/jobs";
import type { Runtime } from "@/lib/platform/operation";
import { relay } from "@/lib/platform/outbox";
import { react } from "@/lib/platform/reactions";
import { jobs, reactions } from "@/lib/transport/registry";

/** Places all events, lets every reaction meet them and runs every job that may run now, until nothing is left; throws what failed. */
export async function drain(runtime: Runtime): Promise<void> {
  const taskList = toTaskList(runtime, jobs);
  let isBusy = true;
  while (isBusy) {
    while ((await relay(runtime.pool)) > 0);
    for (const reaction of reactions) while ((await react(runtime, reaction)) > 0);
    await runOnce({ pgPool: runtime.pool, taskList, concurrency: 2, noHandleSignals: true, logger: silent });
    await refuseFailures(runtime);
    isBusy = await hasWork(runtime);
  }
}

const silent = new Logger(() => () => undefined);

/** A failed job would wait for its next attempt; a test wants to know at once. */
async function refuseFailures({ pool }: Runtime): Promise<void> {
  const { rows } = await pool.query<{ task: string; error: string }>(
    `select task_identifier as task, last_error as error from graphile_worker.jobs where last_error is not null`,
  );
  if (rows.length > 0) throw new Error(rows.map(({ task, error }) => `${task}: ${error}`).join("\n"));
}

async function hasWork({ pool }: Runtime): Promise<boolean> {
  const { rows } = await pool.query<{ waits: boolean }>(
    `select exists (select 1 from outbox_events where position is null)
         or exists (select 1 from graphile_worker.jobs where locked_at is null and run_at <= now() and attempts < max_attempts) as waits`,
  );
  return rows[0]?.waits ?? false;
}
