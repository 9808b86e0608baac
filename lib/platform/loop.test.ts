import { describe, expect, it } from "vitest";

import { startLoop } from "./loop";

const HOUR_MS = 3_600_000;

/** A step that does what it is given, one a turn, and says when it has come to the `turns`-th. */
function steps(work: readonly number[], turns: number) {
  const left = [...work];
  let count = 0;
  let resolve: () => void = () => undefined;
  const come = new Promise<void>((done) => (resolve = done));
  const step = () => {
    count += 1;
    if (count === turns) resolve();
    return Promise.resolve(left.shift() ?? 0);
  };
  return { step, come, count: () => count };
}

describe("a loop", () => {
  it("goes on without a rest while there is work, and rests when there is none", async () => {
    const { step, come, count } = steps([1, 1], 3);
    const loop = startLoop({ name: "test", step, pollMs: HOUR_MS });
    await come;
    await loop.stop();
    expect(count()).toBe(3);
  });

  it("goes on when it is woken, also when that happens during a step", async () => {
    const { step, come } = steps([], 3);
    const loop = startLoop({
      name: "test",
      step: async () => {
        const done = await step();
        loop.wake();
        return done;
      },
      pollMs: HOUR_MS,
    });
    await come;
    await loop.stop();
  });

  it("goes on by itself after its rest", async () => {
    const { step, come } = steps([], 3);
    const loop = startLoop({ name: "test", step, pollMs: 1 });
    await come;
    await loop.stop();
  });

  it("waits for the running step when it is stopped", async () => {
    let finish: () => void = () => undefined;
    let isDone = false;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const loop = startLoop({
      name: "test",
      step: async () => {
        await held;
        isDone = true;
        return 1;
      },
      pollMs: HOUR_MS,
    });
    const stopped = loop.stop();
    finish();
    await stopped;
    expect(isDone).toBe(true);
  });
});
