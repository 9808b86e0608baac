import { ChevronRight, ScrollText } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";

import { ButtonLink } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import { exactTime } from "@/components/ui/time";
import type { AuditEntry } from "@/lib/identity/model";

import { AuditActor } from "./audit-actor";
import { type AuditAddress, auditHref, isFiltered } from "./audit-address";
import { AuditDetail } from "./audit-detail";
import { briefly, readDetail } from "./audit-diff";
import { actionWords, domainOf } from "./audit-words";

type Props = {
  entries: readonly AuditEntry[];
  nextCursor: string | null;
  address: AuditAddress;
  publicUrl: string;
  now: Date;
};

/** The record, newest first; one entry at a time is open, and has an address. */
export function AuditTable({ entries, nextCursor, address, publicUrl, now }: Props) {
  if (entries.length === 0 && nextCursor === null) return <NothingThere address={address} />;
  return (
    <>
      {entries.length === 0 ? (
        <EmptyState icon={ScrollText} title="Nothing among the newer entries fits the filter">
          The record is long. Older entries have not been looked at yet; a span of time makes it quick.
        </EmptyState>
      ) : (
        <EntryTable entries={entries} address={address} publicUrl={publicUrl} now={now} />
      )}
      <Pages nextCursor={nextCursor} address={address} />
    </>
  );
}

function EntryTable({ entries, address, publicUrl, now }: Omit<Props, "nextCursor">) {
  return (
    <Table label="The record">
      <TableHead>
        <TableHeader>What</TableHeader>
        <TableHeader className={WIDE}>Who</TableHeader>
        <TableHeader className={WIDE}>To what</TableHeader>
        <TableHeader className={WIDE}>When</TableHeader>
      </TableHead>
      <tbody>
        {entries.map((entry) => (
          <Fragment key={entry.id}>
            <EntryRow entry={entry} address={address} now={now} />
            {entry.id === address.entry && (
              <tr>
                <td colSpan={4} className="border-b bg-sunken p-4">
                  <AuditDetail entry={entry} address={address} publicUrl={publicUrl} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

function Pages({ nextCursor, address }: Pick<Props, "nextCursor" | "address">) {
  return (
    <div className="mt-3 flex justify-center gap-2">
      {address.cursor !== null && (
        <ButtonLink href={auditHref({ ...address, cursor: null, entry: null })}>Newest entries</ButtonLink>
      )}
      {nextCursor !== null && (
        <ButtonLink href={auditHref({ ...address, cursor: Number(nextCursor), entry: null })}>
          Older entries
        </ButtonLink>
      )}
    </div>
  );
}

/** On a telephone everything stands in the first column. */
const WIDE = "hidden shell:table-cell";

function NothingThere({ address: { filter } }: { address: AuditAddress }) {
  return isFiltered(filter) ? (
    <EmptyState
      icon={ScrollText}
      title="Nothing on the record fits the filter"
      action={<ButtonLink href="/admin/audit">Show everything</ButtonLink>}
    />
  ) : (
    <EmptyState icon={ScrollText} title="Nothing is on the record yet">
      Every change in the portal leaves an entry here: who did it, when, and what was before.
    </EmptyState>
  );
}

type RowProps = { entry: AuditEntry; address: AuditAddress; now: Date };

function EntryRow({ entry, address, now }: RowProps) {
  const isOpen = entry.id === address.entry;
  const subject = entry.subjectName ?? entry.subjectId ?? "–";
  return (
    <TableRow id={entry.id} className="scroll-mt-16">
      <TableRowHeader className="align-top">
        <Link
          data-row
          scroll={false}
          prefetch={false}
          href={auditHref({ ...address, entry: isOpen ? null : entry.id })}
          aria-expanded={isOpen}
          className="-ml-1 inline-flex items-start gap-1 rounded-sm hover:underline"
        >
          <ChevronRight
            aria-hidden
            className={cn("mt-0.5 size-4 shrink-0 stroke-[1.5] text-faint", isOpen && "rotate-90")}
          />
          {actionWords(entry.action)}
        </Link>
        <span className="ml-4 block text-sm font-normal wrap-anywhere text-soft">
          <span className="text-faint">{domainOf(entry.action)}</span> {changeInBrief(entry)}
        </span>
        <span className="ml-4 block text-sm font-normal text-soft shell:hidden">
          <AuditActor entry={entry} /> · <span className="wrap-anywhere">{subject}</span> ·{" "}
          <RelativeTime at={entry.at} now={now} />
        </span>
      </TableRowHeader>
      <TableCell className={cn(WIDE, "max-w-60 min-w-52 align-top")}>
        <AuditActor entry={entry} />
      </TableCell>
      <TableCell className={cn(WIDE, "max-w-60 align-top wrap-anywhere text-soft")}>{subject}</TableCell>
      <TableCell className={cn(WIDE, "align-top whitespace-nowrap text-soft")}>
        <RelativeTime at={entry.at} now={now} />
        <span aria-hidden className="block text-xs text-faint">
          {exactTime(entry.at)}
        </span>
      </TableCell>
    </TableRow>
  );
}

const SHOWN_MAX = 2;

function changeInBrief({ detail }: AuditEntry): string {
  const { changes } = readDetail(detail);
  const shown = changes.slice(0, SHOWN_MAX).map(briefly).join(" · ");
  return changes.length > SHOWN_MAX ? `${shown} · ${changes.length - SHOWN_MAX} more` : shown;
}
