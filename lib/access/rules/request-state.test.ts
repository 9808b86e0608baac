import { describe, expect, test } from "vitest";

import { RequestStatus } from "../model";
import {
  canBecome,
  decidingRoles,
  isPending,
  nextStep,
  openStep,
  PENDING,
  STATUS_WORDS,
} from "./request-state";

const ALL = RequestStatus.options;

/** Every change that is allowed: from × to. */
const ALLOWED: Readonly<Record<RequestStatus, readonly RequestStatus[]>> = {
  requested: ["needsInformation", "approved", "rejected", "cancelled", "lapsed"],
  needsInformation: ["requested", "approved", "rejected", "cancelled", "lapsed"],
  approved: [],
  rejected: [],
  cancelled: [],
  lapsed: [],
};

describe("a request", () => {
  test.each(ALL.flatMap((from) => ALL.map((to) => [from, to, ALLOWED[from].includes(to)] as const)))(
    "that is %s becomes %s: %s",
    (from, to, expected) => {
      expect(canBecome(from, to)).toBe(expected);
    },
  );

  test("is pending exactly while it can still become something", () => {
    for (const status of ALL) {
      expect(isPending(status)).toBe(ALLOWED[status].length > 0);
      expect(PENDING.some((pending) => pending === status)).toBe(isPending(status));
      expect(STATUS_WORDS[status]).toBeTruthy();
    }
  });
});

describe("the steps of a request", () => {
  const steps = (["approved", "open", "waiting", "waiting"] as const).map((status, position) => ({
    ...{ status, position },
  }));

  test("have one open, and the next one waits", () => {
    expect(openStep(steps)?.position).toBe(1);
    expect(nextStep(steps)?.position).toBe(2);
  });

  test("are over when none waits", () => {
    expect(openStep(steps.slice(0, 1))).toBeNull();
    expect(nextStep(steps.slice(0, 2))).toBeNull();
  });

  test("are decided by owners and approvers, those of a domain by owners alone", () => {
    expect(decidingRoles("owner")).toEqual(["owner", "approver"]);
    expect(decidingRoles("domain")).toEqual(["owner"]);
    expect(decidingRoles("governance")).toEqual([]);
  });
});
