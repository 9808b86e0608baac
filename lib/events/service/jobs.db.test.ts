import { describe, expect, it } from "vitest";
import { z } from "zod";

import { defineJob, enqueue } from "@/lib/platform/jobs";
import { admin, governance, organizationKey, owner, stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";

import { forgetRecords, listJobs, retryJob } from "../index";

const runtime = await testRuntime();
const { db, pool } = runtime;

const job = defineJob({ name: "test.do", payload: z.object({}), run: () => Promise.resolve() });

/** A job that has failed for good. */
async function aFailedJob(): Promise<string> {
  await enqueue(db, job, {});
  const { rows } = await pool.query<{ id: string }>("select max(id)::text as id from graphile_worker.jobs");
  const id = rows[0]?.id ?? "";
  await pool.query("select graphile_worker.permanently_fail_jobs(array[$1::bigint], 'broken')", [id]);
  return id;
}

const aRun = (over: object = {}) =>
  db.jobRun.create({
    data: {
      jobId: "1",
      name: "test.do",
      attempt: 1,
      payload: {},
      startedAt: runtime.now(),
      finishedAt: runtime.now(),
      ...over,
    },
  });

describe("background work", () => {
  it("is shown with its attempts, the queue, the workers and the feed", async () => {
    await aRun();
    await aRun({ error: "broken" });
    await aRun({ finishedAt: null, name: "test.other" });
    const id = await aFailedJob();
    await db.workerHeartbeat.create({ data: { id: "w", startedAt: runtime.now(), seenAt: runtime.now() } });
    await db.reactionCursor.create({ data: { name: "search.followProducts", position: 3n } });

    const shown = await listJobs.execute(runtime, governance(), {});
    expect(shown.runs.map(({ state }) => state)).toEqual(["running", "failed", "done"]);
    expect(shown.queue).toMatchObject([{ id, state: "failed", lastError: "broken", name: "test.do" }]);
    expect(shown.workers).toMatchObject([{ id: "w" }]);
    expect(shown.feed).toMatchObject({ newest: 0, unplaced: 0, reactions: [{ position: 3, lag: 0 }] });
  });

  it("is found by name and state, page by page", async () => {
    expect((await listJobs.execute(runtime, admin(), { name: "test.other" })).runs).toHaveLength(1);
    expect((await listJobs.execute(runtime, admin(), { state: "failed" })).runs).toMatchObject([
      { error: "broken" },
    ]);
    const first = await listJobs.execute(runtime, admin(), { limit: 2 });
    expect(first.runs).toHaveLength(2);
    const second = await listJobs.execute(runtime, admin(), { limit: 2, cursor: first.nextCursor ?? "" });
    expect([second.runs.length, second.nextCursor]).toEqual([1, null]);
  });

  it("is for governance and administrators; a failed job is started again by administrators", async () => {
    const id = await aFailedJob();
    for (const actor of [stranger(), owner("team")]) {
      await expect(listJobs.execute(runtime, actor, {})).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(retryJob.execute(runtime, governance(), { id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(retryJob.execute(runtime, organizationKey(), { id })).resolves.toMatchObject({
      ...{ id, state: "waiting", attempts: 0 },
    });
    expect(await db.auditEntry.count({ where: { action: "events.retryJob", subjectId: id } })).toBe(1);
  });

  it("is not started again while it runs, nor when it is gone", async () => {
    const id = await aFailedJob();
    await pool.query(
      "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where id = $1",
      [id],
    );
    await expect(retryJob.execute(runtime, admin(), { id })).rejects.toMatchObject({ code: "conflict" });
    await expect(retryJob.execute(runtime, admin(), { id: "999999" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is forgotten in time: what was done after a week, what failed after a month", async () => {
    await db.jobRun.deleteMany();
    const daysAgo = (days: number) => new Date(runtime.now().getTime() - days * 24 * 3_600_000);
    await aRun({ startedAt: daysAgo(8) });
    await aRun({ startedAt: daysAgo(6) });
    await aRun({ startedAt: daysAgo(8), error: "broken" });
    await aRun({ startedAt: daysAgo(31), error: "broken" });
    await forgetRecords.run(runtime, {});
    expect(await db.jobRun.findMany({ select: { error: true }, orderBy: { id: "asc" } })).toEqual([
      { error: null },
      { error: "broken" },
    ]);
  });
});
