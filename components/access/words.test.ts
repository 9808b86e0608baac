import { describe, expect, it } from "vitest";

import { answerWord, daysUntil, dayWord, durationWord, hoursWord, longDayWord } from "./words";

const now = new Date("2026-11-24T12:00:00Z");

describe("words of access", () => {
  it("names the year of a day only where it is another one", () => {
    expect(dayWord("2026-12-03T00:00:00Z", now)).toBe("3 Dec");
    expect(dayWord("2027-03-03T00:00:00Z", now)).toBe("3 Mar 2027");
    expect(longDayWord("2027-02-22T00:00:00Z")).toBe("22 February 2027");
  });

  it("counts a day that has begun as a whole one", () => {
    expect(daysUntil("2026-11-24T13:00:00Z", now)).toBe(1);
    expect(daysUntil("2026-12-01T12:00:00Z", now)).toBe(7);
    expect(daysUntil("2026-11-22T12:00:00Z", now)).toBe(-2);
  });

  it.each([
    [1, "1 day"],
    [90, "90 days"],
    [365, "1 year"],
    [730, "2 years"],
  ])("says %i days as people do", (days, word) => {
    expect(durationWord(days)).toBe(word);
  });

  it.each([
    [0.4, "within the hour"],
    [4.6, "in ~5 h"],
    [30, "in ~30 h"],
    [50, "in ~2 days"],
  ])("rounds %f hours", (hours, word) => {
    expect(hoursWord(hours)).toBe(word);
  });

  it("says nothing of a team that never answered", () => {
    expect(answerWord({ medianHours: null, decidedCount: 0 })).toBeNull();
  });
});
