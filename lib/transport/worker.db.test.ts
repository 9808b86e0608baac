import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";

import { jobActor } from "@/lib/platform/actor";
import { connect } from "@/lib/platform/db/client";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import type { Runtime } from "@/lib/platform/operation";
import { append } from "@/lib/platform/outbox";
import { announce, holdPresence } from "@/lib/platform/presence";
import type { Reaction } from "@/lib/platform/reactions";
import { testRuntime } from "@/lib/testing/database";

import { startWorker, type Work } from "./worker";

let runtime: Runtime & { url: string };
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  runtime = await testRuntime();
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

function start(work: Partial<Work>, live: Runtime = runtime): void {
  stops.push(startWorker(live, { jobs: [], reactions: [], ...work }).stop);
}

/** Something that is awaited until it was told `count` times. */
function witness(count: number) {
  const told: string[] = [];
  let resolve: () => void = () => undefined;
  const complete = new Promise<void>((done) => (resolve = done));
  const tell = (what: string) => {
    told.push(what);
    if (told.length === count) resolve();
  };
  return { told, tell, complete };
}

const emit = (subject: string, { db } = runtime) =>
  db.$transaction((tx) =>
    append({ db: tx, actor: jobActor("test"), now: runtime.now() }, [
      { type: "test.thing.happened", subject },
    ]),
  );

const reactionThat = (...tells: ((subject: string) => void)[]): Reaction => ({
  name: "test.tell",
  types: ["test.thing.happened"],
  run: (_runtime, events) => {
    for (const { subject } of events) for (const tell of tells) tell(subject);
    return Promise.resolve();
  },
});

const jobThat = (run: (what: string) => Promise<void> | void) =>
  defineJob({
    name: "test.do",
    payload: z.object({ what: z.string() }),
    run: async (_runtime, { what }) => run(what),
  });

describe("the worker", () => {
  it("lets a reaction meet an event soon after it was committed", async () => {
    const warm = witness(1);
    const { complete, told, tell } = witness(2);
    start({ reactions: [reactionThat(warm.tell, tell)] });
    await emit("first");
    await warm.complete;
    const begin = performance.now();
    await emit("second");
    await complete;
    expect(performance.now() - begin).toBeLessThan(1_000);
    expect(told).toEqual(["first", "second"]);
  });

  it("lets two processes share the work: each event is met once and each job done once", async () => {
    const { told, tell, complete } = witness(40);
    const second = connect(runtime.url, 8);
    const job = jobThat((what) => {
      tell(`job ${what}`);
    });
    const work = { reactions: [reactionThat(tell)], jobs: [job] };
    start(work);
    start(work, { ...runtime, ...second });
    stops.push(() => second.pool.end());
    for (let n = 0; n < 20; n++) {
      await emit(`event ${n}`);
      await enqueue(runtime.db, job, { what: String(n) });
    }
    await complete;
    expect(new Set(told).size).toBe(40);
    await stops.shift()?.();
    await stops.shift()?.();
  });

  it("tries a failed job again and keeps every attempt on the record", async () => {
    const { tell, complete } = witness(2);
    const { told } = { told: [] as string[] };
    const job = jobThat((what) => {
      told.push(what);
      tell(what);
      if (told.length === 1) throw new Error("not yet");
    });
    start({ jobs: [job] });
    await enqueue(runtime.db, job, { what: "it" });
    await complete;
    await Promise.all(stops.splice(0).map((stop) => stop()));
    const runs = await runtime.db.jobRun.findMany({ orderBy: { id: "asc" } });
    expect(runs).toMatchObject([
      { name: "test.do", attempt: 1, error: "not yet", payload: { what: "it" } },
      { name: "test.do", attempt: 2, error: null },
    ]);
    expect(runs.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
  });

  it("takes over the jobs of a process that died, and leaves those of one that lives", async () => {
    const { told, tell, complete } = witness(1);
    const job = jobThat(tell);
    await lockedJob("dead", "pool-dead");
    await lockedJob("alive", "pool-alive");
    const living = await runtime.pool.connect();
    await holdPresence(living, "living");
    await announce(runtime, { id: "living", startedAt: runtime.now(), workers: ["pool-alive"] });
    await announce(runtime, { id: "gone", startedAt: runtime.now(), workers: ["pool-dead"] });

    start({ jobs: [job] });
    await complete;
    expect(told).toEqual(["dead"]);
    const here = await runtime.db.workerHeartbeat.findMany({ select: { id: true } });
    expect(here.map(({ id }) => id)).toContain("living");
    expect(here.map(({ id }) => id)).not.toContain("gone");
    living.release(true);
  });

  /** As a process leaves it that is killed while it runs the job. */
  async function lockedJob(what: string, lockedBy: string): Promise<void> {
    await runtime.pool.query(
      `with added as (select id from graphile_worker.add_job('test.do', $1::json))
       select id from added`,
      [JSON.stringify({ what })],
    );
    await runtime.pool.query(
      "update graphile_worker._private_jobs set locked_at = now(), locked_by = $1, attempts = 1 where payload->>'what' = $2",
      [lockedBy, what],
    );
  }

  it("goes on after its connections were cut", async () => {
    const warm = witness(1);
    const { tell, told, complete } = witness(2);
    start({ reactions: [reactionThat(warm.tell, tell)] });
    await emit("before");
    await warm.complete;
    const other = connect(runtime.url, 1);
    await other.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await emit("after", { ...runtime, ...other });
    await complete;
    await other.pool.end();
    expect(told).toEqual(["before", "after"]);
  });

  it("says that it lives while it runs, and is gone after it stopped", async () => {
    const { tell, complete } = witness(1);
    start({ reactions: [reactionThat(tell)] });
    await emit("any");
    await complete;
    await Promise.all(stops.splice(0).map((stop) => stop()));
    expect(await runtime.db.workerHeartbeat.count()).toBe(0);
  });
});
