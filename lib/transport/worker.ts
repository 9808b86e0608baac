import "server-only";

import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

import { parseCronItems, run, type Runner } from "graphile-worker";
import type pg from "pg";

import { toTaskList } from "@/lib/platform/jobs";
import { log } from "@/lib/platform/log";
import type { Runtime } from "@/lib/platform/operation";
import { OUTBOX_CHANNEL, react, REACTION_JOB, ReactionPayload, relay } from "@/lib/platform/outbox";

import { jobs, reactions } from "./registry";

const POLL_MS = 2_000;
const HEARTBEAT_MS = 10_000;

/** Starts the job queue and the outbox relay on the runtime's database. `stop` waits for running jobs. */
export async function startWorker(runtime: Runtime): Promise<{ stop: () => Promise<void> }> {
  const all = [...jobs, { name: REACTION_JOB, payload: ReactionPayload, run: reactTo }];
  const runner = await run({
    pgPool: runtime.pool,
    taskList: toTaskList(runtime, all),
    concurrency: 3,
    noHandleSignals: true,
    pollInterval: POLL_MS,
    parsedCronItems: parseCronItems(
      jobs.flatMap(({ name, cron }) =>
        cron ? [{ task: name, match: cron, options: { backfillPeriod: 0 } }] : [],
      ),
    ),
  });
  const stopRelay = startRelay(runtime.pool);
  const stopHeartbeat = startHeartbeat(runtime);
  return { stop: () => stopAll(runner, stopRelay, stopHeartbeat) };
}

const reactTo = (runtime: Runtime, payload: { reaction: string; from: bigint; to: bigint }) =>
  react(runtime, reactions, payload);

async function stopAll(runner: Runner, ...others: (() => Promise<void> | void)[]): Promise<void> {
  for (const stop of others) await stop();
  await runner.stop();
}

/** Places events as soon as they are committed; polls as well, because a notification can be lost. */
function startRelay(pool: pg.Pool): () => Promise<void> {
  let stopped = false;
  let wake: () => void = () => undefined;
  let listener: pg.PoolClient | null = null;

  async function listen(): Promise<void> {
    const client = await pool.connect();
    client.on("notification", () => {
      wake();
    });
    client.on("error", () => {
      listener = null;
    });
    await client.query(`listen ${OUTBOX_CHANNEL}`);
    listener = client;
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      let placed = 0;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      try {
        if (!listener) await listen();
        placed = await relay(pool, reactions);
      } catch (error) {
        log.warn({ err: error }, "the outbox relay will try again");
      }
      if (placed === 0 && !stopped) await Promise.race([woken, after(POLL_MS)]);
    }
    listener?.release(true);
  }

  const done = loop();
  return async () => {
    stopped = true;
    wake();
    await done;
  };
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

function startHeartbeat({ db, now }: Runtime): () => void {
  const id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const startedAt = now();
  const beat = async () => {
    const seenAt = now();
    await db.workerHeartbeat.upsert({ where: { id }, create: { id, startedAt, seenAt }, update: { seenAt } });
    await db.workerHeartbeat.deleteMany({
      where: { seenAt: { lt: new Date(seenAt.getTime() - 3_600_000) } },
    });
  };
  const tick = () =>
    void beat().catch((error: unknown) => {
      log.warn({ err: error }, "no heartbeat");
    });
  tick();
  const timer = setInterval(tick, HEARTBEAT_MS);
  return () => {
    clearInterval(timer);
  };
}
