import {
  CalendarClock,
  CircleCheck,
  Clock,
  KeyRound,
  LockKeyhole,
  LockKeyholeOpen,
  Users,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";

import { Status, type Tone } from "@/components/ui/status";
import { exactTime, relativeTime } from "@/components/ui/time";
import type { PortStanding } from "@/lib/access/model";

import { dayWord } from "./words";

type Look = { tone: Tone; icon: LucideIcon };

const LOOKS: Readonly<Record<PortStanding["kind"], Look>> = {
  owned: { tone: "none", icon: Users },
  granted: { tone: "met", icon: CircleCheck },
  upcoming: { tone: "info", icon: CalendarClock },
  pending: { tone: "risk", icon: Clock },
  instant: { tone: "met", icon: LockKeyholeOpen },
  askable: { tone: "none", icon: KeyRound },
  closed: { tone: "none", icon: LockKeyhole },
};

type Props = { standing: PortStanding; now: Date; className?: string | undefined };

/** What is true for the reader about one port. */
export function StandingStatus({ standing, now, className }: Props) {
  const { tone, icon } = LOOKS[standing.kind];
  const exact = exactOf(standing);
  return (
    <Status tone={tone} icon={icon} className={className}>
      <span {...(exact && { title: exactTime(exact) })} className="font-medium whitespace-normal">
        {standingWord(standing, now)}
      </span>
    </Status>
  );
}

function standingWord(standing: PortStanding, now: Date): string {
  switch (standing.kind) {
    case "owned":
      return "Your team owns it";
    case "granted":
      return `You have access until ${dayWord(standing.endsAt, now)}`;
    case "upcoming":
      return `Your access begins on ${dayWord(standing.startsAt, now)}`;
    case "pending":
      return pendingWord(standing, now);
    case "instant":
      return "Open to everyone at once";
    case "askable":
      return "By approval";
    case "closed":
      return standing.because;
  }
}

type Pending = Extract<PortStanding, { kind: "pending" }>;

/** “Requested, waiting for Risk team since yesterday”. */
export function pendingWord({ status, waitingFor, since }: Omit<Pending, "kind">, now: Date): string {
  const when = sinceWord(since, now);
  return status === "needsInformation"
    ? `${waitingFor} has asked you a question, ${when}`
    : `Requested, waiting for ${waitingFor} ${when === "just now" ? "now" : `since ${when}`}`;
}

const sinceWord = (since: string, now: Date): string => relativeTime(since, now);

function exactOf(standing: PortStanding): string | null {
  if ("endsAt" in standing) return standing.endsAt;
  if ("startsAt" in standing) return standing.startsAt;
  return "since" in standing ? standing.since : null;
}
