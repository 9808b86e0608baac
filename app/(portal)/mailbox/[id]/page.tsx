import type { Metadata } from "next";

import { MailText } from "@/components/events/mail-text";
import { Fact, Facts, Page, PageHeader } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import { getMail } from "@/lib/events";
import { env } from "@/lib/platform/env";
import { page, requestTime } from "@/lib/transport/page";

import { idOf } from "../../route-id";

export const metadata: Metadata = { title: "Mail" };

type Props = { params: Promise<{ id: string }> };

export default async function MailPage({ params }: Props) {
  const { subject, to, at, text } = await page(getMail, { id: await idOf(params) });
  return (
    <Page width="reading">
      <PageHeader
        title={subject}
        trail={[
          { label: "Notifications", href: "/notifications" },
          { label: "Demo mailbox", href: "/mailbox" },
        ]}
      />
      <Facts className="mb-4 shell:grid-cols-2">
        <Fact label="To">{to}</Fact>
        <Fact label="Written">
          <RelativeTime at={at} now={requestTime()} />
        </Fact>
      </Facts>
      <MailText text={text} publicUrl={env().publicUrl} />
    </Page>
  );
}
