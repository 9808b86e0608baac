import { beforeEach, describe, expect, test } from "vitest";

import { jobActor } from "@/lib/platform/actor";
import { admin, organizationKey, stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";

import { chaseJob } from "../jobs";
import { chaseRequests } from "./chase";
import { answerRequest, askForInformation } from "./converse";
import { approveRequest, rejectRequest } from "./decide";
import { getRequest } from "./read-requests";

const runtime = await testRuntime();
const { db, clock } = runtime;
const mesh = await aMesh(db);
const START = new Date("2026-03-01T09:00:00Z");
const HOUR_MS = 3_600_000;
const clockwork = jobActor("test");

const hoursLater = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);

beforeEach(async () => {
  clock.now = START;
  await db.accessRequest.updateMany({ data: { removedAt: START } });
});

async function aRequest(over: Partial<Parameters<typeof anOfferedPort>[1]> = {}) {
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, ...over });
  return anAccessRequest(runtime, mesh.scientist, { productId });
}

const chaseAt = async (hours: number) => {
  clock.now = hoursLater(hours);
  return chaseRequests.execute(runtime, clockwork, {});
};

const eventsOf = async (subject: string, kind: string) =>
  (
    await db.outboxEvent.findMany({
      where: { subject, type: `access.request.${kind}` },
      orderBy: { seq: "asc" },
    })
  ).map(({ at }) => (at.getTime() - START.getTime()) / HOUR_MS);

const stepOf = (requestId: string, position = 0) =>
  db.approvalStep.findUniqueOrThrow({ where: { requestId_position: { requestId, position } } });

describe("a request that nobody decides", () => {
  test("is reminded of daily, escalated every three days up the tree, and lapses after thirty, each once", async () => {
    const { id } = await aRequest({ classification: "confidential" });
    // Twice at each hour, and by two at once every day: whoever runs it, and however often.
    for (let hours = 0; hours <= 31 * 24; hours += 6) {
      clock.now = hoursLater(hours);
      if (hours % 24 === 0) await Promise.all([chaseAt(hours), chaseAt(hours)]);
      await chaseJob.run(runtime, {});
    }

    expect(await eventsOf(id, "reminded")).toEqual(
      Array.from({ length: 29 }, (_, index) => (index + 1) * 24),
    );
    expect(await eventsOf(id, "escalated")).toEqual([72, 144]);
    expect(await eventsOf(id, "lapsed")).toEqual([720]);
    const kinds = ["reminded", "escalated", "lapsed"];
    const entries = await db.requestEntry.findMany({ where: { requestId: id, kind: { in: kinds } } });
    const records = await db.auditEntry.findMany({
      where: { subjectId: id, action: "access.chaseRequests" },
    });
    expect([entries.length, records.length]).toEqual([32, 32]);
    expect(await stepOf(id)).toMatchObject({
      ...{
        status: "skipped",
        askedTeamIds: [mesh.teamId, mesh.domainId],
        asksGovernance: true,
        escalateAt: null,
      },
    });
    expect(await getRequest.execute(runtime, mesh.scientist, { requestId: id })).toMatchObject({
      ...{ status: "lapsed", decidedAt: hoursLater(720).toISOString(), waitingFor: null },
      path: [{ status: "skipped" }, { status: "skipped" }],
      permissions: { cancel: { allowed: false, because: "The request has lapsed." } },
    });
  });

  test("is reminded of once after a pause of the portal, and keeps its hour", async () => {
    const { id } = await aRequest();
    await chaseAt(60);
    await chaseAt(60);
    await chaseAt(71);
    await chaseAt(72);
    expect(await eventsOf(id, "reminded")).toEqual([60, 72]);
  });

  test("can still be decided by those asked first and by those it was passed on to", async () => {
    const first = await aRequest();
    const second = await aRequest();
    const third = await aRequest();
    await chaseAt(72);
    await chaseAt(144);
    const shown = await getRequest.execute(runtime, mesh.owner, { requestId: first.id });
    expect(shown).toMatchObject({
      waitingFor: { isEscalated: true },
      steps: [{ escalatedTo: [{ id: mesh.domainId }], asksGovernance: true }],
    });
    for (const [actor, { id: requestId }] of [
      [mesh.approver, first],
      [mesh.domainOwner, second],
      [mesh.governor, third],
    ] as const)
      expect(await approveRequest.execute(runtime, actor, { requestId })).toMatchObject({
        status: "approved",
      });
  });

  test("keeps the version that somebody looks at while it is chased", async () => {
    const { id, version } = await aRequest();
    await chaseAt(72);
    const approved = await approveRequest.execute(runtime, mesh.owner, { requestId: id, version });
    expect(approved.status).toBe("approved");
  });
});

