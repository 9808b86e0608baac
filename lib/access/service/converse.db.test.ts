import { beforeEach, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/platform/actor";
import { admin, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";

import { answerRequest, askForInformation, cancelRequest } from "./converse";
import { approveRequest } from "./decide";

const runtime = await testRuntime();
const { db, clock } = runtime;
const mesh = await aMesh(db);
const NOW = new Date("2026-03-01T09:00:00Z");
const LATER = new Date("2026-03-02T09:00:00Z");

beforeEach(() => {
  clock.now = NOW;
});

async function aRequest(over: Partial<Parameters<typeof anAccessRequest>[2]> = {}) {
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
  return anAccessRequest(runtime, mesh.scientist, { productId, ...over });
}

const ask = (actor: Actor, requestId: string, note = "What for?") =>
  askForInformation.execute(runtime, actor, { requestId, note });
const answer = (actor: Actor, requestId: string) =>
  answerRequest.execute(runtime, actor, { requestId, note: "For the forecast of spring." });
const cancel = (actor: Actor, requestId: string) =>
  cancelRequest.execute(runtime, actor, { requestId, note: "" });

const stateOf = async (id: string) => [
  await db.accessRequest.findUnique({ where: { id } }),
  await db.requestEntry.count({ where: { requestId: id } }),
  await db.outboxEvent.count({ where: { subject: id } }),
  await db.auditEntry.count({ where: { subjectId: id } }),
];

async function refused(requestId: string, work: () => Promise<unknown>, code: string): Promise<void> {
  const before = await stateOf(requestId);
  await expect(work()).rejects.toMatchObject({ code });
  expect(await stateOf(requestId)).toEqual(before);
}

const lastEvent = async (subject: string) =>
  (await db.outboxEvent.findFirst({ where: { subject }, orderBy: { seq: "desc" } }))?.type;

describe("asking back", () => {
  test("makes the request wait for the requester, and the answer for the approvers again", async () => {
    const { id } = await aRequest();
    const asked = await ask(mesh.approver, id);
    expect(asked).toMatchObject({ status: "needsInformation", waitingFor: null, path: [{ status: "open" }] });
    expect(asked.entries.at(-1)).toMatchObject({
      kind: "asked",
      note: "What for?",
      by: { id: mesh.approver.id },
    });
    expect(await lastEvent(id)).toBe("access.request.asked");
    clock.now = LATER;
    const answered = await answer(mesh.scientist, id);
    expect(answered).toMatchObject({ status: "requested", waitingFor: { kind: "owner" } });
    expect(answered.entries.map(({ kind }) => kind)).toEqual(["submitted", "asked", "answered"]);
    expect(await lastEvent(id)).toBe("access.request.answered");
    expect(await db.accessRequest.findUnique({ where: { id } })).toMatchObject({ waitingSince: LATER });
    expect(await db.auditEntry.count({ where: { subjectId: id } })).toBe(3);
  });

  test("does not keep an approver from deciding", async () => {
    const { id } = await aRequest();
    await ask(mesh.approver, id);
    expect(await approveRequest.execute(runtime, mesh.owner, { requestId: id })).toMatchObject({
      status: "approved",
    });
  });

  test("is the approvers' and never the requester's; for strangers there is nothing", async () => {
    const { id } = await aRequest();
    await refused(id, () => ask(mesh.scientist, id), "forbidden");
    await refused(id, () => ask(stranger(), id), "not_found");
    await refused(id, () => ask(mesh.owner, id, "   "), "invalid");
  });

  test("is refused twice, and once it is over; one of two at once wins", async () => {
    const { id } = await aRequest();
    const outcomes = await Promise.allSettled([ask(mesh.owner, id), ask(mesh.approver, id)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await refused(id, () => ask(mesh.owner, id), "conflict");
    await cancel(mesh.scientist, id);
    await refused(id, () => ask(mesh.owner, id), "conflict");
  });
});

describe("answering", () => {
  test("is the requester's and the consumer's", async () => {
    const consumer = { kind: "team", id: mesh.consumingId } as const;
    const { id } = await aRequest({ consumer });
    await ask(mesh.owner, id);
    await refused(id, () => answer(mesh.owner, id), "forbidden");
    await refused(id, () => answer(teamKey(mesh.consumingId, "read"), id), "forbidden");
    const colleague = await aMember(db, { [mesh.consumingId]: "editor" });
    expect(await answer(colleague, id)).toMatchObject({ status: "requested" });
  });

  test("is refused where nothing was asked", async () => {
    const { id } = await aRequest();
    await refused(id, () => answer(mesh.scientist, id), "conflict");
  });
});

describe("withdrawing", () => {
  test("ends the request for good", async () => {
    const { id } = await aRequest();
    const cancelled = await cancel(mesh.scientist, id);
    expect(cancelled).toMatchObject({
      ...{ status: "cancelled", decidedAt: NOW.toISOString(), lapsesAt: null, path: [{ status: "skipped" }] },
      permissions: { decide: { allowed: false }, answer: { allowed: false }, cancel: { allowed: false } },
    });
    expect(await lastEvent(id)).toBe("access.request.cancelled");
    await refused(id, () => cancel(mesh.scientist, id), "conflict");
  });

  test("is open to the consumer's side and administrators, and not to the owner", async () => {
    const consumer = { kind: "team", id: mesh.consumingId } as const;
    for (const actor of [await aMember(db, { [mesh.consumingId]: "member" }), admin()])
      expect(await cancel(actor, (await aRequest({ consumer })).id)).toMatchObject({ status: "cancelled" });
    const { id } = await aRequest({ consumer });
    await refused(id, () => cancel(mesh.owner, id), "forbidden");
    await refused(id, () => cancel(stranger(), id), "not_found");
  });

  test("at the moment of a decision ends one way or the other", async () => {
    const { id } = await aRequest();
    const outcomes = await Promise.allSettled([
      cancel(mesh.scientist, id),
      approveRequest.execute(runtime, mesh.owner, { requestId: id }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { status } = await db.accessRequest.findUniqueOrThrow({ where: { id } });
    expect(await db.agreement.count({ where: { id } })).toBe(status === "approved" ? 1 : 0);
  });
});
