import { describe, expect, it } from "vitest";

import { elapsedTime, exactTime, relativeTime } from "./time";

const NOW = "2026-11-23T12:00:00.000Z";
const ago = (seconds: number): string => new Date(Date.parse(NOW) - seconds * 1000).toISOString();

describe("relativeTime", () => {
  it.each([
    [0, "just now"],
    [50, "1 min ago"],
    [42 * 60, "42 min ago"],
    [59.6 * 60, "1 h ago"],
    [2 * 3600, "2 h ago"],
    [24 * 3600, "yesterday"],
    [3 * 86_400, "3 days ago"],
    [21 * 86_400, "3 weeks ago"],
    [90 * 86_400, "3 months ago"],
    [800 * 86_400, "2 years ago"],
    [-3 * 86_400, "in 3 days"],
    [-24 * 3600, "tomorrow"],
  ])("says %i seconds as people do: %s", (seconds, said) => {
    expect(relativeTime(ago(seconds), NOW)).toBe(said);
  });

  it("never says a count of zero, at any distance", () => {
    for (let seconds = 45; seconds < 40_000_000; seconds = Math.ceil(seconds * 1.07)) {
      expect(relativeTime(ago(seconds), NOW)).not.toMatch(/\b0\b/);
    }
  });
});

describe("exactTime", () => {
  it("names the zone, so that server and browser agree", () => {
    expect(exactTime("2026-11-23T14:05:09.000Z")).toBe("23 Nov 2026, 14:05 UTC");
  });
});

describe("elapsedTime", () => {
  it("says how long something has lasted, at least a minute", () => {
    expect(elapsedTime(ago(3 * 86_400), NOW)).toBe("3 days");
    expect(elapsedTime(ago(5), NOW)).toBe("1 min");
    expect(elapsedTime(ago(-60), NOW)).toBe("1 min");
  });
});
