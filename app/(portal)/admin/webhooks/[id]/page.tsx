import { DeliveryTable } from "@/components/events/delivery-table";
import { SourceActions } from "@/components/events/source-actions";
import { SourceFacts } from "@/components/events/source-facts";
import { Page, PageHeader, Section, WithRail } from "@/components/ui/page";
import { getSource, listDeliveries } from "@/lib/events";
import { env } from "@/lib/platform/env";
import { page, requestTime } from "@/lib/transport/page";

import { endFormerSecret, renewSecret, resumeSource, stopSource } from "../../actions";

export const metadata = { title: "Webhook source" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function WebhookSourcePage({ params, searchParams }: Props) {
  const { id } = await params;
  const { outcome: wanted, cursor } = await searchParams;
  const outcome = wanted === "accepted" || wanted === "refused" ? wanted : null;
  const source = await page(getSource, { id });
  const deliveries = await page(listDeliveries, {
    sourceId: id,
    outcome,
    ...(typeof cursor === "string" && { cursor }),
  });
  const now = requestTime();
  return (
    <Page>
      <PageHeader
        title={source.name}
        trail={[
          { label: "Admin", href: "/admin" },
          { label: "Webhooks", href: "/admin/webhooks" },
        ]}
        actions={
          <SourceActions
            source={source}
            rotate={renewSecret}
            revokeFormer={endFormerSecret}
            disable={stopSource}
            enable={resumeSource}
          />
        }
      />
      <WithRail
        label="Facts"
        rail={
          <SourceFacts source={source} now={now} address={`${env().publicUrl}/api/webhooks/${source.id}`} />
        }
      >
        <Section title="Deliveries" description="What came, and what it did or why it was refused.">
          <DeliveryTable sourceId={id} outcome={outcome} deliveries={deliveries} now={now} />
        </Section>
      </WithRail>
    </Page>
  );
}
