"use client";

import { Bell as BellIcon } from "lucide-react";
import dynamic from "next/dynamic";

import { unreadWords } from "@/components/events/notice-words";
import { buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { LiveState } from "@/lib/events/model";

import { useLiveState } from "./live-state";

const Latest = dynamic(
  () => import("@/components/events/notice-latest").then((module) => module.NoticeLatest),
  {
    ssr: false,
    loading: () => <SkeletonRows label="Loading notifications" />,
  },
);

type Props = { drawn: LiveState };

/** How much there is to read, and the newest of it. */
export function Bell({ drawn }: Props) {
  const { unread, newest } = useLiveState(drawn);
  const words = unreadWords(unread);
  return (
    <Popover
      name="Notifications"
      label={unread === 0 ? "Notifications, all read" : `Notifications, ${words} unread`}
      title="Notifications"
      className={cn(buttonClass({ variant: "quiet", size: "icon" }), "relative")}
      trigger={
        <>
          <BellIcon aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute top-0 right-0 min-w-4 rounded-full bg-solid px-1 text-xs leading-4 font-semibold text-on-solid"
            >
              {words}
            </span>
          )}
        </>
      }
    >
      <Latest mark={`${unread} ${newest?.id ?? ""}`} />
    </Popover>
  );
}
