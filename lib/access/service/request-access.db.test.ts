import { beforeEach, describe, expect, test } from "vitest";

import { setVisibility } from "@/lib/catalog";
import { jobActor } from "@/lib/platform/actor";
import { sha256 } from "@/lib/platform/crypto";
import { stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";
import { aProduct } from "@/lib/testing/factories/catalog";
import { anApiKey } from "@/lib/testing/factories/identity";

import { approveRequest } from "./decide";
import { renewAgreement, requestAccess } from "./request-access";

const runtime = await testRuntime();
const { db, clock } = runtime;
const mesh = await aMesh(db);
const NOW = new Date("2026-03-01T09:00:00Z");
const DAY_MS = 86_400_000;
const daysLater = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

beforeEach(() => {
  clock.now = NOW;
});

const traces = async () => [
  await db.accessRequest.count(),
  await db.agreement.count(),
  await db.auditEntry.count(),
  await db.outboxEvent.count(),
  await db.termsAcceptance.count(),
];

const typesOf = async (subject: string) =>
  (await db.outboxEvent.findMany({ where: { subject }, orderBy: { seq: "asc" } })).map(({ type }) => type);

const asking = (productId: string, over: object = {}) => ({
  ...{ productId, portId: "table", consumer: { kind: "user", id: mesh.scientist.id } },
  ...{ purpose: "Forecasting demand", durationDays: 90, ...over },
});

/** Nothing of what was refused stays. */
async function refused(work: () => Promise<unknown>, problem: object): Promise<void> {
  const before = await traces();
  await expect(work()).rejects.toMatchObject(problem);
  expect(await traces()).toEqual(before);
}

describe("asking for access", () => {
  test("asks the owning team first and keeps the facts, steps and evidence", async () => {
    const { productId, portId, contractId } = await anOfferedPort(runtime, {
      ...{ team: mesh.teamId, classification: "restricted", usage: "For analysis only." },
    });
    const text = "Usage: For analysis only.";
    const request = await requestAccess.execute(
      runtime,
      mesh.scientist,
      asking(productId, {
        ...{ columns: ["amount", "amount"], startsAt: "2026-03-05", termsSha256: sha256(text) },
      }),
    );

    expect(request).toMatchObject({
      ...{ kind: "new", status: "requested", accessId: request.id, columns: ["amount"], durationDays: 90 },
      ...{ startsAt: "2026-03-05T00:00:00.000Z", classification: "restricted", automaticBecause: null },
      target: { productId, portId, portName: "table", contractId, contractVersion: "1.0.0", exists: true },
      consumer: { kind: "user", id: mesh.scientist.id, team: null },
      requester: { kind: "user", id: mesh.scientist.id },
      terms: { sha256: sha256(text), contractId, contractVersion: "1.0.0", by: { id: mesh.scientist.id } },
      waitingFor: { kind: "owner", team: { id: mesh.teamId }, isEscalated: false },
      permissions: { decide: { allowed: false }, answer: { allowed: false }, cancel: { allowed: true } },
      lapsesAt: daysLater(30).toISOString(),
    });
    expect(request.steps.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      ...["owner open", "domain waiting", "governance waiting"],
    ]);
    expect(request.entries.map(({ kind }) => kind)).toEqual(["submitted"]);
    expect(await db.termsAcceptance.findUnique({ where: { requestId: request.id } })).toMatchObject({
      ...{ text, actorId: mesh.scientist.id, acceptedAt: NOW },
    });
  });

  test("is on the record and in the feed, for both sides alone", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const { id } = await anAccessRequest(runtime, mesh.scientist, { productId });
    expect(await typesOf(id)).toEqual(["access.agreement.created", "access.request.submitted"]);
    const [event] = await db.outboxEvent.findMany({ where: { subject: id } });
    expect(event).toMatchObject({
      payload: { requestId: id, productId },
      audience: [`lead:${mesh.teamId}`, `user:${mesh.scientist.id}`],
    });
    expect(await db.auditEntry.findMany({ where: { subjectId: id } })).toMatchObject([
      { action: "access.requestAccess", actorId: mesh.scientist.id },
    ]);
  });

  test("begins at once where the port says so, with the events in their order", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
    const request = await anAccessRequest(runtime, mesh.scientist, { productId });
    expect(request).toMatchObject({ status: "approved", steps: [], decidedAt: NOW.toISOString() });
    expect(request.automaticBecause).toMatch(/without a decision/);
    expect((await typesOf(request.id)).slice(0, 4)).toEqual([
      "access.agreement.created",
      "access.request.submitted",
      "access.request.approved",
      "access.agreement.activated",
    ]);
    expect(await db.agreement.findUnique({ where: { id: request.accessId } })).toMatchObject({
      ...{ status: "active", startsAt: NOW, endsAt: daysLater(90) },
    });
  });

  test("begins later where that is wished", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
    const over = { startsAt: "2026-03-02T00:30:00+05:30" };
    const { id } = await anAccessRequest(runtime, mesh.scientist, { productId, ...over });
    const startsAt = new Date("2026-03-01T19:00:00Z");
    expect(await db.agreement.findUnique({ where: { id } })).toMatchObject({ status: "upcoming", startsAt });
  });

  test("never begins at once for the owning team where the data are personal", async () => {
    const { productId } = await anOfferedPort(runtime, {
      team: mesh.teamId,
      containsPii: true,
      autoApprove: true,
    });
    const member = await aMember(db, { [mesh.teamId]: "member" });
    const request = await anAccessRequest(runtime, member, { productId });
    expect(request.steps.map(({ kind }) => kind)).toEqual(["owner", "governance"]);
  });

  test("is possible for a team and a product of one's own", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const forTeam = { consumer: { kind: "team", id: mesh.consumingId } } as const;
    expect(await anAccessRequest(runtime, mesh.scientist, { productId, ...forTeam })).toMatchObject({
      consumer: { kind: "team", team: { id: mesh.consumingId } },
    });
    const consuming = await aProduct(runtime, { team: mesh.consumingId });
    const forProduct = { consumer: { kind: "product", id: consuming.id } } as const;
    expect(await anAccessRequest(runtime, mesh.scientist, { productId, ...forProduct })).toMatchObject({
      consumer: { kind: "product", name: consuming.name, team: { id: mesh.consumingId } },
    });
  });

  test("opens with the next team up where only the requester could decide", async () => {
    const alone = await aMesh(db);
    await db.teamMember.deleteMany({ where: { teamId: alone.teamId, email: alone.approver.email } });
    const { productId } = await anOfferedPort(runtime, { team: alone.teamId, containsPii: true });
    const request = await anAccessRequest(runtime, alone.owner, { productId });
    expect(request.steps[0]).toMatchObject({ escalatedTo: [{ id: alone.domainId }], asksGovernance: false });
    expect(request.steps[0]?.deciders.map(({ id }) => id)).toEqual([alone.domainOwner.id]);
    expect(request.entries.map(({ kind }) => kind)).toEqual(["submitted", "escalated"]);
    expect(await typesOf(request.id)).toContain("access.request.escalated");
  });

  test("keeps markup as the plain text that it is", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const purpose = `<script>alert("x")</script> **bold** [a](javascript:b) ${"ü".repeat(3000)}`;
    expect((await anAccessRequest(runtime, mesh.scientist, { productId, purpose })).purpose).toBe(purpose);
  });

  test("by a team's key is the wish of whoever made the key", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, containsPii: true });
    const key = await anApiKey(db, { teamId: mesh.consumingId, createdBy: mesh.scientist.id });
    const { id } = await anAccessRequest(
      runtime,
      { ...teamKey(mesh.consumingId), id: key.id },
      { productId, consumer: { kind: "team", id: mesh.consumingId } },
    );
    expect(await db.accessRequest.findUnique({ where: { id } })).toMatchObject({
      ...{ requesterKind: "key", requesterId: key.id, requesterPersonId: mesh.scientist.id },
    });
  });
});

