import { expect, it } from "vitest";

import { coalesce } from "./coalesce";

it("does the work once more for all who ask while it is being done", async () => {
  const begun: (() => void)[] = [];
  const run = coalesce(() => new Promise((resolve) => begun.push(resolve)));
  const first = run();
  const [second, third] = [run(), run()];
  expect(begun.length).toBe(1);
  begun[0]?.();
  await first;
  await Promise.resolve();
  expect(begun.length).toBe(2);
  begun[1]?.();
  await Promise.all([second, third]);
  expect(begun.length).toBe(2);
});

it("goes on after a failure, which only those learn of who waited for it", async () => {
  let fails = true;
  const run = coalesce(async () => {
    await Promise.resolve();
    if (fails) throw new Error("no");
  });
  const [first, second] = [run(), run()];
  await expect(first).rejects.toThrow("no");
  await expect(second).rejects.toThrow("no");
  fails = false;
  await expect(run()).resolves.toBeUndefined();
});
