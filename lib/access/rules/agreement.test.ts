import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { AgreementStatus } from "../model";
import {
  canTurn,
  daysAfter,
  dueWarning,
  firstReassessment,
  isRenewable,
  nextReassessment,
  periodOf,
  renewedEnd,
  statusAt,
  warningsTooEarly,
} from "./agreement";

const at = (text: string) => new Date(text);
const start = at("2026-01-01T00:00:00Z");
const end = at("2026-04-01T00:00:00Z");

describe("the status of an agreement", () => {
  it.each([
    ["2025-12-31T23:59:59.999Z", "upcoming"],
    ["2026-01-01T00:00:00.000Z", "active"],
    ["2026-03-31T23:59:59.999Z", "active"],
    ["2026-04-01T00:00:00.000Z", "expired"],
    ["2030-01-01T00:00:00.000Z", "expired"],
  ])("at %s is %s: active at its first moment, and not at its last", (now, status) => {
    expect(statusAt({ startsAt: start, endsAt: end, endedHow: null }, at(now))).toBe(status);
  });

  it.each([
    ["revoked", "revoked"],
    ["cancelled", "revoked"],
    ["expired", "expired"],
  ])("stays what its end made of it: %s", (endedHow, status) => {
    for (const now of [daysAfter(start, -1), daysAfter(start, 1), daysAfter(end, 1)])
      expect(statusAt({ startsAt: start, endsAt: end, endedHow }, now)).toBe(status);
  });

  it("is active only within its dates, whatever the clock says", () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true }),
        fc.date({ noInvalidDate: true }),
        fc.date({ noInvalidDate: true }),
        (startsAt, endsAt, now) => {
          const isActive = statusAt({ startsAt, endsAt, endedHow: null }, now) === "active";
          expect(isActive).toBe(startsAt <= now && now < endsAt);
        },
      ),
    );
  });
});

describe("the changes of status", () => {
  const allowed = new Set([
    "upcoming active",
    "upcoming expired",
    "upcoming revoked",
    "active expired",
    "active revoked",
    "expired active",
  ]);
  const pairs = AgreementStatus.options.flatMap((from) =>
    AgreementStatus.options.map((to) => [from, to] as const),
  );

  it.each(pairs)("from %s to %s", (from, to) => {
    expect(canTurn(from, to)).toBe(allowed.has(`${from} ${to}`));
  });
});

describe("the time of an agreement", () => {
  it("begins with the approval, or at the wished start if that is later", () => {
    const wish = { startsAt: null, endsAt: null, durationDays: 90 };
    expect(periodOf(wish, start)).toEqual({ startsAt: start, endsAt: daysAfter(start, 90) });
    const later = { ...wish, startsAt: daysAfter(start, 5) };
    expect(periodOf(later, start)).toEqual({ startsAt: daysAfter(start, 5), endsAt: daysAfter(start, 95) });
    expect(periodOf({ ...wish, startsAt: daysAfter(start, -5) }, start).startsAt).toEqual(start);
  });

  it("ends as wished where an end was wished", () => {
    expect(periodOf({ startsAt: null, endsAt: end, durationDays: 365 }, start).endsAt).toEqual(end);
  });

  it("is lengthened from its end, or from now where it is over", () => {
    expect(renewedEnd(end, 30, daysAfter(end, -10))).toEqual(daysAfter(end, 30));
    expect(renewedEnd(end, 30, daysAfter(end, 10))).toEqual(daysAfter(end, 40));
  });

  it("can be lengthened from 30 days before its end until its end", () => {
    const period = { startsAt: start, endsAt: end, endedHow: null };
    expect(isRenewable(period, new Date(daysAfter(end, -30).getTime() - 1))).toBe(false);
    expect(isRenewable(period, daysAfter(end, -30))).toBe(true);
    expect(isRenewable(period, new Date(end.getTime() - 1))).toBe(true);
    expect(isRenewable(period, end)).toBe(false);
  });
});

describe("warnings", () => {
  it.each([
    [8, [], null],
    [7, [], 7],
    [2, [], 7],
    [1, [], 1],
    [1, [7], 1],
    [6, [7], null],
    [0.5, [7, 1], null],
    [0.5, [1], null],
  ])("%d days before the end, after those of %j, are of %s", (days, warnedDays, due) => {
    expect(dueWarning({ endsAt: end, warnedDays }, daysAfter(end, -days))).toBe(due);
  });

  it("are not given for a period that is shorter than they are", () => {
    const of = (days: number) => warningsTooEarly({ startsAt: start, endsAt: daysAfter(start, days) });
    expect([of(1), of(5), of(7), of(8), of(30)]).toEqual([[7, 1], [7], [7], [], []]);
  });
});

describe("reassessment", () => {
  it.each([
    ["restricted", false, true],
    ["confidential", false, false],
    ["internal", true, true],
    [null, true, true],
    [null, false, false],
  ])("of %s data, personal: %s", (classification, personalData, isDue) => {
    const due = firstReassessment({ classification, personalData }, start);
    expect(due).toEqual(isDue ? daysAfter(start, 180) : null);
  });

  it("follows 180 days after one that was answered, and stays where it is still to come", () => {
    expect(nextReassessment(start, end)).toEqual(daysAfter(end, 180));
    expect(nextReassessment(daysAfter(end, 1), end)).toEqual(daysAfter(end, 1));
    expect(nextReassessment(null, end)).toBeNull();
  });
});
