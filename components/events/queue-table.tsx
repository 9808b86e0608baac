import { RotateCw } from "lucide-react";

import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status, type Tone } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { QueuedJob } from "@/lib/events/model";
import type { Action } from "@/lib/platform/wire";

type Props = { queue: readonly QueuedJob[]; now: Date; retry: Action<QueuedJob> };

const STATE: Record<QueuedJob["state"], { tone: Tone; word: string }> = {
  waiting: { tone: "none", word: "Waiting" },
  running: { tone: "info", word: "Running" },
  failed: { tone: "breach", word: "Given up" },
};

/** Jobs that are not done: waiting for their time, running, or given up. */
export function QueueTable({ queue, now, retry }: Props) {
  if (queue.length === 0) return <EmptyState icon={RotateCw} title="No job is waiting" />;
  return (
    <Table label="Jobs that are not done">
      <TableHead>
        <TableHeader>Job</TableHeader>
        <TableHeader>State</TableHeader>
        <TableHeader>Runs</TableHeader>
        <TableHeader className="text-right">Attempts</TableHeader>
        <TableHeader>Last error</TableHeader>
        <TableHeader>
          <span className="sr-only">Actions</span>
        </TableHeader>
      </TableHead>
      <tbody>
        {queue.map((job) => (
          <TableRow key={job.id}>
            <TableRowHeader className="font-mono text-sm">{job.name}</TableRowHeader>
            <TableCell>
              <Status tone={STATE[job.state].tone}>{STATE[job.state].word}</Status>
            </TableCell>
            <TableCell className="text-soft">
              <RelativeTime at={job.runAt} now={now} />
            </TableCell>
            <TableCell className="text-right">
              {job.attempts} of {job.attemptsMax}
            </TableCell>
            <TableCell className="max-w-80 whitespace-normal text-soft">{job.lastError ?? "–"}</TableCell>
            <TableCell className="text-right">
              {job.lastError !== null && (
                <Confirm
                  trigger={<Button size="sm">Try again</Button>}
                  title={`Try ${job.name} again now?`}
                  verb="Try again"
                  action={retry}
                  fields={{ id: job.id }}
                  done={`${job.name} runs again.`}
                >
                  Jobs are safe to run twice.
                </Confirm>
              )}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
