import { Notice } from "@/components/ui/notice";
import { Fact, Facts } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { JobsOverview } from "@/lib/events/model";

type Feed = JobsOverview["feed"];
type Props = { feed: Feed; workers: JobsOverview["workers"]; now: Date };

/** How far the feed is, and how far behind each of its readers. */
export function FeedTable({ feed, workers, now }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Facts className="shell:grid-cols-3">
        <Fact label="Events">{feed.newest.toLocaleString("en")}</Fact>
        <Fact label="Without a place yet">{feed.unplaced.toLocaleString("en")}</Fact>
        <Fact label="Workers">
          {workers.length === 0 ? (
            <Status tone="breach">None</Status>
          ) : (
            workers.map(({ id, seenAt }) => (
              <span key={id} className="block">
                <Status tone="met">Running</Status>{" "}
                <span className="text-sm text-soft">
                  seen <RelativeTime at={seenAt} now={now} />
                </span>
              </span>
            ))
          )}
        </Fact>
      </Facts>
      <Table label="Readers of the feed">
        <TableHead>
          <TableHeader>Reader</TableHeader>
          <TableHeader className="text-right">At event</TableHeader>
          <TableHeader className="text-right">Behind by</TableHeader>
          <TableHeader>State</TableHeader>
        </TableHead>
        <tbody>
          {feed.reactions.map((reaction) => (
            <ReactionRow key={reaction.name} reaction={reaction} now={now} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function ReactionRow({ reaction, now }: { reaction: Feed["reactions"][number]; now: Date }) {
  const { name, position, lag, failures, lastError, failedAt } = reaction;
  const isFailing = failures > 0;
  return (
    <TableRow>
      <TableRowHeader className="font-mono text-sm">{name}</TableRowHeader>
      <TableCell className="text-right">{position.toLocaleString("en")}</TableCell>
      <TableCell className="text-right">{lag.toLocaleString("en")}</TableCell>
      <TableCell className="whitespace-normal">
        <ReactionState isFailing={isFailing} lag={lag} />
        {isFailing && lastError && (
          <Notice tone="breach" title={lastError} className="mt-1">
            Tried {failures} times
            {failedAt && (
              <>
                , last <RelativeTime at={failedAt} now={now} />
              </>
            )}
            . It tries again by itself.
          </Notice>
        )}
      </TableCell>
    </TableRow>
  );
}

function ReactionState({ isFailing, lag }: { isFailing: boolean; lag: number }) {
  if (isFailing) return <Status tone="breach">Failing</Status>;
  return lag > 0 ? <Status tone="info">Catching up</Status> : <Status tone="met">Up to date</Status>;
}
