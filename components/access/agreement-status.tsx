import { Ban, CalendarClock, CircleCheck, CircleSlash, Clock } from "lucide-react";
import type { LucideIcon } from "lucide-react";

import { Status, type Tone } from "@/components/ui/status";
import { exactTime } from "@/components/ui/time";
import type { Agreement, AgreementSummary } from "@/lib/access/model";

import { daysUntil, dayWord } from "./words";

/** From here on the end is near enough to act. */
const SOON_DAYS = 7;

type Look = { tone: Tone; icon: LucideIcon; word: string };

type Props = {
  agreement: Pick<AgreementSummary, "status" | "startsAt" | "endsAt">;
  now: Date;
  className?: string | undefined;
};

/** Where an agreement is in its time, and until when. */
export function AgreementStatus({ agreement, now, className }: Props) {
  const { tone, icon, word } = lookOf(agreement, now);
  const at = agreement.status === "upcoming" ? agreement.startsAt : agreement.endsAt;
  return (
    <Status tone={tone} icon={icon} className={className}>
      <span title={exactTime(at)}>{word}</span>
    </Status>
  );
}

function lookOf({ status, startsAt, endsAt }: Props["agreement"], now: Date): Look {
  switch (status) {
    case "upcoming":
      return { tone: "info", icon: CalendarClock, word: `begins ${dayWord(startsAt, now)}` };
    case "active":
      return activeLook(endsAt, now);
    case "expired":
      return { tone: "none", icon: CircleSlash, word: `ended ${dayWord(endsAt, now)}` };
    case "revoked":
      return { tone: "none", icon: Ban, word: "ended early" };
  }
}

function activeLook(endsAt: string, now: Date): Look {
  const days = daysUntil(endsAt, now);
  if (days > SOON_DAYS) return { tone: "met", icon: CircleCheck, word: `until ${dayWord(endsAt, now)}` };
  return { tone: "risk", icon: Clock, word: days <= 1 ? "ends within a day" : `ends in ${days} days` };
}

type Ended = NonNullable<Agreement["ended"]>;

/** How it came to its end, in one sentence. */
export function endedWord({ how, by }: Pick<Ended, "how" | "by">): string {
  const who = by === null ? "" : ` by ${by.name}`;
  if (how === "expired") return "Its time is over.";
  return how === "revoked" ? `Revoked${who}.` : `Given back${who}.`;
}
