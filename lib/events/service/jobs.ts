import "server-only";

import { z } from "zod";

import { fromCursor, toCursor } from "@/lib/catalog";
import { conflict, notFound } from "@/lib/platform/errors";
import { listJobRuns } from "@/lib/platform/jobs";
import { command, query } from "@/lib/platform/operation";
import { feedStatus } from "@/lib/platform/outbox";
import { listPresent } from "@/lib/platform/presence";
import { findQueuedJob, listQueuedJobs, retryQueuedJob } from "@/lib/platform/queue";
import { reactionStatuses } from "@/lib/platform/reactions";

import { JobRun, JobsOverview, QueuedJob } from "../model";
import { canReadJobs, canRetryJobs } from "../policy";

const QUEUE_SHOWN = 100;

const Position = z.object({ id: z.coerce.bigint() });

export const listJobs = query({
  name: "events.listJobs",
  summary: "Show background work: attempts, the queue, worker processes, and how far the feed is read.",
  input: z.object({
    name: z.string().optional(),
    state: JobRun.shape.state.optional(),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: JobsOverview,
  load: () => null,
  allow: canReadJobs,
  async run({ db }, { name = null, state = null, cursor, limit }) {
    const before = cursor === undefined ? null : fromCursor(Position, cursor).id;
    const [rows, queue, workers, { newest, unplaced }, reactions] = await Promise.all([
      listJobRuns(db, { name, state, before, take: limit + 1 }),
      listQueuedJobs(db, QUEUE_SHOWN),
      listPresent(db),
      feedStatus(db),
      reactionStatuses(db),
    ]);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      runs: shown.map(toRun),
      nextCursor: last ? toCursor({ id: String(last.id) }) : null,
      queue: queue.map(toQueued),
      workers: workers.map(({ id, startedAt, seenAt }) => ({
        ...{ id, startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString() },
      })),
      feed: {
        newest: Number(newest),
        unplaced,
        reactions: reactions.map(({ position, failedAt, ...reaction }) => ({
          ...reaction,
          position: Number(position),
          failedAt: failedAt?.toISOString() ?? null,
        })),
      },
    };
  },
});

export const retryJob = command({
  name: "events.retryJob",
  summary: "Give a job that waits or has failed all its attempts again, now.",
  input: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
  output: QueuedJob,
  load: () => null,
  allow: canRetryJobs,
  async run({ db }, { id }) {
    const job = await findQueuedJob(db, BigInt(id));
    if (!job) throw notFound("Job", id);
    if (!(await retryQueuedJob(db, BigInt(id)))) throw conflict("The job is running. Wait until it ends.");
    return toQueued((await findQueuedJob(db, BigInt(id))) ?? job);
  },
});

type RunRow = Awaited<ReturnType<typeof listJobRuns>>[number];

const toRun = ({ id, jobId, name, attempt, startedAt, finishedAt, error }: RunRow): JobRun => ({
  ...{ id: String(id), jobId, name, attempt, error },
  state: finishedAt === null ? "running" : error === null ? "done" : "failed",
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

type QueuedRow = Awaited<ReturnType<typeof listQueuedJobs>>[number];

const toQueued = ({ runAt, ...job }: QueuedRow): QueuedJob => ({ ...job, runAt: runAt.toISOString() });
