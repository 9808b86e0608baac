import { Plug } from "lucide-react";

import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { CopyId } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { Connector } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

type Props = {
  connectors: readonly Connector[];
  now: Date;
  /** Null for those who only read. */
  remove: Action<unknown> | null;
};

/** Programs that grant and remove access on platforms, with the state that they keep here. */
export function ConnectorTable({ connectors, now, remove }: Props) {
  if (connectors.length === 0) {
    return (
      <EmptyState icon={Plug} title="No connector yet">
        A connector registers itself with <code className="font-mono text-sm">PUT /api/connectors/…</code> and
        reads the feed of events. Until then, access is granted by hand by those who own the data.
      </EmptyState>
    );
  }
  return (
    <Table label="Connectors">
      <TableHead>
        <TableHeader>Connector</TableHeader>
        <TableHeader>Serves</TableHeader>
        <TableHeader>Version</TableHeader>
        <TableHeader>Last seen</TableHeader>
        <TableHeader className="text-right">State kept</TableHeader>
        {remove && (
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        )}
      </TableHead>
      <tbody>
        {connectors.map((connector) => (
          <ConnectorRow key={connector.id} connector={connector} now={now} remove={remove} />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = { connector: Connector; now: Date; remove: Props["remove"] };

function ConnectorRow({ connector, now, remove }: RowProps) {
  const { id, type, description, connectorVersion, lastSeenAt, state } = connector;
  return (
    <TableRow>
      <TableRowHeader>
        <CopyId id={id} />
        {description && <span className="block text-sm font-normal text-soft">{description}</span>}
      </TableRowHeader>
      <TableCell>ports on {type}</TableCell>
      <TableCell className="text-soft">{connectorVersion ?? "–"}</TableCell>
      <TableCell className="whitespace-nowrap">
        <LastSeen at={lastSeenAt} now={now} />
      </TableCell>
      <TableCell className="text-right whitespace-nowrap text-soft tabular-nums">{sizeOf(state)}</TableCell>
      {remove && (
        <TableCell className="text-right">
          <Confirm
            trigger={
              <Button variant="quiet" size="sm">
                Remove
              </Button>
            }
            title={`Remove the connector ${id}?`}
            verb="Remove connector"
            action={remove}
            fields={{ id }}
            done={`Removed ${id}.`}
          >
            What it granted stays granted, and its state is forgotten. New access on {type} is granted by
            hand.
          </Confirm>
        </TableCell>
      )}
    </TableRow>
  );
}

const QUIET_MS = 24 * 3_600_000;

/** A connector writes its state whenever it reads the feed: one that is quiet for a day may not run any more. */
function LastSeen({ at, now }: { at: string; now: Date }) {
  const isQuiet = now.getTime() - new Date(at).getTime() > QUIET_MS;
  return (
    <Status tone={isQuiet ? "risk" : "met"}>
      <RelativeTime at={at} now={now} />
    </Status>
  );
}

const bytes = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

function sizeOf(state: Connector["state"]): string {
  const size = new TextEncoder().encode(JSON.stringify(state)).length;
  return size < 1024 ? `${size} bytes` : `${bytes.format(size / 1024)} KB`;
}
