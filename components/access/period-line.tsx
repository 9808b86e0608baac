import { cn } from "@/components/ui/cn";
import { exactTime } from "@/components/ui/time";
import type { Agreement } from "@/lib/access/model";

import { daysUntil, dayWord, longDayWord } from "./words";

type Period = Pick<Agreement, "status" | "startsAt" | "endsAt" | "ended" | "nextReassessmentAt">;
type Props = { agreement: Period; now: Date };

/** The time of an agreement as a line: what is over, today, and what is to come. */
export function PeriodLine({ agreement, now }: Props) {
  const { startsAt, endsAt } = agreement;
  const reassessedAt = reassessmentWithin(agreement);
  return (
    <figure>
      <Line agreement={agreement} reassessedAt={reassessedAt} now={now} />
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-sm text-soft">
        <span>
          From{" "}
          <time dateTime={startsAt} title={exactTime(startsAt)}>
            {longDayWord(startsAt)}
          </time>
        </span>
        <span className="font-medium text-ink">{middleWord(agreement, now)}</span>
        <span>
          until{" "}
          <time dateTime={endsAt} title={exactTime(endsAt)}>
            {longDayWord(endsAt)}
          </time>
        </span>
      </figcaption>
      {reassessedAt !== null && (
        <p className="mt-1 flex items-center gap-1.5 text-sm text-soft">
          <span aria-hidden className="size-2 rotate-45 rounded-[1px] bg-info" />
          {new Date(reassessedAt) > now ? "Is assessed again on" : "Was to be assessed again on"}{" "}
          {dayWord(reassessedAt, now)}
        </p>
      )}
    </figure>
  );
}

function Line({ agreement, reassessedAt, now }: Props & { reassessedAt: string | null }) {
  const { startsAt, endsAt, ended } = agreement;
  const percentOf = (at: string | Date) => `${shareWithin(startsAt, endsAt, at) * 100}%`;
  const reached = percentOf(ended?.at ?? now);
  return (
    <div aria-hidden className="relative my-2 h-2 rounded-full bg-line">
      <div
        className={cn("h-full rounded-full", isOver(agreement) ? "bg-field" : "bg-solid")}
        style={{ width: reached }}
      />
      {reassessedAt !== null && (
        <span
          className="absolute top-1/2 size-3 -translate-1/2 rotate-45 rounded-[2px] border-2 border-canvas bg-info"
          style={{ left: percentOf(reassessedAt) }}
        />
      )}
      {!isOver(agreement) && (
        <span
          className="absolute -top-1 h-4 w-0.5 -translate-x-1/2 rounded-full bg-ink"
          style={{ left: reached }}
        />
      )}
    </div>
  );
}

const isOver = ({ status }: Period): boolean => status === "expired" || status === "revoked";

function reassessmentWithin(period: Period): string | null {
  const { nextReassessmentAt: at, startsAt, endsAt } = period;
  return at !== null && !isOver(period) && at > startsAt && at < endsAt ? at : null;
}

function middleWord({ status, startsAt, endsAt, ended }: Period, now: Date): string {
  switch (status) {
    case "upcoming":
      return daysWord(daysUntil(startsAt, now), "until it begins");
    case "active":
      return daysWord(daysUntil(endsAt, now), "left");
    case "expired":
      return "over";
    case "revoked":
      return ended ? `ended on ${dayWord(ended.at, now)}` : "over";
  }
}

const daysWord = (days: number, what: string): string => `${days} ${days === 1 ? "day" : "days"} ${what}`;

/** How far along the way `at` is, from 0 to 1. */
function shareWithin(from: string, to: string, at: string | Date): number {
  const start = new Date(from).getTime();
  const whole = new Date(to).getTime() - start;
  if (whole <= 0) return 1;
  return Math.min(1, Math.max(0, (new Date(at).getTime() - start) / whole));
}
