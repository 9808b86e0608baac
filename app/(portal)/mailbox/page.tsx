import { Mail } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";

import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import { listMails } from "@/lib/events";
import { page, requestTime } from "@/lib/transport/page";

export const metadata: Metadata = { title: "Demo mailbox" };

type Props = { searchParams: Promise<{ before?: string | string[] }> };

export default async function MailboxPage({ searchParams }: Props) {
  const { before } = await searchParams;
  const { items, nextCursor } = await page(listMails, typeof before === "string" ? { cursor: before } : {});
  return (
    <Page width="reading">
      <PageHeader
        title="Demo mailbox"
        trail={[{ label: "Notifications", href: "/notifications" }]}
        description="What would have been sent to you. The demo has no mail server."
      />
      {items.length === 0 && (
        <EmptyState icon={Mail} title="No mail yet">
          Mails come here when somebody asks you to decide, or decides about what you asked for.
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className="divide-y overflow-hidden rounded-md border bg-surface">
          {items.map(({ id, at, subject }) => (
            <li key={id}>
              <Link
                href={`/mailbox/${id}`}
                prefetch={false}
                data-row
                className="flex items-baseline justify-between gap-3 px-4 py-2.5 outline-offset-[-2px] hover:bg-hover"
              >
                <span className="min-w-0 font-medium wrap-anywhere">{subject}</span>
                <RelativeTime at={at} now={requestTime()} className="shrink-0 text-sm text-faint" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {nextCursor && (
        <ButtonLink href={`/mailbox?before=${nextCursor}`} variant="quiet" className="mt-2">
          Older mails
        </ButtonLink>
      )}
    </Page>
  );
}
