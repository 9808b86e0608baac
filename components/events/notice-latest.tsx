"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { TextLink } from "@/components/ui/link";
import { SkeletonRows } from "@/components/ui/skeleton";

import { NoticeLink } from "./notice-link";
import { latestNoticesQuery } from "./notice-queries";

/** `mark` is another when there are others. */
type Props = { mark: string };

/** The newest notices, in the popover of the bell. */
export function NoticeLatest({ mark }: Props) {
  const { data, isError, dataUpdatedAt } = useQuery({
    ...latestNoticesQuery(mark),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <h2 className="border-b px-3 py-2 font-semibold">Notifications</h2>
      {isError && <p className="px-3 py-4 text-soft">They could not be loaded. Close this and try again.</p>}
      {!data && !isError && <SkeletonRows label="Loading notifications" rows={3} />}
      {data?.items.length === 0 && (
        <p className="px-3 py-6 text-center text-soft">Nothing yet. You are told here what concerns you.</p>
      )}
      <ul className="divide-y">
        {data?.items.map((notice) => (
          <li key={notice.id}>
            <NoticeLink notice={notice} now={dataUpdatedAt} isBrief />
          </li>
        ))}
      </ul>
      <p className="flex justify-between border-t px-3 py-2">
        <TextLink href="/notifications">See all</TextLink>
        <TextLink href="/settings#notifications">Choose what you are told</TextLink>
      </p>
    </>
  );
}
