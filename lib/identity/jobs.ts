import "server-only";

import { z } from "zod";

import { defineJob } from "@/lib/platform/jobs";

import { deleteEndedSessions } from "./store/sessions";

const KEPT_MS = 30 * 24 * 3_600_000;

/** Sessions that ended are of no use to anybody after a month. */
export const forgetSessions = defineJob({
  name: "identity.forgetSessions",
  payload: z.object({}),
  cron: "17 3 * * *",
  run: ({ db, now }) => deleteEndedSessions(db, new Date(now().getTime() - KEPT_MS)),
});
