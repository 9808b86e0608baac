import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { firstReminder, lapseOf, medianHours, nextEscalation, nextReminder } from "./request-time";

const at = (text: string): Date => new Date(text);
const HOUR_MS = 3_600_000;

describe("the time of a request", () => {
  test("reminds daily, escalates after three days and lapses after thirty", () => {
    const since = at("2026-03-28T12:00:00Z");
    expect(firstReminder(since)).toEqual(at("2026-03-29T12:00:00Z"));
    expect(nextEscalation(since)).toEqual(at("2026-03-31T12:00:00Z"));
    expect(lapseOf(since)).toEqual(at("2026-04-27T12:00:00Z"));
  });

  test("reminds once after a pause, and keeps its rhythm", () => {
    const due = at("2026-03-01T08:00:00Z");
    expect(nextReminder(due, due)).toEqual(at("2026-03-02T08:00:00Z"));
    expect(nextReminder(due, at("2026-03-01T23:00:00Z"))).toEqual(at("2026-03-02T08:00:00Z"));
    expect(nextReminder(due, at("2026-03-04T09:00:00Z"))).toEqual(at("2026-03-05T08:00:00Z"));
  });

  test("always reminds again within a day, and never in the past", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 * HOUR_MS }), (lateMs) => {
        const due = at("2026-01-01T00:00:00Z");
        const now = new Date(due.getTime() + lateMs);
        const ahead = nextReminder(due, now).getTime() - now.getTime();
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(24 * HOUR_MS);
      }),
    );
  });
});

describe("the usual answer time", () => {
  test.each([
    [[], null],
    [[3], 3],
    [[1, 100], 50.5],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ] as const)("of %j hours is %s", (hours, expected) => {
    expect(medianHours(hours.map((hour) => hour * HOUR_MS))).toBe(expected);
  });
});