describe("a request that goes on", () => {
  test("begins its time anew with each step", async () => {
    const { id } = await aRequest({ classification: "confidential" });
    clock.now = hoursLater(20);
    await approveRequest.execute(runtime, mesh.owner, { requestId: id });
    expect(await chaseAt(43)).toEqual({ lapsed: 0, escalated: 0, reminded: 0 });
    expect(await chaseAt(44)).toEqual({ lapsed: 0, escalated: 0, reminded: 1 });
    await chaseAt(91);
    expect(await eventsOf(id, "escalated")).toEqual([]);
    await chaseAt(92);
    expect(await eventsOf(id, "escalated")).toEqual([92]);
    expect(await stepOf(id, 1)).toMatchObject({ asksGovernance: true });
  });

  test("is not escalated while the requester is asked, but reminded of, and waits anew after the answer", async () => {
    const { id } = await aRequest();
    clock.now = hoursLater(70);
    await askForInformation.execute(runtime, mesh.owner, { requestId: id, note: "What for?" });
    await chaseAt(100);
    expect(await eventsOf(id, "escalated")).toEqual([]);
    expect(await eventsOf(id, "reminded")).toEqual([100]);
    clock.now = hoursLater(110);
    await answerRequest.execute(runtime, mesh.scientist, { requestId: id, note: "For that." });
    await chaseAt(181);
    expect(await eventsOf(id, "escalated")).toEqual([]);
    await chaseAt(182);
    expect(await eventsOf(id, "escalated")).toEqual([182]);
  });

  test("lapses also while the requester is asked", async () => {
    const { id } = await aRequest();
    await askForInformation.execute(runtime, mesh.owner, { requestId: id, note: "What for?" });
    await chaseAt(720);
    expect(await eventsOf(id, "lapsed")).toEqual([720]);
  });

  test("is left alone once it is decided", async () => {
    const { id } = await aRequest();
    await rejectRequest.execute(runtime, mesh.owner, { requestId: id, note: "No need." });
    expect(await chaseAt(800)).toEqual({ lapsed: 0, escalated: 0, reminded: 0 });
  });
});

test("a decision and the chase at the same moment leave one consistent request", async () => {
  const requests = [await aRequest(), await aRequest(), await aRequest()];
  clock.now = hoursLater(720);
  await Promise.allSettled([
    ...requests.map(({ id }) => approveRequest.execute(runtime, mesh.owner, { requestId: id })),
    chaseRequests.execute(runtime, clockwork, {}),
  ]);
  for (const { id } of requests) {
    const { status } = await db.accessRequest.findUniqueOrThrow({ where: { id } });
    const step = await stepOf(id);
    expect([status, step.status]).toEqual(
      status === "approved" ? ["approved", "approved"] : ["lapsed", "skipped"],
    );
    expect(await db.agreement.count({ where: { id } })).toBe(status === "approved" ? 1 : 0);
  }
});

test("an escalation passes over whoever asked", async () => {
  const alone = await aMesh(db);
  const { productId } = await anOfferedPort(runtime, { team: alone.teamId, containsPii: true });
  const { id } = await anAccessRequest(runtime, alone.domainOwner, { productId });
  await chaseAt(72);
  expect(await stepOf(id)).toMatchObject({ askedTeamIds: [alone.teamId], asksGovernance: true });
});

test("a job that dies in the middle leaves nothing, and the next one does everything once", async () => {
  const { id } = await aRequest();
  await runtime.pool.query(`
    create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
    create trigger die before insert on request_entries for each row when (new.kind = 'reminded') execute function die()`);
  await expect(chaseAt(72)).rejects.toThrow();
  expect([await eventsOf(id, "escalated"), await eventsOf(id, "reminded")]).toEqual([[], []]);
  expect(await stepOf(id)).toMatchObject({ askedTeamIds: [mesh.teamId], escalateAt: hoursLater(72) });
  await runtime.pool.query("drop trigger die on request_entries; drop function die");
  await chaseAt(72);
  await chaseAt(72);
  expect([await eventsOf(id, "escalated"), await eventsOf(id, "reminded")]).toEqual([[72], [72]]);
});

test("only the portal itself chases", async () => {
  const { id } = await aRequest();
  clock.now = hoursLater(24);
  for (const actor of [admin(), organizationKey(), mesh.owner, stranger()])
    await expect(chaseRequests.execute(runtime, actor, {})).rejects.toMatchObject({ code: "forbidden" });
  expect(await eventsOf(id, "reminded")).toEqual([]);
});

test("nothing is on the record where nothing was due", async () => {
  await aRequest();
  const before = await db.auditEntry.count();
  await chaseAt(1);
  expect(await db.auditEntry.count()).toBe(before);
});
