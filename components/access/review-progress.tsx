import { TriangleAlert } from "lucide-react";

import { Status } from "@/components/ui/status";

import type { Progress } from "./recertification";
import { longDayWord } from "./words";

type Props = { progress: Progress; label: string };

/** How much of a review is done. */
export function ReviewProgress({ progress: { total, lookedAt, overdue, dueAt }, label }: Props) {
  return (
    <div>
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium tabular-nums">
          {lookedAt} of {total} looked at
        </p>
        <p className="text-soft">
          {overdue > 0 ? (
            <Status tone="breach" icon={TriangleAlert}>
              {overdue} overdue
            </Status>
          ) : (
            dueAt && `to be done by ${longDayWord(dueAt)}`
          )}
        </p>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={lookedAt}
        aria-valuemin={0}
        aria-valuemax={total}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full bg-solid"
          style={{ width: total === 0 ? 0 : `${(lookedAt / total) * 100}%` }}
        />
      </div>
    </div>
  );
}
