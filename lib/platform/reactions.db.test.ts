import { beforeEach, describe, expect, it } from "vitest";

import { testRuntime } from "@/lib/testing/database";

import { jobActor } from "./actor";
import type { Runtime } from "./operation";
import { append, relay } from "./outbox";
import { BATCH, type PlacedEvent, react, type Reaction, reactionStatuses, setBack } from "./reactions";

let runtime: Runtime;
beforeEach(async () => {
  runtime = await testRuntime();
});

async function emit(...subjects: string[]): Promise<void> {
  await append(
    { db: runtime.db, actor: jobActor("test"), now: runtime.now() },
    subjects.map((subject) => ({ type: "test.thing.happened", subject })),
  );
  while ((await relay(runtime.pool)) > 0);
}

/** A reaction that remembers what it met. `fail` makes its next run throw after it did its work. */
function recorder(types = ["test.thing.happened"]) {
  const runs: string[][] = [];
  const state = { fail: false };
  const reaction: Reaction = {
    name: "test.record",
    types,
    run: (_runtime, events) => {
      runs.push(events.map(({ subject }) => subject));
      return state.fail ? Promise.reject(new Error("out of order")) : Promise.resolve();
    },
  };
  return { reaction, runs, state };
}

describe("a reaction", () => {
  it("meets the events of its types once, in the order of the feed, many in one run", async () => {
    const { reaction, runs } = recorder();
    await emit("a", "b", "c");
    expect(await react(runtime, reaction)).toBe(3);
    expect(await react(runtime, reaction)).toBe(0);
    await emit("d");
    await react(runtime, reaction);
    expect(runs).toEqual([["a", "b", "c"], ["d"]]);
  });

  it("is not run for events of other types, and leaves them behind", async () => {
    const { reaction, runs } = recorder(["test.other.happened"]);
    await emit("a");
    expect(await react(runtime, reaction)).toBe(1);
    expect(runs).toEqual([]);
    expect(await reactionStatuses(runtime.db)).toMatchObject([{ name: "test.record", position: 1n, lag: 0 }]);
  });

  it("gets at most a batch at once", async () => {
    const { reaction, runs } = recorder();
    await emit(...Array.from({ length: BATCH + 1 }, (_, n) => String(n)));
    while ((await react(runtime, reaction)) > 0);
    expect(runs.map(({ length }) => length)).toEqual([BATCH, 1]);
  });

  it("meets the same events again after it failed, and its failure is on the record until it succeeds", async () => {
    const { reaction, runs, state } = recorder();
    await emit("a");
    state.fail = true;
    await expect(react(runtime, reaction)).rejects.toThrow("out of order");
    const failed = { position: 0n, lag: 1, failures: 1, lastError: "out of order" };
    expect(await reactionStatuses(runtime.db)).toMatchObject([failed]);
    state.fail = false;
    await react(runtime, reaction);
    expect(runs).toEqual([["a"], ["a"]]);
    expect(await reactionStatuses(runtime.db)).toMatchObject([
      { position: 1n, lag: 0, failures: 0, lastError: null },
    ]);
  });

  it("runs in one process at a time", async () => {
    await emit("a");
    let finish: () => void = () => undefined;
    let isEntered: () => void = () => undefined;
    const entered = new Promise<void>((resolve) => (isEntered = resolve));
    const slow: Reaction = {
      name: "test.slow",
      types: ["test.thing.happened"],
      run: () =>
        new Promise<void>((resolve) => {
          finish = resolve;
          isEntered();
        }),
    };
    const first = react(runtime, slow);
    await entered;
    expect(await react(runtime, slow)).toBe(0);
    finish();
    expect(await first).toBe(1);
  });

  it("does not wait for another that fails", async () => {
    const { reaction: failing, state } = recorder();
    state.fail = true;
    const met: PlacedEvent[] = [];
    const other: Reaction = {
      name: "test.other",
      types: ["test.thing.happened"],
      run: (_runtime, events) => {
        met.push(...events);
        return Promise.resolve();
      },
    };
    await emit("a");
    await expect(react(runtime, failing)).rejects.toThrow();
    await react(runtime, other);
    expect(met).toMatchObject([{ subject: "a", position: 1n }]);
  });

  it("meets events again when it is set back, even while it runs", async () => {
    const { reaction, runs } = recorder();
    await emit("a", "b");
    const settingBack: Reaction = {
      ...reaction,
      run: async (live, events) => {
        await reaction.run(live, events);
        if (runs.length === 2) await setBack(live.db, reaction.name, 1n);
      },
    };
    await react(runtime, settingBack);
    await emit("c");
    await react(runtime, settingBack);
    await react(runtime, settingBack);
    expect(runs).toEqual([["a", "b"], ["c"], ["b", "c"]]);
  });
});
