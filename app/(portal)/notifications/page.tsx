import { BellOff } from "lucide-react";
import type { Metadata } from "next";

import { NoticeGroups } from "@/components/events/notice-groups";
import { unreadWords } from "@/components/events/notice-words";
import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link";
import { Page, PageHeader } from "@/components/ui/page";
import { TabLinks } from "@/components/ui/tab-links";
import { countNotices, listNotices } from "@/lib/events";
import { env } from "@/lib/platform/env";
import { page, requestTime } from "@/lib/transport/page";

import { markAllRead } from "./actions";

export const metadata: Metadata = { title: "Notifications" };

const ALL = "/notifications";
const UNREAD = "/notifications?show=unread";

type Props = { searchParams: Promise<{ show?: string | string[]; before?: string | string[] }> };

export default async function NotificationsPage({ searchParams }: Props) {
  const { show, before } = await searchParams;
  const isUnreadOnly = show === "unread";
  const [{ items, nextCursor }, { unread, newest }] = await Promise.all([
    page(listNotices, { unread: isUnreadOnly, ...(typeof before === "string" && { cursor: before }) }),
    page(countNotices, {}),
  ]);
  const here = isUnreadOnly ? UNREAD : ALL;
  return (
    <Page width="reading">
      <PageHeader
        title="Notifications"
        description={<Where hasMailbox={env().mail.kind === "mailbox"} />}
        actions={
          newest && (
            <ActionForm action={markAllRead}>
              <input type="hidden" name="upTo" value={newest.id} />
              <SubmitButton variant="secondary">Mark all as read</SubmitButton>
            </ActionForm>
          )
        }
      />
      <TabLinks
        label="Notifications"
        current={here}
        tabs={[
          { href: ALL, label: "All" },
          { href: UNREAD, label: "Unread", count: unreadWords(unread) },
        ]}
        className="mb-6"
      />
      {items.length === 0 && <Nothing isUnreadOnly={isUnreadOnly} />}
      <NoticeGroups notices={items} now={requestTime()} />
      {nextCursor && (
        <ButtonLink href={olderThan(nextCursor, isUnreadOnly)} variant="quiet">
          Older notifications
        </ButtonLink>
      )}
    </Page>
  );
}

const olderThan = (cursor: string, isUnreadOnly: boolean): string =>
  `${ALL}?${new URLSearchParams({ ...(isUnreadOnly && { show: "unread" }), before: cursor }).toString()}`;

function Where({ hasMailbox }: { hasMailbox: boolean }) {
  return (
    <>
      What you are told, and how, is chosen in your{" "}
      <TextLink href="/settings#notifications" className="underline">
        settings
      </TextLink>
      .
      {hasMailbox && (
        <>
          {" "}
          The demo sends no mail: it keeps what it would send in the{" "}
          <TextLink href="/mailbox" className="underline">
            demo mailbox
          </TextLink>
          .
        </>
      )}
    </>
  );
}

function Nothing({ isUnreadOnly }: { isUnreadOnly: boolean }) {
  return isUnreadOnly ? (
    <EmptyState icon={BellOff} title="Everything is read." />
  ) : (
    <EmptyState icon={BellOff} title="Nothing yet">
      You are told here when somebody asks you to decide, when your own requests are answered, and when access
      begins or ends.
    </EmptyState>
  );
}
