import type { ProvisioningStatus } from "../model";

/** What a connector may report. */
export const TRANSITIONS = [
  "provisioning-started",
  "provisioning-succeeded",
  "provisioning-failed",
  "deprovisioning-started",
  "deprovisioning-succeeded",
  "deprovisioning-failed",
] as const;
export type Transition = (typeof TRANSITIONS)[number];

/** The one state that a report leads to, whatever was before: the reporter owns this state. */
const STATES: Readonly<Record<Transition, Exclude<ProvisioningStatus, "pending">>> = {
  "provisioning-started": "provisioning",
  "provisioning-succeeded": "provisioned",
  "provisioning-failed": "provisioningFailed",
  "deprovisioning-started": "deprovisioning",
  "deprovisioning-succeeded": "deprovisioned",
  "deprovisioning-failed": "deprovisioningFailed",
};

/** The state after a report. No report is ever refused as illegal; the latest wins. */
export const stateAfter = (transition: Transition): Exclude<ProvisioningStatus, "pending"> =>
  STATES[transition];

/** The report that leads to a state. */
export const transitionTo = (state: Exclude<ProvisioningStatus, "pending">): Transition =>
  TRANSITIONS.find((transition) => STATES[transition] === state) ?? "provisioning-started";

/** What is kept of the reports, as far as time and failure go. */
export type Course = {
  status: ProvisioningStatus;
  diagnostics: string | null;
  provisioningStartedAt: Date | null;
  provisionedAt: Date | null;
  deprovisioningStartedAt: Date | null;
  deprovisionedAt: Date | null;
  failedAt: Date | null;
  attempts: number;
  retryAt: Date | null;
};

/** Before the first report. */
export const NEVER_REPORTED: Course = {
  ...{ status: "pending", diagnostics: null, provisioningStartedAt: null, provisionedAt: null },
  ...{ deprovisioningStartedAt: null, deprovisionedAt: null, failedAt: null, attempts: 0, retryAt: null },
};

/** What a report makes of the course. A success clears the failure before it; a failure is tried again later. */
export function courseAfter(course: Course, transition: Transition, now: Date): Course {
  const next = { ...course, status: stateAfter(transition), retryAt: null };
  switch (transition) {
    case "provisioning-started":
      return { ...next, provisioningStartedAt: now };
    case "provisioning-succeeded":
      return { ...next, ...SUCCESS, provisionedAt: now };
    case "deprovisioning-started":
      return { ...next, deprovisioningStartedAt: now };
    case "deprovisioning-succeeded":
      return { ...next, ...SUCCESS, deprovisionedAt: now };
    case "provisioning-failed":
    case "deprovisioning-failed":
      return {
        ...next,
        failedAt: now,
        attempts: course.attempts + 1,
        retryAt: retryAfter(course.attempts + 1, now),
      };
  }
}

/** Whether anybody has reported anything yet; a retry goes back to pending and stays reported. */
export const isReported = ({ status, failedAt, provisioningStartedAt }: Course): boolean =>
  status !== "pending" || failedAt !== null || provisioningStartedAt !== null;

const SUCCESS = { diagnostics: null, failedAt: null, attempts: 0 };

const RETRY_HOURS = [1, 4, 24];
const HOUR_MS = 3_600_000;

/** When the sweep tries again after so many failures; null after the last: a person has to. */
export function retryAfter(failures: number, now: Date): Date | null {
  const hours = RETRY_HOURS[failures - 1];
  return hours === undefined ? null : new Date(now.getTime() + hours * HOUR_MS);
}

/** Whether the platform may still hold the grant, so that it has to be removed when the agreement is over. */
const MAY_HOLD: Readonly<Record<ProvisioningStatus, boolean>> = {
  pending: false,
  provisioning: true,
  provisioned: true,
  provisioningFailed: true,
  deprovisioning: true,
  deprovisioned: false,
  deprovisioningFailed: true,
};

/** What somebody is still to do on the platform: grant while the agreement is active, remove after its end. */
export function openTask(
  status: ProvisioningStatus,
  agreement: "upcoming" | "active" | "expired" | "revoked",
): "grant" | "remove" | null {
  if (agreement === "upcoming") return null;
  if (agreement === "active") return status === "provisioned" ? null : "grant";
  return MAY_HOLD[status] ? "remove" : null;
}

/** What there is to try again: a failure that the agreement's present status still asks to be put right. */
export function retryable(
  status: ProvisioningStatus,
  agreement: "upcoming" | "active" | "expired" | "revoked",
): "grant" | "remove" | null {
  const task = openTask(status, agreement);
  const isFailure = status === "provisioningFailed" || status === "deprovisioningFailed";
  return isFailure ? task : null;
}
