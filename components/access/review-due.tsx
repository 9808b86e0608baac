import { CalendarClock, TriangleAlert } from "lucide-react";

import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { AgreementSummary } from "@/lib/access/model";

import { dayWord, REVIEW_REASONS } from "./words";

type Props = { agreement: Pick<AgreementSummary, "review" | "lastReview">; now: Date };

/** Whether somebody has to look at an agreement again, or who did last. */
export function ReviewDue({ agreement: { review, lastReview }, now }: Props) {
  if (review) {
    const isOverdue = new Date(review.dueAt) <= now;
    return (
      <span title={REVIEW_REASONS[review.reason]}>
        <Status tone={isOverdue ? "breach" : "risk"} icon={isOverdue ? TriangleAlert : CalendarClock}>
          {isOverdue
            ? `review overdue since ${dayWord(review.dueAt, now)}`
            : `review due ${dayWord(review.dueAt, now)}`}
        </Status>
        <span className="sr-only"> {REVIEW_REASONS[review.reason]}</span>
      </span>
    );
  }
  if (!lastReview) return <span className="text-faint">–</span>;
  return (
    <span className="text-sm text-soft">
      {lastReview.decision === "keep" ? "kept" : "ended"} by {lastReview.by.name}{" "}
      <RelativeTime at={lastReview.at} now={now} />
    </span>
  );
}
