import { GitCompareArrows } from "lucide-react";

import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { ActorRef, DocumentVersion } from "@/lib/catalog/model";

import { countOf } from "./words";

type Props = {
  versions: readonly DocumentVersion[];
  /** The page itself: what is chosen becomes part of its address. */
  base: string;
  chosen: { from: number | null; to: number | null; source: number | null };
  now: Date;
};

/** Every text that changed the document, newest first; any two can be compared, with and without JavaScript. */
export function VersionList({ versions, base, chosen, now }: Props) {
  const [newest, before] = versions;
  const from = chosen.from ?? before?.revision ?? null;
  const to = chosen.to ?? newest?.revision ?? null;
  const isComparable = versions.length > 1;
  return (
    <form method="get" action={base}>
      <Table label="Versions">
        <TableHead>
          {isComparable && <TableHeader className="w-0">Compare</TableHeader>}
          <TableHeader>Version</TableHeader>
          <TableHeader>Registered</TableHeader>
          <TableHeader className="text-right">Size</TableHeader>
          <TableHeader>
            <span className="sr-only">Look at</span>
          </TableHeader>
        </TableHead>
        <tbody>
          {versions.map((version) => (
            <TableRow key={version.revision}>
              {isComparable && (
                <TableCell className="whitespace-nowrap">
                  <Choice
                    name="from"
                    revision={version.revision}
                    isChosen={version.revision === from}
                    label="Compare from"
                  />
                  <Choice
                    name="to"
                    revision={version.revision}
                    isChosen={version.revision === to}
                    label="Compare to"
                  />
                </TableCell>
              )}
              <VersionCells version={version} base={base} now={now} />
            </TableRow>
          ))}
        </tbody>
      </Table>
      {isComparable && (
        <Button type="submit" size="sm" className="mt-2">
          <GitCompareArrows aria-hidden />
          Compare the two
        </Button>
      )}
    </form>
  );
}

type CellProps = { version: DocumentVersion; base: string; now: Date };

function VersionCells({ version: { revision, version, by, createdAt, sizeBytes }, base, now }: CellProps) {
  return (
    <>
      <TableRowHeader className="whitespace-nowrap">
        {revision} {version && <Badge className="ml-1">{version}</Badge>}
      </TableRowHeader>
      <TableCell>
        <span className="flex flex-wrap items-center gap-x-2">
          <By actor={by} />
          <RelativeTime at={createdAt} now={now} className="text-soft" />
        </span>
      </TableCell>
      <TableCell className="text-right whitespace-nowrap text-soft tabular-nums">
        {sizeOf(sizeBytes)}
      </TableCell>
      <TableCell className="space-x-3 text-right whitespace-nowrap">
        <TextLink href={`${base}?to=${revision}#changes`}>Changes</TextLink>
        <TextLink href={`${base}?source=${revision}`}>Document</TextLink>
      </TableCell>
    </>
  );
}

type ChoiceProps = { name: "from" | "to"; revision: number; isChosen: boolean; label: string };

function Choice({ name, revision, isChosen, label }: ChoiceProps) {
  return (
    <input
      type="radio"
      name={name}
      value={revision}
      defaultChecked={isChosen}
      aria-label={`${label} version ${revision}`}
      className="mr-2 size-4 align-middle accent-(--solid)"
    />
  );
}

const KINDS: Readonly<Record<ActorRef["kind"], string | null>> = {
  user: null,
  key: "API key",
  webhook: "webhook",
  job: "the portal",
};

function By({ actor: { kind, name } }: { actor: ActorRef }) {
  const word = KINDS[kind];
  return (
    <span className="inline-flex items-center gap-1.5">
      {word === null && <Avatar name={name} />}
      {name}
      {word !== null && <Badge tone="outline">{word}</Badge>}
    </span>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1024
    ? countOf(bytes, "byte")
    : `${(bytes / 1024).toLocaleString("en", { maximumFractionDigits: 1 })} KB`;
