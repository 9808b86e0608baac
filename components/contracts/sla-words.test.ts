import { describe, expect, it } from "vitest";

import type { SlaProperty } from "@/lib/contracts/model";

import { slaName, slaValue } from "./sla-words";

const aPromise = (over: Partial<SlaProperty>): SlaProperty => ({
  property: "latency",
  value: 26,
  valueExt: null,
  unit: "h",
  element: null,
  driver: null,
  description: null,
  ...over,
});

describe("a promise of service", () => {
  it.each([
    [{}, "26 hours"],
    [{ value: 1 }, "1 hour"],
    [{ property: "frequency", value: 1, unit: "d" }, "once a day"],
    [{ property: "FY", value: 28, unit: "d" }, "every 28 days"],
    [{ property: "availability", value: 99.5, unit: "%" }, "99.5 %"],
    [{ property: "timeOfAvailability", value: "07:00", unit: "UTC" }, "07:00 UTC"],
    [{ property: "endOfLife", value: "2027-03-31", unit: null }, "2027-03-31"],
    [{ value: 5, valueExt: 10, unit: "d" }, "5 to 10 days"],
    [{ value: null, unit: null }, "–"],
    [{ value: 10, unit: "parsec" }, "10 parsec"],
  ])("is said as people say it: %o", (over, words) => {
    expect(slaValue(aPromise(over))).toBe(words);
  });

  it("is named by the standard's name, its synonym, or as the document has it", () => {
    expect(slaName(aPromise({ property: "timeToRepair" }))).toBe("Time to repair");
    expect(slaName(aPromise({ property: "av" }))).toBe("Availability");
    expect(slaName(aPromise({ property: "moonPhase" }))).toBe("moonPhase");
  });
});
