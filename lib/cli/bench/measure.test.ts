import { expect, test } from "vitest";

import { measure, percentile, share } from "./measure";

test.each([
  [0.5, 50],
  [0.95, 95],
  [1, 100],
])("takes the value that a share of %d does not exceed", (part, expected) => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(values, part)).toBe(expected);
});

test("makes every call once, never more at a time than there are clients", async () => {
  const made: number[] = [];
  let atOnce = 0;
  let most = 0;
  await share(3, 20, async (index) => {
    most = Math.max(most, ++atOnce);
    await Promise.resolve();
    made.push(index);
    atOnce -= 1;
  });
  expect(made.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(3);
});

test("fails with the call that fails", async () => {
  await expect(measure(2, 4, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
});
