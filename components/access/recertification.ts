import type { AgreementSummary } from "@/lib/access/model";
import { daysAfter } from "@/lib/access/rules/agreement";

type Reviewed = Pick<AgreementSummary, "status" | "review" | "lastReview">;

/** How long a recertification is open. */
const ROUND_DAYS = 14;

export type Progress = {
  total: number;
  lookedAt: number;
  overdue: number;
  /** Until when it is to be done; null when nothing is left to look at. */
  dueAt: string | null;
};

/** The agreements of a round: those still to be looked at, and those that were in it. */
export function roundOf<A extends Reviewed>(agreements: readonly A[], now: Date): A[] {
  const begin = roundStart(agreements, now).toISOString();
  return agreements.filter(
    ({ review, lastReview }) => review !== null || (lastReview !== null && lastReview.at >= begin),
  );
}

/** How far a round has come. */
export function progressOf(round: readonly Reviewed[], now: Date): Progress {
  const due = round.flatMap(({ review }) => (review ? [review.dueAt] : []));
  return {
    total: round.length,
    lookedAt: round.length - due.length,
    overdue: due.filter((at) => at <= now.toISOString()).length,
    dueAt: due.sort()[0] ?? null,
  };
}

/** A round began when the newest of its reviews was asked for; one that is done is shown as long as it may last. */
function roundStart(agreements: readonly Reviewed[], now: Date): Date {
  const due = agreements.flatMap(({ review }) =>
    review?.reason === "recertification" ? [review.dueAt] : [],
  );
  const last = due.sort().at(-1);
  return daysAfter(last === undefined ? now : new Date(last), -ROUND_DAYS);
}
