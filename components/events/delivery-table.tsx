import { Inbox } from "lucide-react";

import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TabLinks } from "@/components/ui/tab-links";
import { Table, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { InboundDelivery } from "@/lib/events/model";

type Outcome = InboundDelivery["outcome"] | null;

type Props = {
  sourceId: string;
  outcome: Outcome;
  deliveries: { items: readonly InboundDelivery[]; nextCursor: string | null };
  now: Date;
};

/** The log of a source: what came, what it did or why it was refused. */
export function DeliveryTable({ sourceId, outcome, deliveries, now }: Props) {
  const href = (wanted: Outcome, cursor?: string) => {
    const query = new URLSearchParams({
      ...(wanted && { outcome: wanted }),
      ...(cursor && { cursor }),
    }).toString();
    return `/admin/webhooks/${sourceId}${query && `?${query}`}`;
  };
  return (
    <>
      <TabLinks
        label="Outcome"
        className="mb-3"
        current={href(outcome)}
        tabs={[
          { href: href(null), label: "All" },
          { href: href("accepted"), label: "Accepted" },
          { href: href("refused"), label: "Refused" },
        ]}
      />
      {deliveries.items.length === 0 ? (
        <EmptyState icon={Inbox} title={outcome ? `Nothing was ${outcome}` : "Nothing has come yet"}>
          Each message that arrives for this source leaves a line here.
        </EmptyState>
      ) : (
        <Table label="Deliveries">
          <TableHead>
            <TableHeader>Outcome</TableHeader>
            <TableHeader>Message</TableHeader>
            <TableHeader>What it did</TableHeader>
            <TableHeader>Received</TableHeader>
          </TableHead>
          <tbody>
            {deliveries.items.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} now={now} />
            ))}
          </tbody>
        </Table>
      )}
      {deliveries.nextCursor !== null && (
        <div className="mt-3 flex justify-center">
          <ButtonLink href={href(outcome, deliveries.nextCursor)}>Older deliveries</ButtonLink>
        </div>
      )}
    </>
  );
}

function DeliveryRow({ delivery, now }: { delivery: InboundDelivery; now: Date }) {
  const { outcome, status, type, subject, messageId, detail, count, bodyBytes, receivedAt } = delivery;
  return (
    <TableRow>
      <TableCell className="align-top">
        <Status tone={outcome === "accepted" ? "met" : "breach"}>
          {outcome === "accepted" ? "Accepted" : "Refused"}
        </Status>
        <span className="block text-xs text-faint">
          {status}
          {count > 1 && ` · ${count} times`}
        </span>
      </TableCell>
      <TableCell className="align-top">
        <span className="block">{type ?? "–"}</span>
        <span className="block font-mono text-xs break-all text-soft">{messageId ?? "no id"}</span>
      </TableCell>
      <TableCell className="max-w-96 min-w-60 align-top whitespace-normal">
        {subject && <code className="text-xs">{subject}</code>}
        <span className="block wrap-anywhere text-soft">{detail}</span>
      </TableCell>
      <TableCell className="align-top text-soft">
        <RelativeTime at={receivedAt} now={now} />
        <span className="block text-xs text-faint">{bodyBytes.toLocaleString("en")} bytes</span>
      </TableCell>
    </TableRow>
  );
}
