import { describe, expect, it } from "vitest";

import type { AgreementSummary } from "@/lib/access/model";

import { progressOf, roundOf } from "./recertification";

const now = new Date("2026-11-24T12:00:00Z");

type Reviewed = Pick<AgreementSummary, "status" | "review" | "lastReview">;

const due = (dueAt: string): Reviewed => ({
  status: "active",
  review: { reason: "recertification", dueAt },
  lastReview: null,
});

const looked = (at: string, decision: "keep" | "end"): Reviewed => ({
  status: decision === "keep" ? "active" : "revoked",
  review: null,
  lastReview: { decision, at, by: { kind: "user", id: "u", name: "Rosa" }, reason: null },
});

const never: Reviewed = { status: "active", review: null, lastReview: null };

describe("a round of recertification", () => {
  it("holds what is still due and what was looked at since it began, kept or ended", () => {
    const open = due("2026-12-05T00:00:00Z");
    const kept = looked("2026-11-22T00:00:00Z", "keep");
    const ended = looked("2026-11-23T00:00:00Z", "end");
    const before = looked("2026-05-01T00:00:00Z", "keep");
    const round = roundOf([open, kept, ended, before, never], now);
    expect(round).toEqual([open, kept, ended]);
    expect(progressOf(round, now)).toEqual({
      total: 3,
      lookedAt: 2,
      overdue: 0,
      dueAt: "2026-12-05T00:00:00Z",
    });
  });

  it("says what nobody looked at in time", () => {
    const round = roundOf([due("2026-11-20T00:00:00Z"), due("2026-11-20T00:00:00Z")], now);
    expect(progressOf(round, now)).toMatchObject({ lookedAt: 0, overdue: 2 });
  });

  it("stays in view when everything is done", () => {
    const round = roundOf([looked("2026-11-23T00:00:00Z", "keep")], now);
    expect(progressOf(round, now)).toEqual({ total: 1, lookedAt: 1, overdue: 0, dueAt: null });
  });
});
