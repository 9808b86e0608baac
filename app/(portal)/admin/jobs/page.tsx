import { AdminHeader } from "@/components/admin/admin-header";
import { FeedTable } from "@/components/events/feed-table";
import { JobRunTable } from "@/components/events/job-run-table";
import { QueueTable } from "@/components/events/queue-table";
import { Page, Section } from "@/components/ui/page";
import { listJobs } from "@/lib/events";
import { page, requestTime } from "@/lib/transport/page";

import { tryAgain } from "../actions";

export const metadata = { title: "Jobs" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AdminJobs({ searchParams }: Props) {
  const { state: wanted, cursor } = await searchParams;
  const state = wanted === "failed" || wanted === "running" || wanted === "done" ? wanted : null;
  const jobs = await page(listJobs, {
    ...(state && { state }),
    ...(typeof cursor === "string" && { cursor }),
  });
  const now = requestTime();
  return (
    <Page>
      <AdminHeader current="/admin/jobs" />
      <Section
        title="Feed"
        description="Everything that changes is an event; what follows from it happens in the background."
      >
        <FeedTable feed={jobs.feed} workers={jobs.workers} now={now} />
      </Section>
      <Section title="Waiting" count={jobs.queue.length}>
        <QueueTable queue={jobs.queue} now={now} retry={tryAgain} />
      </Section>
      <Section title="History">
        <JobRunTable runs={jobs.runs} nextCursor={jobs.nextCursor} state={state} now={now} />
      </Section>
    </Page>
  );
}
