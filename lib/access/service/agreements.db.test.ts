import { describe, expect, it } from "vitest";

import {
  approveRequest,
  cancelAgreement,
  confirmByHand,
  decideReview,
  getAgreement,
  handToReview,
  listAgreements,
  putConnector,
  rejectRequest,
  renewAgreement,
  reportProvisioning,
  retryProvisioning,
  revokeAgreement,
  startRecertification,
  turnAgreements,
} from "@/lib/access";
import type { Agreement } from "@/lib/access/model";
import { removeProduct } from "@/lib/catalog";
import { deactivateUser, registerTeam } from "@/lib/identity";
import { type Actor, jobActor } from "@/lib/platform/actor";
import { admin, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";
import { configure } from "@/lib/testing/environment";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";
import { aPerson, aTeam } from "@/lib/testing/factories/identity";

configure();
const runtime = await testRuntime();
const { db, clock } = runtime;
const portal = jobActor("test");
const DAY_MS = 86_400_000;
const START = new Date("2026-11-24T09:00:00Z");
clock.now = START;

const onDay = (day: number): void => {
  clock.now = new Date(START.getTime() + day * DAY_MS);
};

const mesh = await aMesh(db);

type Over = Parameters<typeof anOfferedPort>[1] | Record<string, never>;

/** Access of the scientist to a port of its own, approved by its owner, as seen by the given actor. */
async function granted(over: Partial<Over> = {}, seenBy: Actor = mesh.scientist): Promise<Agreement> {
  onDay(0);
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, ...over });
  const request = await anAccessRequest(runtime, mesh.scientist, { productId });
  await approveRequest.execute(runtime, mesh.owner, { requestId: request.id });
  return getAgreement.execute(runtime, seenBy, { accessId: request.accessId });
}

const eventsOf = async (subject: string): Promise<string[]> =>
  (await db.outboxEvent.findMany({ where: { subject }, orderBy: { seq: "asc" } })).map(({ type }) =>
    type.replace("access.", ""),
  );

const auditOf = async (subjectId: string): Promise<string[]> =>
  (await db.auditEntry.findMany({ where: { subjectId } })).map(({ action }) => action);

const get = (actor: Actor, accessId: string) => getAgreement.execute(runtime, actor, { accessId });

