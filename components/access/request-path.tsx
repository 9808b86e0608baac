import { Check, Circle, CircleDot, type LucideIcon, MessageCircle, Bell, X } from "lucide-react";

import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessRequest } from "@/lib/access/model";
import type { Person } from "@/lib/identity/model";

import { type TimelineItem, timelineOf, type TimelineTone } from "./request-timeline";

const LOOKS: Readonly<Record<TimelineTone, { icon: LucideIcon; look: string }>> = {
  done: { icon: Check, look: "border-met bg-met-wash text-met" },
  refused: { icon: X, look: "border-breach bg-breach-wash text-breach" },
  talk: { icon: MessageCircle, look: "border-line-strong bg-surface text-soft" },
  quiet: { icon: Bell, look: "border-line-strong bg-surface text-faint" },
  open: { icon: CircleDot, look: "border-info bg-info-wash text-info" },
  ahead: { icon: Circle, look: "border-dashed border-line-strong bg-surface text-faint" },
};

type Props = { request: AccessRequest; now: Date };

/** What has happened to a request and what is still to come, from the top down. */
export function RequestPath({ request, now }: Props) {
  const items = timelineOf(request);
  return (
    <ol aria-label="The way of this request" className="relative">
      {items.map((item, index) => (
        <Item key={item.key} item={item} now={now} isLast={index === items.length - 1} />
      ))}
    </ol>
  );
}

type ItemProps = { item: TimelineItem; now: Date; isLast: boolean };

function Item({ item: { tone, title, at, note, because, deciders }, now, isLast }: ItemProps) {
  const { icon: Icon, look } = LOOKS[tone];
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {!isLast && <span aria-hidden className="absolute top-6 bottom-0 left-[11px] w-px bg-line-strong" />}
      <span
        aria-hidden
        className={cn("flex size-6 shrink-0 items-center justify-center rounded-full border", look)}
      >
        <Icon className="size-3.5 stroke-2" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span
            className={cn(
              "wrap-anywhere",
              tone === "ahead" || tone === "quiet" ? "text-soft" : "font-medium",
            )}
          >
            {title}
          </span>
          {at && (
            <span className="text-sm text-faint">
              {tone === "open" && "since "}
              <RelativeTime at={at} now={now} />
            </span>
          )}
        </p>
        {because && <p className="mt-0.5 max-w-reading text-sm text-soft">{because}</p>}
        {note && <Words>{note}</Words>}
        {deciders.length > 0 && <Deciders people={deciders} />}
      </div>
    </li>
  );
}

/** What somebody wrote, as they wrote it. */
export function Words({ children }: { children: string }) {
  return (
    <blockquote className="mt-1.5 max-w-reading border-l-2 border-line-strong pl-3 wrap-anywhere whitespace-pre-line">
      {children}
    </blockquote>
  );
}

const SHOWN = 5;

function Deciders({ people }: { people: readonly Person[] }) {
  const rest = people.length - SHOWN;
  return (
    <ul aria-label="Asked" className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1.5">
      {people.slice(0, SHOWN).map((person) => (
        <li key={person.email} className="flex items-center gap-1.5 text-sm">
          <Avatar name={person.name} className="size-5 text-[0.625rem]" />
          {person.name}
        </li>
      ))}
      {rest > 0 && <li className="text-sm text-soft">and {rest} more</li>}
    </ul>
  );
}