describe("asking for access is refused", () => {
  test("to strangers as if the product did not exist", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    await setVisibility.execute(runtime, jobActor("test"), { id: productId, visibility: "restricted" });
    await refused(() => requestAccess.execute(runtime, mesh.scientist, asking(productId)), {
      code: "not_found",
    });
  });

  test.each([
    ["another person", () => ({ kind: "user", id: mesh.owner.id })],
    ["somebody else's team", () => ({ kind: "team", id: mesh.teamId })],
  ])("for %s", async (_whom, consumer) => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const input = asking(productId, { consumer: consumer() });
    await refused(() => requestAccess.execute(runtime, mesh.scientist, input), { code: "forbidden" });
  });

  test("for somebody else's product", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const other = await aProduct(runtime, { team: mesh.elsewhereId });
    const input = asking(productId, { consumer: { kind: "product", id: other.id } });
    await refused(() => requestAccess.execute(runtime, mesh.owner, input), { code: "forbidden" });
  });

  test.each([
    ["a port that does not exist", { portId: "nothing" }, "#/portId"],
    ["a blank purpose", { purpose: "  \t\n " }, "#/purpose"],
    ["a purpose of signs alone", { purpose: "\u200b… !?" }, "#/purpose"],
    ["a purpose of 10,000 characters with markup", { purpose: "<b>x</b> ".repeat(1250) }, "#/purpose"],
    ["a duration that is not offered", { durationDays: 91 }, "#/durationDays"],
    ["a start on a day that does not exist", { startsAt: "2026-02-30" }, "#/startsAt"],
    ["a start without a zone", { startsAt: "2026-03-02T10:00:00" }, "#/startsAt"],
    ["a start in an impossible zone", { startsAt: "2026-03-02T10:00:00+99:99" }, "#/startsAt"],
    ["a start before all time", { startsAt: "0001-01-01" }, "#/startsAt"],
    ["a start in years", { startsAt: "2028-01-01" }, "#/startsAt"],
    ["a column that the port has not", { columns: ["id", "salary"] }, "#/columns"],
    ["a role that the contract has not", { roles: ["root"] }, "#/roles"],
    ["a team that does not exist", { consumer: { kind: "team", id: "nobody" } }, "#/consumer/id"],
    ["an id that cannot be stored", { consumer: { kind: "user", id: "a\0b" } }, "#/consumer/id"],
  ])("with %s", async (_what, over, pointer) => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    await refused(() => requestAccess.execute(runtime, mesh.scientist, asking(productId, over)), {
      ...{ code: "invalid", fields: [{ pointer }] },
    });
  });

  test("of what is retired, and of a product for itself", async () => {
    for (const over of [{ status: "retired" }, { portStatus: "retired" }]) {
      const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, ...over });
      const message: unknown = expect.stringContaining("retired");
      const problem = { code: "invalid", message };
      await refused(() => requestAccess.execute(runtime, mesh.scientist, asking(productId)), problem);
    }
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const input = asking(productId, { consumer: { kind: "product", id: productId } });
    await refused(() => requestAccess.execute(runtime, mesh.owner, input), { code: "invalid" });
  });

  test("until exactly the terms that hold are accepted", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, usage: "For analysis only." });
    for (const termsSha256 of [undefined, "", sha256("Usage: Anything.")]) {
      const input = asking(productId, { termsSha256 });
      const problem = { code: "invalid", fields: [{ pointer: "#/termsSha256" }] };
      await refused(() => requestAccess.execute(runtime, mesh.scientist, input), problem);
    }
  });

  test("while the same is on its way or granted, also when both come at once", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const input = asking(productId);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => requestAccess.execute(runtime, mesh.scientist, input)),
    );
    const won = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(won).toHaveLength(1);
    await refused(() => requestAccess.execute(runtime, mesh.scientist, input), { code: "conflict" });
    await approveRequest.execute(runtime, mesh.owner, { requestId: won[0]?.id });
    await refused(() => requestAccess.execute(runtime, mesh.scientist, input), { code: "conflict" });
  });
});

