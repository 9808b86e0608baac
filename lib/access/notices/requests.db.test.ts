import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { jobActor } from "@/lib/platform/actor";
import type { Notice } from "@/lib/platform/notice";
import { testRuntime } from "@/lib/testing/database";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";

import { answerRequest, askForInformation, cancelRequest } from "../service/converse";
import { approveRequest, rejectRequest } from "../service/decide";
import { chaseRequests } from "../service/chase";
import { delegateDecisions } from "../service/delegations";
import { requestNotices } from "./requests";

const runtime = await testRuntime();
const { db, clock } = runtime;
const mesh = await aMesh(db);
const NOW = new Date("2026-03-01T09:00:00Z");
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

beforeEach(() => {
  clock.now = NOW;
});

async function aRequest(over: Partial<Parameters<typeof anOfferedPort>[1]> = {}) {
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, ...over });
  return anAccessRequest(runtime, mesh.scientist, { productId });
}

/** What people are told about the newest event of that type. */
async function told(subject: string, type: string): Promise<Notice[]> {
  const { at, payload } = await db.outboxEvent.findFirstOrThrow({
    where: { subject, type: `access.request.${type}` },
    orderBy: { seq: "desc" },
  });
  const facts = z.record(z.string(), z.unknown()).parse(payload);
  const event = { position: 1n, at, type: `access.request.${type}`, subject, payload: facts };
  const first = await requestNotices.toNotices(db, event);
  expect(await requestNotices.toNotices(db, event), "the same when asked twice").toEqual(first);
  return first;
}

const tellings = (notices: readonly Notice[]) =>
  notices.filter(({ people }) => people.length > 0).map(({ kind, people }) => [kind, [...people].sort()]);

const rung = (notices: readonly Notice[]) =>
  new Set(notices.flatMap(({ people, ring }) => [...people, ...ring]));

const approvers = [mesh.owner.id, mesh.approver.id].sort();

describe("people are told", () => {
  test("of a new request: those who are asked, and whoever stands in for them", async () => {
    const delegate = await aMember(db);
    const period = { startsAt: "2026-02-01", endsAt: "2026-03-02" };
    await delegateDecisions.execute(runtime, mesh.owner, { toUserId: delegate.id, ...period });
    const { id, target } = await aRequest();
    const notices = await told(id, "submitted");
    expect(tellings(notices)).toEqual([["requests.toDecide", [...approvers, delegate.id].sort()]]);
    expect(notices[0]).toMatchObject({
      ...{
        title: `${mesh.scientist.name} asks for access to ${target.productName}`,
        href: `/requests/${id}`,
      },
    });
    expect(rung(notices)).toContain(mesh.scientist.id);
  });

  test("of a step: those whose turn it is", async () => {
    const { id } = await aRequest({ personalData: true });
    await approveRequest.execute(runtime, mesh.owner, { requestId: id });
    const notices = await told(id, "stepApproved");
    expect(tellings(notices)).toEqual([["requests.toDecide", [mesh.governor.id]]]);
    expect(rung(notices)).toContain(mesh.approver.id);
  });

  test("of questions, answers and decisions: the other side", async () => {
    const { id } = await aRequest();
    await askForInformation.execute(runtime, mesh.owner, { requestId: id, note: "What for?" });
    const asked = await told(id, "asked");
    expect(tellings(asked)).toEqual([["requests.mine", [mesh.scientist.id]]]);
    expect(asked[0]?.body).toBe("What for?");
    clock.now = hoursLater(1);
    await answerRequest.execute(runtime, mesh.scientist, { requestId: id, note: "For spring." });
    expect((await told(id, "answered"))[0]).toMatchObject({ kind: "requests.toDecide", body: "For spring." });
    await rejectRequest.execute(runtime, mesh.owner, { requestId: id, note: "Not for this." });
    const rejected = await told(id, "rejected");
    expect(tellings(rejected)).toEqual([["requests.mine", [mesh.scientist.id]]]);
    expect(rejected[0]?.body).toBe("Not for this.");
    // What has been decided meanwhile is not asked of anybody any more.
    expect(tellings(await told(id, "submitted"))).toEqual([]);
  });

  test("of an approval: the asking side, and the last step is not told of by itself", async () => {
    const { id } = await aRequest();
    await approveRequest.execute(runtime, mesh.owner, { requestId: id });
    expect(tellings(await told(id, "approved"))).toEqual([["requests.mine", [mesh.scientist.id]]]);
    expect(tellings(await told(id, "stepApproved"))).toEqual([]);
  });

  test("of nothing when a request is withdrawn, but open pages show it", async () => {
    const { id } = await aRequest();
    await cancelRequest.execute(runtime, mesh.scientist, { requestId: id, note: null });
    const notices = await told(id, "cancelled");
    expect(tellings(notices)).toEqual([]);
    expect([...rung(notices)].sort()).toEqual(expect.arrayContaining(approvers));
  });

  test("of time: who is waited for is reminded, who is new is told why, and the end is told", async () => {
    const { id } = await aRequest();
    const chaseAt = async (hours: number) => {
      clock.now = hoursLater(hours);
      await chaseRequests.execute(runtime, jobActor("test"), {});
    };
    await chaseAt(48);
    expect(tellings(await told(id, "reminded"))).toEqual([["requests.toDecide", approvers]]);
    await chaseAt(72);
    expect(tellings(await told(id, "escalated"))).toEqual([["requests.toDecide", [mesh.domainOwner.id]]]);
    await chaseAt(144);
    expect(tellings(await told(id, "escalated"))).toEqual([["requests.toDecide", [mesh.governor.id]]]);
    await chaseAt(720);
    expect(tellings(await told(id, "lapsed"))).toEqual([["requests.mine", [mesh.scientist.id]]]);
  });

  test("of a question that waits: the requester is reminded", async () => {
    const { id } = await aRequest();
    await askForInformation.execute(runtime, mesh.owner, { requestId: id, note: "What for?" });
    clock.now = hoursLater(24);
    await chaseRequests.execute(runtime, jobActor("test"), {});
    expect(tellings(await told(id, "reminded"))).toEqual([["requests.mine", [mesh.scientist.id]]]);
  });

  test("once of what was passed on in the moment in which it was asked", async () => {
    const alone = await aMesh(db);
    await db.teamMember.deleteMany({ where: { teamId: alone.teamId } });
    const { productId } = await anOfferedPort(runtime, { team: alone.teamId });
    const { id } = await anAccessRequest(runtime, alone.scientist, { productId });
    expect(tellings(await told(id, "submitted"))).toEqual([["requests.toDecide", [alone.domainOwner.id]]]);
    expect(tellings(await told(id, "escalated"))).toEqual([]);
  });
});