describe("an agreement", () => {
  it("begins with the approval, lasts as long as was asked, and says so in the feed in order", async () => {
    const agreement = await granted();
    expect(agreement).toMatchObject({
      status: "active",
      startsAt: "2026-11-24T09:00:00.000Z",
      endsAt: "2027-02-22T09:00:00.000Z",
      provisioning: "pending",
      provisioningMode: "byHand",
      requests: [{ kind: "new", status: "approved" }],
      permissions: { cancel: { allowed: true }, revoke: { allowed: false }, renew: { allowed: false } },
    });
    expect(await eventsOf(agreement.id)).toEqual([
      "agreement.created",
      "request.submitted",
      "request.stepApproved",
      "request.approved",
      "agreement.activated",
      "provisioning.byHandAsked",
    ]);
  });

  it("begins at the wished start, by the job and at no other time", async () => {
    onDay(0);
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const asked = { productId, startsAt: "2026-12-01" };
    const { id } = await anAccessRequest(runtime, mesh.scientist, asked);
    await approveRequest.execute(runtime, mesh.owner, { requestId: id });
    expect((await get(mesh.scientist, id)).status).toBe("upcoming");

    await turnAgreements.execute(runtime, portal, {});
    expect(await eventsOf(id)).not.toContain("agreement.activated");
    clock.now = new Date("2026-12-01T00:00:00Z");
    expect((await get(mesh.scientist, id)).status).toBe("active");
    await turnAgreements.execute(runtime, portal, {});
    expect(await eventsOf(id)).toContain("agreement.activated");
  });

  it("exists for its sides, governance and administrators, and for nobody else", async () => {
    const { id } = await granted();
    for (const actor of [mesh.scientist, mesh.owner, mesh.domainOwner, mesh.governor, admin()])
      expect((await get(actor, id)).id).toBe(id);
    for (const actor of [stranger(), owner("elsewhere"), teamKey("elsewhere")])
      await expect(get(actor, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is never told as active after its end, though no job has run", async () => {
    const { id } = await granted();
    onDay(90);
    expect(await get(mesh.scientist, id)).toMatchObject({
      status: "expired",
      ended: { how: "expired", by: null },
    });
    const active = await listAgreements.execute(runtime, mesh.scientist, { status: "active" });
    expect(active.items.map((one) => one.id)).not.toContain(id);
  });
});

describe("ending", () => {
  it("by its consumer needs no reason, frees the product and is on the record with its event", async () => {
    const { id } = await granted();
    const ended = await cancelAgreement.execute(runtime, mesh.scientist, { accessId: id });
    expect(ended).toMatchObject({
      status: "revoked",
      ended: { how: "cancelled", by: { id: mesh.scientist.id } },
    });
    expect(await eventsOf(id)).toContain("agreement.ended");
    expect(await auditOf(id)).toContain("access.cancelAgreement");
    expect(await db.agreement.findUnique({ where: { id } })).toMatchObject({ liveProductId: null });
  });

  it("by the owning side says why", async () => {
    const { id } = await granted();
    for (const reason of [undefined, "", "  "])
      await expect(
        revokeAgreement.execute(runtime, mesh.owner, { accessId: id, reason }),
      ).rejects.toMatchObject({
        code: "invalid",
      });
    const ended = await revokeAgreement.execute(runtime, mesh.owner, { accessId: id, reason: "Misused" });
    expect(ended.ended).toMatchObject({ how: "revoked", reason: "Misused" });
  });

  it("is not for others, and leaves no trace when it is refused", async () => {
    const { id } = await granted();
    const before = await eventsOf(id);
    await expect(
      revokeAgreement.execute(runtime, mesh.scientist, { accessId: id, reason: "x" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(cancelAgreement.execute(runtime, mesh.owner, { accessId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(cancelAgreement.execute(runtime, stranger(), { accessId: id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await eventsOf(id)).toEqual(before);
  });

  it("happens once: of two at the same moment exactly one wins", async () => {
    const { id } = await granted();
    const both = await Promise.allSettled([
      revokeAgreement.execute(runtime, mesh.owner, { accessId: id, reason: "No longer needed" }),
      cancelAgreement.execute(runtime, mesh.scientist, { accessId: id }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await eventsOf(id)).filter((type) => type === "agreement.ended")).toHaveLength(1);
  });

  it("withdraws a renewal that is on its way", async () => {
    const { id } = await granted();
    onDay(70);
    const renewal = await renewAgreement.execute(runtime, mesh.scientist, { accessId: id, durationDays: 90 });
    await revokeAgreement.execute(runtime, mesh.owner, { accessId: id, reason: "Retired soon" });
    expect(await db.accessRequest.findUnique({ where: { id: renewal.id } })).toMatchObject({
      status: "cancelled",
    });
  });
});

describe("a renewal", () => {
  it("is possible from 30 days before the end, once, and moves the end by its duration", async () => {
    const { id } = await granted();
    onDay(59);
    await expect(
      renewAgreement.execute(runtime, mesh.scientist, { accessId: id, durationDays: 30 }),
    ).rejects.toMatchObject({ code: "conflict" });
    onDay(60);
    const asked = await renewAgreement.execute(runtime, mesh.scientist, { accessId: id, durationDays: 30 });
    expect((await get(mesh.scientist, id)).renewalRequestId).toBe(asked.id);
    await approveRequest.execute(runtime, mesh.owner, { requestId: asked.id });
    expect(await get(mesh.scientist, id)).toMatchObject({
      endsAt: new Date(START.getTime() + 120 * DAY_MS).toISOString(),
      renewalRequestId: null,
    });
    expect((await eventsOf(id)).at(-1)).toBe("agreement.renewed");
  });

  it("that is approved after the end lets access begin again, without the gap", async () => {
    const { id } = await granted();
    onDay(89);
    const { id: requestId } = await renewAgreement.execute(runtime, mesh.scientist, {
      accessId: id,
      durationDays: 30,
    });
    onDay(92);
    await turnAgreements.execute(runtime, portal, {});
    expect((await get(mesh.scientist, id)).status).toBe("expired");
    await approveRequest.execute(runtime, mesh.owner, { requestId });
    expect(await get(mesh.scientist, id)).toMatchObject({
      status: "active",
      endsAt: new Date(START.getTime() + 122 * DAY_MS).toISOString(),
      ended: null,
    });
    expect((await eventsOf(id)).filter((type) => type === "agreement.activated")).toHaveLength(2);
  });

  it("that is rejected changes nothing", async () => {
    const { id, endsAt } = await granted();
    onDay(80);
    const asked = await renewAgreement.execute(runtime, mesh.scientist, { accessId: id, durationDays: 30 });
    await rejectRequest.execute(runtime, mesh.owner, { requestId: asked.id, note: "Use the new product" });
    expect(await get(mesh.scientist, id)).toMatchObject({ endsAt, status: "active", renewalRequestId: null });
  });
});

describe("a product", () => {
  it("cannot be removed while access to it is active or upcoming, and can afterwards", async () => {
    const { id, target } = await granted();
    const remove = () => removeProduct.execute(runtime, mesh.owner, { id: target.productId });
    await expect(remove()).rejects.toMatchObject({ status: 422, message: /is used by an active agreement/ });
    expect(await db.dataProduct.count({ where: { id: target.productId } })).toBe(1);

    await cancelAgreement.execute(runtime, mesh.scientist, { accessId: id });
    await remove();
    expect((await get(mesh.scientist, id)).target).toMatchObject({
      exists: false,
      productName: target.productName,
    });
  });
});

describe("reviews", () => {
  it("of a port are started for all its access, and each is kept or ended with a reason", async () => {
    const kept = await granted();
    const { productId, portId } = kept.target;
    const other = await aMember(db, { [mesh.consumingId]: "member" });
    const request = await anAccessRequest(runtime, other, { productId });
    await approveRequest.execute(runtime, mesh.owner, { requestId: request.id });

    const { started, dueAt } = await startRecertification.execute(runtime, mesh.owner, { productId, portId });
    expect([started, dueAt]).toEqual([2, new Date(START.getTime() + 14 * DAY_MS).toISOString()]);
    const due = { productId, portId, review: "due" };
    expect((await listAgreements.execute(runtime, mesh.owner, due)).items).toHaveLength(2);

    const decide = (accessId: string, decision: string, reason?: string) =>
      decideReview.execute(runtime, mesh.owner, { accessId, decision, reason });
    expect(await decide(kept.id, "keep", "Still in use")).toMatchObject({
      status: "active",
      review: null,
      lastReview: { decision: "keep", reason: "Still in use", by: { id: mesh.owner.id } },
    });
    await expect(decide(request.id, "end")).rejects.toMatchObject({ code: "invalid" });
    expect(await decide(request.id, "end", "Project is over")).toMatchObject({ status: "revoked" });
    await expect(decide(kept.id, "keep")).rejects.toMatchObject({ code: "conflict" });
    expect((await listAgreements.execute(runtime, mesh.owner, due)).items).toEqual([]);
  });

  it("that nobody answers in time are told of as overdue, once", async () => {
    const { id, target } = await granted();
    await startRecertification.execute(runtime, mesh.owner, target);
    onDay(14);
    await turnAgreements.execute(runtime, portal, {});
    await turnAgreements.execute(runtime, portal, {});
    expect((await eventsOf(id)).filter((type) => type === "agreement.reviewOverdue")).toHaveLength(1);
    const overdue = await listAgreements.execute(runtime, mesh.owner, { review: "overdue" });
    expect(overdue.items.map((one) => one.id)).toContain(id);
  });

  it("are not for the consumer, and not for whoever holds the access", async () => {
    const { id, target } = await granted();
    await expect(startRecertification.execute(runtime, mesh.scientist, target)).rejects.toMatchObject({
      code: "forbidden",
    });
    await startRecertification.execute(runtime, mesh.owner, target);
    for (const actor of [mesh.scientist, { ...mesh.scientist, orgRole: "governance" as const }])
      await expect(
        decideReview.execute(runtime, actor, { accessId: id, decision: "keep" }),
      ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("follow when the holder is deactivated", async () => {
    const leaver = await aMember(db, { [mesh.consumingId]: "member" });
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
    const { id } = await anAccessRequest(runtime, leaver, { productId });
    const { id: adminId } = await aPerson(db, { orgRole: "admin" });
    await aPerson(db, { orgRole: "admin" });
    await deactivateUser.execute(runtime, { ...admin(), id: adminId }, { id: leaver.id });
    await drain(runtime);
    expect(await get(mesh.owner, id)).toMatchObject({ review: { reason: "holderLeft" } });

    const again = await handToReview.execute(runtime, portal, { userId: leaver.id, left: null });
    expect(again).toEqual({ handed: 0 });
  });

  it("follow when the holder is no longer named by a team, but not for those who stay or return", async () => {
    const team = await aTeam(db);
    const [leaver, stayer] = [await aMember(db), await aMember(db)];
    const document = (people: readonly { email: string }[]) => ({
      ...{ id: team.id, name: team.name, type: "Team" },
      members: people.map(({ email }) => ({ emailAddress: email, role: "member" })),
    });
    const register = (people: readonly { email: string }[]) =>
      registerTeam.execute(runtime, admin(), { id: team.id, document: document(people) });
    await register([leaver, stayer]);
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
    const [left, stayed] = [
      await anAccessRequest(runtime, leaver, { productId }),
      await anAccessRequest(runtime, stayer, { productId }),
    ];
    await register([stayer]);
    const back = await handToReview.execute(runtime, portal, { userId: stayer.id, left: [team.id] });
    expect(back).toEqual({ handed: 0 });
    await drain(runtime);
    expect((await get(mesh.owner, left.id)).review?.reason).toBe("holderLeft");
    expect((await get(mesh.owner, stayed.id)).review).toBeNull();
  });
});

describe("provisioning", () => {
  const report = (accessId: string, transition: string, more = {}) =>
    reportProvisioning.execute(runtime, organizationKey(), { accessId, transition, ...more });

  it("is a connector's where one fits the port's platform, and somebody's by hand elsewhere", async () => {
    expect((await granted()).provisioningMode).toBe("byHand");
    const document = { info: { type: "TABLE" } };
    await putConnector.execute(runtime, organizationKey(), { id: "fits", document });
    expect((await granted()).provisioningMode).toBe("connector");
    await db.connector.deleteMany();
  });

  it("takes every report, keeps what is left out, and tells of each", async () => {
    const { id } = await granted();
    await report(id, "provisioning-started", { platform: "snowflake", executor: "connector 1" });
    const failed = await report(id, "provisioning-failed", { diagnostics: "no such role" });
    expect(failed).toMatchObject({ status: "provisioningFailed", platform: "snowflake", attempts: 1 });
    const done = await report(id, "provisioning-succeeded", { reference: "grant/7" });
    expect(done).toMatchObject({ status: "provisioned", diagnostics: null, executor: "connector 1" });
    expect((await eventsOf(id)).slice(-3)).toEqual([
      "provisioning.started",
      "provisioning.failed",
      "provisioning.succeeded",
    ]);
  });

  it("that failed is tried again by pressing, and by the job after an hour", async () => {
    const { id } = await granted();
    await report(id, "provisioning-failed");
    await retryProvisioning.execute(runtime, mesh.owner, { accessId: id });
    expect((await get(mesh.owner, id)).provisioning).toBe("pending");
    await expect(retryProvisioning.execute(runtime, mesh.owner, { accessId: id })).rejects.toMatchObject({
      code: "conflict",
    });

    await report(id, "provisioning-failed");
    const activations = async () =>
      (await eventsOf(id)).filter((type) => type === "agreement.activated").length;
    const before = await activations();
    clock.now = new Date(START.getTime() + 4 * 3_600_000);
    await turnAgreements.execute(runtime, portal, {});
    await turnAgreements.execute(runtime, portal, {});
    expect(await activations()).toBe(before + 1);
  });

  it("by hand is confirmed by the owning team, while it makes sense", async () => {
    const { id } = await granted();
    const confirm = (actor: Actor, done: string) =>
      confirmByHand.execute(runtime, actor, { accessId: id, done });
    await expect(confirm(mesh.scientist, "granted")).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirm(mesh.owner, "removed")).rejects.toMatchObject({ code: "conflict" });
    expect(await confirm(mesh.owner, "granted")).toMatchObject({
      provisioning: "provisioned",
      permissions: { provision: { allowed: false } },
    });
    await revokeAgreement.execute(runtime, mesh.owner, { accessId: id, reason: "Over" });
    expect((await eventsOf(id)).at(-1)).toBe("provisioning.byHandAsked");
    await expect(confirm(mesh.owner, "granted")).rejects.toMatchObject({ code: "conflict" });
    expect(await confirm(mesh.owner, "removed")).toMatchObject({ provisioning: "deprovisioned" });
  });
});

describe("lists", () => {
  it("are narrowed by view, product, team and status, and are read page by page", async () => {
    const one = await granted();
    const other = await granted();
    const list = async (actor: Actor, input: object) =>
      (await listAgreements.execute(runtime, actor, input)).items.map(({ id }) => id);
    expect(await list(mesh.scientist, { view: "mine", productId: one.target.productId })).toEqual([one.id]);
    expect(await list(mesh.owner, { view: "mine" })).toEqual([]);
    expect(await list(mesh.owner, { teamId: "elsewhere" })).toEqual([]);
    expect(await list(stranger(), {})).toEqual([]);

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listAgreements.execute(runtime, mesh.owner, { status: "active", limit: 1, cursor });
      seen.push(...page.items.map(({ id }) => id));
      ({ nextCursor: cursor } = page);
    } while (cursor !== null);
    expect(seen).toEqual(expect.arrayContaining([one.id, other.id]));
    expect(new Set(seen).size).toBe(seen.length);
  });
});
