import { KeyRound } from "lucide-react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { ApiKey } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

type Props = { keys: readonly ApiKey[]; now: Date; revoke: Action<ApiKey> };

/** API keys with what they may do, their use and their end. */
export function KeyTable({ keys, now, revoke }: Props) {
  if (keys.length === 0) {
    return (
      <EmptyState icon={KeyRound} title="No key yet">
        A pipeline registers products with a write key of its team; a monitor reads with a read key.
      </EmptyState>
    );
  }
  return (
    <Table label="API keys">
      <TableHead>
        <TableHeader>Key</TableHeader>
        <TableHeader>Belongs to</TableHeader>
        <TableHeader>May</TableHeader>
        <TableHeader>State</TableHeader>
        <TableHeader>Last used</TableHeader>
        <TableHeader>Created</TableHeader>
        <TableHeader>
          <span className="sr-only">Actions</span>
        </TableHeader>
      </TableHead>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} now={now} revoke={revoke} />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = { apiKey: ApiKey; now: Date; revoke: Action<ApiKey> };

function KeyRow({ apiKey, now, revoke }: RowProps) {
  const { id, name, hint, team, access, lastUsedAt, createdAt, createdBy } = apiKey;
  const isUsable = stateOf(apiKey, now) === "valid";
  return (
    <TableRow>
      <TableRowHeader>
        <span className="block">{name}</span>
        <span className="block font-mono text-xs font-normal text-soft">{hint}…</span>
      </TableRowHeader>
      <TableCell>
        {team ? (
          <TextLink href={`/teams/${encodeURIComponent(team.id)}`}>{team.name}</TextLink>
        ) : (
          "Organisation"
        )}
      </TableCell>
      <TableCell>
        <Badge tone={access === "write" ? "accent" : "neutral"}>
          {access === "write" ? "read and write" : "read"}
        </Badge>
      </TableCell>
      <TableCell>
        <KeyState apiKey={apiKey} now={now} />
      </TableCell>
      <TableCell className="text-soft">
        {lastUsedAt ? <RelativeTime at={lastUsedAt} now={now} /> : "never"}
      </TableCell>
      <TableCell className="text-soft">
        <RelativeTime at={createdAt} now={now} /> by {createdBy}
      </TableCell>
      <TableCell className="text-right">
        {isUsable && (
          <Confirm
            trigger={
              <Button variant="danger" size="sm">
                Revoke
              </Button>
            }
            title={`Revoke the key ${name}?`}
            verb="Revoke key"
            action={revoke}
            fields={{ id }}
            done={`Revoked ${name}.`}
          >
            Whatever uses it is refused from now on. This cannot be undone.
          </Confirm>
        )}
      </TableCell>
    </TableRow>
  );
}

type KeyStateWord = "valid" | "expired" | "revoked";

function stateOf({ revokedAt, expiresAt }: ApiKey, now: Date): KeyStateWord {
  if (revokedAt) return "revoked";
  return expiresAt && new Date(expiresAt) < now ? "expired" : "valid";
}

function KeyState({ apiKey, now }: { apiKey: ApiKey; now: Date }) {
  const state = stateOf(apiKey, now);
  if (state === "revoked") return <Status tone="breach">Revoked</Status>;
  if (state === "expired") return <Status tone="none">Expired</Status>;
  return (
    <span className="flex flex-col">
      <Status tone="met">Valid</Status>
      {apiKey.expiresAt && (
        <span className="text-sm text-soft">
          ends <RelativeTime at={apiKey.expiresAt} now={now} />
        </span>
      )}
    </span>
  );
}
