import type { AgreementStatus } from "../model";

const DAY_MS = 86_400_000;

/** How an agreement came to its end before or at its time. */
export type Ending = "expired" | "revoked" | "cancelled";

/** What an agreement's status follows from. */
export type Period = { startsAt: Date; endsAt: Date; endedHow: string | null };

/**
 * The status at a moment, whatever a job has written so far: half-open, so that an agreement is active at its first
 * moment and not at its last. What has ended once stays so until it is renewed.
 */
export function statusAt({ startsAt, endsAt, endedHow }: Period, now: Date): AgreementStatus {
  if (endedHow === "revoked" || endedHow === "cancelled") return "revoked";
  if (endedHow !== null || now.getTime() >= endsAt.getTime()) return "expired";
  return now.getTime() < startsAt.getTime() ? "upcoming" : "active";
}

/** Every change of status; all others are refused. `expired → active` is a renewal that came late. */
const CHANGES: Readonly<Record<AgreementStatus, readonly AgreementStatus[]>> = {
  upcoming: ["active", "expired", "revoked"],
  active: ["expired", "revoked"],
  expired: ["active"],
  revoked: [],
};

/** Whether an agreement may go from one status to another. */
export const canTurn = (from: AgreementStatus, to: AgreementStatus): boolean => CHANGES[from].includes(to);

/** Whether the agreement holds its product: it is active or will be. */
export const isLive = (status: AgreementStatus): boolean => status === "upcoming" || status === "active";

type Wish = { startsAt: Date | null; endsAt: Date | null; durationDays: number };

/** The time of a new agreement: from its approval, or from the wished start if that is later. */
export function periodOf(
  { startsAt, endsAt, durationDays }: Wish,
  now: Date,
): { startsAt: Date; endsAt: Date } {
  const start = startsAt !== null && startsAt.getTime() > now.getTime() ? startsAt : now;
  return { startsAt: start, endsAt: endsAt ?? daysAfter(start, durationDays) };
}

/** The end of a renewed agreement: what is left of its time is not lost, and a gap is not made up for. */
export const renewedEnd = (endsAt: Date, durationDays: number, now: Date): Date =>
  daysAfter(endsAt.getTime() > now.getTime() ? endsAt : now, durationDays);

export const daysAfter = (moment: Date, days: number): Date => new Date(moment.getTime() + days * DAY_MS);

const REASSESSED_AFTER_DAYS = 180;

type Sensitivity = { classification: string | null; personalData: boolean };

/** What is restricted or personal is assessed again twice a year; the rest when somebody says so. */
export const firstReassessment = (
  { classification, personalData }: Sensitivity,
  startsAt: Date,
): Date | null =>
  classification === "restricted" || personalData ? daysAfter(startsAt, REASSESSED_AFTER_DAYS) : null;

/** The reassessment after one that was answered; one that is still to come stays where it is. */
export const nextReassessment = (due: Date | null, now: Date): Date | null =>
  due !== null && due.getTime() <= now.getTime() ? daysAfter(now, REASSESSED_AFTER_DAYS) : due;

/** Days before the end at which the holder is warned. */
export const WARNED_BEFORE_DAYS = [7, 1] as const;

/** The warnings that a whole period is too short for. They count as given. */
export const warningsTooEarly = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): number[] =>
  WARNED_BEFORE_DAYS.filter((days) => daysAfter(startsAt, days).getTime() >= endsAt.getTime());

type Warned = { endsAt: Date; warnedDays: readonly number[] };

/**
 * The warning that is due: the nearest one whose time has come, unless it was given. A warning that a later one has
 * overtaken is not given any more, because it would say something false.
 */
export function dueWarning({ endsAt, warnedDays }: Warned, now: Date): number | null {
  const reached = WARNED_BEFORE_DAYS.filter((days) => daysAfter(now, days).getTime() >= endsAt.getTime());
  const nearest = reached.at(-1);
  return nearest === undefined || warnedDays.some((days) => days <= nearest) ? null : nearest;
}

const REVIEW_DAYS = { reassessment: 14, recertification: 14, holderLeft: 7 } as const;

/** Until when a review is to be answered. */
export const reviewDue = (reason: keyof typeof REVIEW_DAYS, now: Date): Date =>
  daysAfter(now, REVIEW_DAYS[reason]);

/** From how many days before its end an agreement can be renewed. */
export const RENEWABLE_DAYS = 30;

/** Whether it is time to ask for a renewal: the agreement is active and ends within a month. */
export const isRenewable = (period: Period, now: Date): boolean =>
  statusAt(period, now) === "active" && daysAfter(now, RENEWABLE_DAYS).getTime() >= period.endsAt.getTime();
