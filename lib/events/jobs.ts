import "server-only";

import { z } from "zod";

import { defineJob, deleteJobRuns } from "@/lib/platform/jobs";
import { forgetFailedJobs } from "@/lib/platform/queue";

import { daysBefore, KEEP_DAYS, KEEP_MAIL_DAYS } from "./rules/notices";
import { deleteDeliveries } from "./store/deliveries";
import { deleteMails } from "./store/mails";
import { deleteNotices } from "./store/notices";

/**
 * Forgets what nobody looks at any more: done jobs after a week, failed ones after a month; refused messages after
 * a month, accepted ones after a year, so that no sender repeats one that late; old notices and mails.
 */
export const forgetRecords = defineJob({
  name: "events.forgetRecords",
  payload: z.object({}),
  cron: "41 3 * * *",
  async run({ db, now }) {
    const daysAgo = (days: number) => daysBefore(now(), days);
    await deleteJobRuns(db, { before: daysAgo(7), failedBefore: daysAgo(30) });
    await forgetFailedJobs(db, daysAgo(30));
    await deleteDeliveries(db, { before: daysAgo(365), refusedBefore: daysAgo(30) });
    await deleteNotices(db, daysAgo(KEEP_DAYS));
    await deleteMails(db, daysAgo(KEEP_MAIL_DAYS));
  },
});
