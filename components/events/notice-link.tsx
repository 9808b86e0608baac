"use client";

import Link from "next/link";

import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Notice } from "@/lib/events/model";

import { markRead } from "./notice-read";

type Props = {
  notice: Notice;
  now: Date | number;
  /** In the popover: one line of the body. */
  isBrief?: boolean;
};

/** A notice that leads to what it is about; following it marks it as read. */
export function NoticeLink({ notice, now, isBrief = false }: Props) {
  const { id, at, title, body, href, readAt } = notice;
  const isUnread = readAt === null;

  return (
    <Link
      href={href}
      prefetch={false}
      data-row
      onClick={() => isUnread && void markRead(id)}
      className="flex gap-3 px-3 py-2.5 outline-offset-[-2px] hover:bg-hover"
    >
      <span
        className={cn("mt-1.5 size-2 shrink-0 rounded-full", isUnread ? "bg-solid" : "bg-transparent")}
        aria-hidden
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span className={cn("min-w-0 wrap-anywhere", isUnread ? "font-semibold" : "font-medium")}>
            {isUnread && <span className="sr-only">Unread: </span>}
            {title}
          </span>
          <RelativeTime at={at} now={now} className="shrink-0 text-sm text-faint" />
        </span>
        {body !== "" && (
          <span
            className={cn(
              "mt-0.5 block wrap-anywhere text-soft",
              isBrief ? "line-clamp-1" : "line-clamp-3 max-w-reading whitespace-pre-line",
            )}
          >
            {body}
          </span>
        )}
      </span>
    </Link>
  );
}
