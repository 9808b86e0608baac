import { describe, expect, it } from "vitest";
import { z } from "zod";

import {
  approveRequest,
  cancelAgreement,
  confirmByHand,
  reportProvisioning,
  retryProvisioning,
  revokeAgreement,
  startRecertification,
  turnAgreements,
} from "@/lib/access";
import { jobActor } from "@/lib/platform/actor";
import { relay } from "@/lib/platform/outbox";
import { organizationKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";

import { agreementNotices } from "./agreements";

const runtime = await testRuntime();
const { db, clock } = runtime;
const mesh = await aMesh(db);
const START = new Date("2026-11-24T09:00:00Z");
const portal = jobActor("test");

const onDay = (day: number): void => {
  clock.now = new Date(START.getTime() + day * 86_400_000);
};

const turn = () => turnAgreements.execute(runtime, portal, {});

/** Access of the scientist for 30 days; of the asker that is given, otherwise. */
async function granted(asker = mesh.scientist, startsAt?: string) {
  onDay(0);
  const { productId, portId } = await anOfferedPort(runtime, { team: mesh.teamId });
  const asked = { productId, durationDays: 30, ...(startsAt !== undefined && { startsAt }) };
  const { id } = await anAccessRequest(runtime, asker, asked);
  await approveRequest.execute(runtime, mesh.owner, { requestId: id });
  return { accessId: id, productId, portId };
}

/** Who is told what about the agreement, in the order of events; nobody else is told anything. */
async function told(accessId: string): Promise<[title: string, people: string[]][]> {
  while ((await relay(runtime.pool)) > 0);
  const rows = await db.outboxEvent.findMany({ where: { subject: accessId }, orderBy: { seq: "asc" } });
  const notices: [string, string[]][] = [];
  for (const { position, at, type, subject, payload } of rows) {
    if (!agreementNotices.types.includes(type)) continue;
    const event = { position: position ?? 0n, at, type, subject, payload: Payload.parse(payload) };
    const made = await agreementNotices.toNotices(db, event);
    expect(await agreementNotices.toNotices(db, event)).toEqual(made);
    for (const { title, people } of made) if (people.length > 0) notices.push([title, [...people].sort()]);
  }
  return notices.map(([title, people]) => [title.replace(/ product-\w+/, " it"), people]);
}

const Payload = z.record(z.string(), z.unknown());

const owners = [mesh.owner.id, mesh.approver.id].sort();
const holder = [mesh.scientist.id];

describe("a holder", () => {
  it("is warned 7 days and 1 day before the end, and told of it", async () => {
    const { accessId } = await granted();
    await confirmByHand.execute(runtime, mesh.owner, { accessId, done: "granted" });
    for (const day of [22, 23, 25, 29, 30]) {
      onDay(day);
      await turn();
    }
    expect(await told(accessId)).toEqual([
      ["Grant access to it by hand", owners],
      ["Access to it is set up", holder],
      ["Access to it ends in 7 days", holder],
      ["Access to it ends in 1 day", holder],
      ["Access to it has ended", holder],
      ["Remove access to it by hand", owners],
    ]);
  });

  it("is told of the beginning only where it comes after the approval", async () => {
    const { accessId } = await granted(mesh.scientist, "2026-12-01");
    onDay(8);
    await turn();
    expect((await told(accessId))[0]).toEqual(["Access to it has begun", holder]);
  });

  it("is told that access was taken away or given back, unless their account was deactivated", async () => {
    const [revoked, cancelled] = [await granted(), await granted()];
    await revokeAgreement.execute(runtime, mesh.owner, { ...revoked, reason: "Misused" });
    await cancelAgreement.execute(runtime, mesh.scientist, cancelled);
    expect((await told(revoked.accessId)).at(-1)).toEqual(["Access to it was taken away", holder]);
    expect((await told(cancelled.accessId)).at(-1)).toEqual(["Access to it was given back", holder]);

    const leaver = await aMember(db, { [mesh.consumingId]: "member" });
    const gone = await granted(leaver);
    await db.user.update({ where: { id: leaver.id }, data: { deactivatedAt: START } });
    await revokeAgreement.execute(runtime, mesh.owner, { ...gone, reason: "Left" });
    expect(await told(gone.accessId)).toEqual([["Grant access to it by hand", owners]]);
  });
});

describe("owners", () => {
  it("are told of failures, and a retry tells nobody anything again", async () => {
    const { accessId } = await granted();
    const failed = { accessId, transition: "provisioning-failed", diagnostics: "no such role" };
    await reportProvisioning.execute(runtime, organizationKey(), failed);
    const before = await told(accessId);
    expect(before.at(-1)).toEqual(["Access to it could not be granted", owners]);
    await retryProvisioning.execute(runtime, mesh.owner, { accessId });
    expect(await told(accessId)).toEqual(before);
  });

  it("are told of a recertification once however much access it is about, and of what is overdue", async () => {
    const { accessId, productId, portId } = await granted();
    const other = await aMember(db, { [mesh.consumingId]: "member" });
    const { id } = await anAccessRequest(runtime, other, { productId });
    await approveRequest.execute(runtime, mesh.owner, { requestId: id });
    await startRecertification.execute(runtime, mesh.owner, { productId, portId });
    const both = [...(await told(accessId)), ...(await told(id))].map(([title]) => title);
    expect(both.filter((title) => title === "Access to it is to be reviewed")).toHaveLength(1);
    onDay(14);
    await turn();
    expect((await told(accessId)).at(-1)?.[0]).toMatch(/^A review is overdue/);
  });
});
