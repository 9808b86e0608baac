import { SearchX } from "lucide-react";

import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { SearchMiss } from "@/lib/search/model";

type Props = { misses: { items: readonly SearchMiss[]; nextCursor: string | null }; now: Date };

/** Searches that found nothing, and whether the person asked for the data. */
export function MissTable({ misses, now }: Props) {
  if (misses.items.length === 0) {
    return (
      <EmptyState icon={SearchX} title="Everybody found something">
        A search without a result is noted here.
      </EmptyState>
    );
  }
  return (
    <>
      <Table label="Searches that found nothing">
        <TableHead>
          <TableHeader>Searched for</TableHeader>
          <TableHeader>By</TableHeader>
          <TableHeader>When</TableHeader>
          <TableHeader>Asked for</TableHeader>
        </TableHead>
        <tbody>
          {misses.items.map((miss) => (
            <TableRow key={miss.id}>
              <TableRowHeader className="max-w-80 wrap-anywhere">{miss.text}</TableRowHeader>
              <TableCell className="text-soft">{miss.by}</TableCell>
              <TableCell className="text-soft">
                <RelativeTime at={miss.at} now={now} />
              </TableCell>
              <TableCell className="max-w-96 whitespace-normal">
                {miss.asked ? <Badge tone="accent">asked</Badge> : "–"} {miss.comment}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {misses.nextCursor !== null && (
        <div className="mt-3 flex justify-center">
          <ButtonLink href={`/admin/search?cursor=${encodeURIComponent(misses.nextCursor)}`}>
            Older searches
          </ButtonLink>
        </div>
      )}
    </>
  );
}
