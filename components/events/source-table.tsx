import { Webhook } from "lucide-react";

import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { WebhookSource } from "@/lib/events/model";

import { schemeWord } from "./words";

type Props = { sources: readonly WebhookSource[]; now: Date };

export function SourceTable({ sources, now }: Props) {
  if (sources.length === 0) {
    return (
      <EmptyState icon={Webhook} title="No source yet">
        With a source, a pipeline or a repository registers what it owns each time it changes.
      </EmptyState>
    );
  }
  return (
    <Table label="Webhook sources">
      <TableHead>
        <TableHeader>Source</TableHeader>
        <TableHeader>Registers for</TableHeader>
        <TableHeader>Signature</TableHeader>
        <TableHeader>State</TableHeader>
        <TableHeader>Last delivery</TableHeader>
      </TableHead>
      <tbody>
        {sources.map((source) => (
          <TableRow key={source.id}>
            <TableRowHeader>
              <TextLink data-row href={`/admin/webhooks/${source.id}`}>
                {source.name}
              </TextLink>
            </TableRowHeader>
            <TableCell>
              <TextLink href={`/teams/${encodeURIComponent(source.teamId)}`}>{source.teamName}</TextLink>
            </TableCell>
            <TableCell className="text-soft">{schemeWord(source.scheme)}</TableCell>
            <TableCell>
              <SourceState source={source} />
            </TableCell>
            <TableCell className="text-soft">
              <LastDelivery delivery={source.lastDelivery} now={now} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

export function SourceState({ source }: { source: WebhookSource }) {
  if (source.disabledAt) return <Status tone="none">Disabled</Status>;
  return source.secrets.length > 1 ? (
    <Status tone="risk">Rotating its secret</Status>
  ) : (
    <Status tone="met">Active</Status>
  );
}

type LastDeliveryProps = { delivery: WebhookSource["lastDelivery"]; now: Date };

function LastDelivery({ delivery, now }: LastDeliveryProps) {
  if (delivery === null) return <>none yet</>;
  return (
    <span className="flex items-center gap-2">
      <Status tone={delivery.outcome === "accepted" ? "met" : "breach"}>{delivery.outcome}</Status>
      <RelativeTime at={delivery.at} now={now} />
    </span>
  );
}
