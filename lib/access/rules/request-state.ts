import type { RequestStatus, StepKind, StepStatus } from "../model";

/** Every change of status; all others are refused. */
const CHANGES: Readonly<Record<RequestStatus, readonly RequestStatus[]>> = {
  requested: ["needsInformation", "approved", "rejected", "cancelled", "lapsed"],
  needsInformation: ["requested", "approved", "rejected", "cancelled", "lapsed"],
  approved: [],
  rejected: [],
  cancelled: [],
  lapsed: [],
};

/** Whether a request may go from one status to another. */
export const canBecome = (from: RequestStatus, to: RequestStatus): boolean => CHANGES[from].includes(to);

/** Somebody still has to do something. */
export const PENDING = ["requested", "needsInformation"] as const satisfies readonly RequestStatus[];

export const isPending = (status: RequestStatus): status is (typeof PENDING)[number] =>
  status === "requested" || status === "needsInformation";

/** The words of a status in a sentence: `A request that … cannot be approved`. */
export const STATUS_WORDS: Readonly<Record<RequestStatus, string>> = {
  requested: "waits for a decision",
  needsInformation: "waits for an answer",
  approved: "is approved",
  rejected: "is rejected",
  cancelled: "is withdrawn",
  lapsed: "has lapsed",
};

type Turn = { status: StepStatus };

export const openStep = <S extends Turn>(steps: readonly S[]): S | null =>
  steps.find(({ status }) => status === "open") ?? null;

/** The step whose turn comes after a yes at the open one; null when that was the last. */
export const nextStep = <S extends Turn>(steps: readonly S[]): S | null =>
  steps.find(({ status }) => status === "waiting") ?? null;

/** The roles in a team that decide at a step; a governance step is decided by organisation roles. */
export function decidingRoles(kind: StepKind): readonly ("owner" | "approver")[] {
  switch (kind) {
    case "owner":
      return ["owner", "approver"];
    case "domain":
      return ["owner"];
    case "governance":
      return [];
  }
}
