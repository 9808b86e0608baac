import { History } from "lucide-react";

import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status, type Tone } from "@/components/ui/status";
import { TabLinks } from "@/components/ui/tab-links";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { JobRun } from "@/lib/events/model";

type State = JobRun["state"] | null;
type Props = { runs: readonly JobRun[]; nextCursor: string | null; state: State; now: Date };

const STATE: Record<JobRun["state"], { tone: Tone; word: string }> = {
  running: { tone: "info", word: "Running" },
  done: { tone: "met", word: "Done" },
  failed: { tone: "breach", word: "Failed" },
};

const hrefOf = (state: State, cursor?: string): string => {
  const query = new URLSearchParams({ ...(state && { state }), ...(cursor && { cursor }) }).toString();
  return `/admin/jobs${query && `?${query}`}`;
};

/** Every attempt of every job, newest first. */
export function JobRunTable({ runs, nextCursor, state, now }: Props) {
  return (
    <>
      <TabLinks
        label="State of jobs"
        className="mb-3"
        current={hrefOf(state)}
        tabs={[
          { href: hrefOf(null), label: "All" },
          { href: hrefOf("failed"), label: "Failed" },
          { href: hrefOf("running"), label: "Running" },
        ]}
      />
      {runs.length === 0 ? (
        <EmptyState
          icon={History}
          title={state === "failed" ? "Nothing has failed" : "Nothing has run yet"}
        />
      ) : (
        <Table label="Runs of jobs">
          <TableHead>
            <TableHeader>Job</TableHeader>
            <TableHeader>State</TableHeader>
            <TableHeader className="text-right">Attempt</TableHeader>
            <TableHeader>Started</TableHeader>
            <TableHeader className="text-right">Took</TableHeader>
            <TableHeader>Error</TableHeader>
          </TableHead>
          <tbody>
            {runs.map((run) => (
              <RunRow key={run.id} run={run} now={now} />
            ))}
          </tbody>
        </Table>
      )}
      {nextCursor !== null && (
        <div className="mt-3 flex justify-center">
          <ButtonLink href={hrefOf(state, nextCursor)}>Older runs</ButtonLink>
        </div>
      )}
    </>
  );
}

function RunRow({ run, now }: { run: JobRun; now: Date }) {
  return (
    <TableRow>
      <TableRowHeader className="font-mono text-sm">{run.name}</TableRowHeader>
      <TableCell>
        <Status tone={STATE[run.state].tone}>{STATE[run.state].word}</Status>
      </TableCell>
      <TableCell className="text-right">{run.attempt}</TableCell>
      <TableCell className="text-soft">
        <RelativeTime at={run.startedAt} now={now} />
      </TableCell>
      <TableCell className="text-right text-soft">{tookOf(run)}</TableCell>
      <TableCell className="max-w-80 whitespace-normal text-soft">{run.error ?? "–"}</TableCell>
    </TableRow>
  );
}

function tookOf({ startedAt, finishedAt }: JobRun): string {
  if (finishedAt === null) return "–";
  const ms = Date.parse(finishedAt) - Date.parse(startedAt);
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
