import { describe, expect, it } from "vitest";

import { AgreementStatus, ProvisioningStatus } from "../model";
import {
  type Course,
  courseAfter,
  isReported,
  NEVER_REPORTED,
  openTask,
  retryable,
  retryAfter,
  stateAfter,
  type Transition,
  TRANSITIONS,
  transitionTo,
} from "./provisioning";

const now = new Date("2026-05-01T12:00:00Z");
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

const TARGETS: Record<Transition, ProvisioningStatus> = {
  "provisioning-started": "provisioning",
  "provisioning-succeeded": "provisioned",
  "provisioning-failed": "provisioningFailed",
  "deprovisioning-started": "deprovisioning",
  "deprovisioning-succeeded": "deprovisioned",
  "deprovisioning-failed": "deprovisioningFailed",
};

const table = ProvisioningStatus.options.flatMap((from) =>
  TRANSITIONS.map((transition) => [from, transition, TARGETS[transition]] as const),
);

describe("a report", () => {
  it.each(table)("in state %s that says %s leads to %s: the latest wins", (status, transition, to) => {
    expect(courseAfter({ ...NEVER_REPORTED, status }, transition, now).status).toBe(to);
  });

  it.each(TRANSITIONS)("%s is what leads to its state", (transition) => {
    expect(transitionTo(stateAfter(transition))).toBe(transition);
  });

  it("notes its own time and keeps those of others", () => {
    const begun = courseAfter(NEVER_REPORTED, "provisioning-started", now);
    const done = courseAfter(begun, "provisioning-succeeded", hoursLater(1));
    expect(done).toMatchObject({ provisioningStartedAt: now, provisionedAt: hoursLater(1), failedAt: null });
  });

  it("of success clears the failure before it", () => {
    const failed: Course = {
      ...courseAfter(NEVER_REPORTED, "provisioning-failed", now),
      diagnostics: "no such role",
    };
    const done = courseAfter(failed, "provisioning-succeeded", hoursLater(2));
    expect(done).toMatchObject({ diagnostics: null, attempts: 0, retryAt: null, failedAt: null });
  });

  it("of failure is tried again after 1, 4 and 24 hours, and then by a person", () => {
    let course = NEVER_REPORTED;
    const retries = [1, 2, 3, 4].map(() => {
      course = courseAfter(course, "provisioning-failed", now);
      return course.retryAt;
    });
    expect(retries).toEqual([hoursLater(1), hoursLater(4), hoursLater(24), null]);
    expect(retryAfter(5, now)).toBeNull();
  });
});

describe("what is still to do on the platform", () => {
  const tasks: Record<string, string | null> = {
    "pending active": "grant",
    "provisioning active": "grant",
    "provisioned active": null,
    "provisioningFailed active": "grant",
    "deprovisioning active": "grant",
    "deprovisioned active": "grant",
    "deprovisioningFailed active": "grant",
    "provisioning ended": "remove",
    "provisioned ended": "remove",
    "provisioningFailed ended": "remove",
    "deprovisioning ended": "remove",
    "deprovisioningFailed ended": "remove",
    "pending ended": null,
    "deprovisioned ended": null,
  };

  it.each(
    ProvisioningStatus.options.flatMap((state) =>
      AgreementStatus.options.map((agreement) => [state, agreement] as const),
    ),
  )("in state %s of an agreement that is %s", (state, agreement) => {
    const phase = agreement === "expired" || agreement === "revoked" ? "ended" : agreement;
    const task = phase === "upcoming" ? null : tasks[`${state} ${phase}`];
    expect(openTask(state, agreement)).toBe(task);
    const isFailure = state === "provisioningFailed" || state === "deprovisioningFailed";
    expect(retryable(state, agreement)).toBe(isFailure ? task : null);
  });

  it("was reported, unless it is pending and has never failed or begun", () => {
    expect(isReported(NEVER_REPORTED)).toBe(false);
    expect(isReported({ ...NEVER_REPORTED, failedAt: now })).toBe(true);
    expect(isReported({ ...NEVER_REPORTED, status: "provisioned" })).toBe(true);
  });
});
