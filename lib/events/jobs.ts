import "server-only";

import { z } from "zod";

import { defineJob, deleteJobRuns } from "@/lib/platform/jobs";
import { forgetFailedJobs } from "@/lib/platform/queue";

import { deleteDeliveries } from "./store/deliveries";

const DAY_MS = 24 * 3_600_000;

/**
 * Forgets what nobody looks at any more: done jobs after a week, failed ones after a month; refused messages after
 * a month, accepted ones after a year, so that no sender repeats one that late.
 */
export const forgetRecords = defineJob({
  name: "events.forgetRecords",
  payload: z.object({}),
  cron: "41 3 * * *",
  async run({ db, now }) {
    const daysAgo = (days: number) => new Date(now().getTime() - days * DAY_MS);
    await deleteJobRuns(db, { before: daysAgo(7), failedBefore: daysAgo(30) });
    await forgetFailedJobs(db, daysAgo(30));
    await deleteDeliveries(db, { before: daysAgo(365), refusedBefore: daysAgo(30) });
  },
});
