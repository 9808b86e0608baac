import { expect, test } from "vitest";

import { keepRunning } from "./children";

/** Something whose runs the test ends by hand; a run that was stopped has ended. */
function aService() {
  const runs: { end: () => void }[] = [];
  function start() {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    runs.push({ end });
    return Promise.resolve({
      ended,
      stop: () => {
        end();
        return Promise.resolve();
      },
    });
  }
  return { runs, start };
}

test("what ends by itself is started again, and what is stopped is not", async () => {
  const { runs, start } = aService();
  const said: string[] = [];
  const { stop } = await keepRunning({
    name: "It",
    start,
    report: (line) => said.push(line),
    giveUp: () => undefined,
  });

  runs[0]?.end();
  await expect.poll(() => runs.length).toBe(2);
  await stop();

  expect(runs).toHaveLength(2);
  expect(said).toEqual(["It ended unexpectedly; starting it again."]);
});

test("what ends again and again is given up, and its owner hears of it", async () => {
  const { runs, start } = aService();
  const failed = new Promise<Error>((resolve) => {
    void keepRunning({
      name: "It",
      start: async () => {
        const run = await start();
        runs.at(-1)?.end();
        return run;
      },
      report: () => undefined,
      giveUp: resolve,
    });
  });

  expect((await failed).message).toMatch(/^It ended .* given up/);
  expect(runs.length).toBeGreaterThan(2);
}, 30_000);

test("a first start that fails is the caller's to hear", async () => {
  const start = () => Promise.reject(new Error("no such program"));

  await expect(
    keepRunning({ name: "It", start, report: () => undefined, giveUp: () => undefined }),
  ).rejects.toThrow("no such program");
});
