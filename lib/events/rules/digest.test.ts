import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isTimeZone, nextMorning } from "./digest";

const morning = (at: string, zone: string) => nextMorning(new Date(at), zone).toISOString();

describe("the next morning", () => {
  it.each([
    ["2026-11-24T06:59:59Z", "UTC", "2026-11-24T07:00:00.000Z"],
    ["2026-11-24T07:00:00Z", "UTC", "2026-11-25T07:00:00.000Z"],
    ["2026-11-24T12:00:00Z", "Europe/Berlin", "2026-11-25T06:00:00.000Z"],
    ["2026-07-24T12:00:00Z", "Europe/Berlin", "2026-07-25T05:00:00.000Z"],
    ["2026-11-24T00:00:00Z", "Asia/Kathmandu", "2026-11-24T01:15:00.000Z"],
    ["2026-11-24T12:00:00Z", "Pacific/Kiritimati", "2026-11-24T17:00:00.000Z"],
    ["2026-11-24T12:00:00Z", "Pacific/Niue", "2026-11-24T18:00:00.000Z"],
  ])("after %s in %s is %s", (at, zone, expected) => {
    expect(morning(at, zone)).toBe(expected);
  });

  it("comes once on each day of a change of the clocks", () => {
    expect(morning("2027-03-27T07:00:00Z", "Europe/Berlin")).toBe("2027-03-28T05:00:00.000Z");
    expect(morning("2027-03-28T05:00:00Z", "Europe/Berlin")).toBe("2027-03-29T05:00:00.000Z");
    expect(morning("2026-10-24T05:00:00Z", "Europe/Berlin")).toBe("2026-10-25T06:00:00.000Z");
    expect(morning("2026-10-25T06:00:00Z", "Europe/Berlin")).toBe("2026-10-26T06:00:00.000Z");
  });

  it("is at seven on the wall, later than the moment and within a long day, everywhere", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const moments = fc.date({
      min: new Date("2020-01-01T00:00:00Z"),
      max: new Date("2035-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (at, zone) => {
        const next = nextMorning(at, zone);
        const wall = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "short" }).format(next);
        expect(wall).toBe("07:00");
        expect(next.getTime()).toBeGreaterThan(at.getTime());
        expect(next.getTime() - at.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a time zone", () => {
  it("is one that this machine knows", () => {
    expect(["UTC", "Europe/Berlin", "Mars/Olympus", "", "' or 1=1"].map(isTimeZone)).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});
