import { expect, test } from "vitest";

import { timingFigure, toTable } from "./report";

const timing = { p50: 20, p95: 40, clients: 8, calls: 100 };

test("holds the p95 against the goal and the p50 against the bare reference", () => {
  const reference = { ...timing, p50: 5 };
  const [, row] = toTable([timingFigure("search", timing, { goalMs: 50, reference })]).split("\n");
  expect(row?.split(/ {2,}/)).toEqual(["search", "8", "20.0", "40.0 ms", "≤ 50 ms", "met", "4.00"]);
});

test("says what was missed, and judges nothing without a goal", () => {
  const table = toTable([
    timingFigure("slow", timing, { goalMs: 39 }),
    { what: "rate", unit: "/s", value: 900, goal: { atLeast: 1000 } },
    timingFigure("bare", timing),
  ]);
  const [, slow, rate, bare] = table.split("\n");
  expect(slow).toMatch(/missed/);
  expect(rate).toMatch(/≥ 1000 \/s {2}missed/);
  expect(bare).not.toMatch(/met|missed/);
});