describe("a renewal", () => {
  async function granted() {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const { id: accessId } = await anAccessRequest(runtime, mesh.scientist, { productId });
    await approveRequest.execute(runtime, mesh.owner, { requestId: accessId });
    return { productId, accessId };
  }

  test("is asked for near the end, follows the plan and moves the end", async () => {
    const { accessId } = await granted();
    clock.now = daysLater(80);
    const renewal = await renewAgreement.execute(runtime, mesh.scientist, { accessId, durationDays: "30" });
    expect(renewal).toMatchObject({ kind: "renewal", accessId, status: "requested", durationDays: 30 });
    expect(renewal.purpose).toBe("Forecasting demand");
    await approveRequest.execute(runtime, mesh.owner, { requestId: renewal.id });
    expect(await db.agreement.findUnique({ where: { id: accessId } })).toMatchObject({
      endsAt: daysLater(120),
    });
    expect((await typesOf(accessId)).slice(-3)).toEqual([
      "access.request.stepApproved",
      "access.request.approved",
      "access.agreement.renewed",
    ]);
    expect(await db.auditEntry.count({ where: { subjectId: renewal.id } })).toBe(2);
  });

  test("is refused too early, twice, and after the end", async () => {
    const { accessId } = await granted();
    const renew = () => renewAgreement.execute(runtime, mesh.scientist, { accessId, durationDays: 30 });
    clock.now = daysLater(59);
    await refused(renew, { code: "conflict" });
    clock.now = daysLater(60);
    const outcomes = await Promise.allSettled([renew(), renew(), renew()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await refused(renew, { code: "conflict" });
    clock.now = daysLater(91);
    await refused(renew, { code: "conflict" });
  });

  test("is the consumer's to ask for: the owner may not, and for strangers there is nothing", async () => {
    const { accessId } = await granted();
    clock.now = daysLater(80);
    const input = { accessId, durationDays: 30 };
    await refused(() => renewAgreement.execute(runtime, mesh.owner, input), { code: "forbidden" });
    await refused(() => renewAgreement.execute(runtime, stranger(), input), { code: "not_found" });
  });

  test("of access to a product that has gone out of sight is possible, as the consumer has it", async () => {
    const { accessId, productId } = await granted();
    await setVisibility.execute(runtime, jobActor("test"), { id: productId, visibility: "restricted" });
    clock.now = daysLater(80);
    const renewal = await renewAgreement.execute(runtime, mesh.scientist, { accessId, durationDays: 30 });
    expect(renewal.status).toBe("requested");
  });
});
