import { beforeEach, describe, expect, test } from "vitest";

import { removeProduct } from "@/lib/catalog";
import type { Actor } from "@/lib/platform/actor";
import { jobActor } from "@/lib/platform/actor";
import { admin, organizationKey, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";
import { anApiKey } from "@/lib/testing/factories/identity";

import { cancelRequest } from "./converse";
import { approveRequest, approveRequests, rejectRequest } from "./decide";
import { delegateDecisions } from "./delegations";
import { getRequest, listRequests } from "./read-requests";

const runtime = await testRuntime();
const { db, clock } = runtime;
const mesh = await aMesh(db);
const NOW = new Date("2026-03-01T09:00:00Z");

beforeEach(() => {
  clock.now = NOW;
});

type Over = Parameters<typeof anOfferedPort>[1];

async function aRequest(over: Partial<Over> = {}, asker: Actor = mesh.scientist) {
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, ...over });
  return anAccessRequest(runtime, asker, { productId });
}

const stateOf = async (id: string) => ({
  request: await db.accessRequest.findUnique({ where: { id } }),
  steps: await db.approvalStep.findMany({ where: { requestId: id }, orderBy: { position: "asc" } }),
  entries: await db.requestEntry.count({ where: { requestId: id } }),
  events: await db.outboxEvent.count({ where: { subject: id } }),
  audit: await db.auditEntry.count({ where: { subjectId: id } }),
  agreement: await db.agreement.count({ where: { id } }),
});

/** Nothing of what was refused stays. */
async function refused(requestId: string, work: () => Promise<unknown>, problem: object): Promise<void> {
  const before = await stateOf(requestId);
  await expect(work()).rejects.toMatchObject(problem);
  expect(await stateOf(requestId)).toEqual(before);
}

const typesOf = async (subject: string) =>
  (await db.outboxEvent.findMany({ where: { subject }, orderBy: { seq: "asc" } })).map(({ type }) => type);

const approve = (actor: Actor, requestId: string, over: object = {}) =>
  approveRequest.execute(runtime, actor, { requestId, ...over });
const reject = (actor: Actor, requestId: string) =>
  rejectRequest.execute(runtime, actor, { requestId, note: "Not for this." });

describe("a yes", () => {
  test("opens the next step, and the last one lets access begin", async () => {
    const { id } = await aRequest({ classification: "restricted" });
    const first = await approve(mesh.approver, id, { note: "Fine with us." });
    expect(first).toMatchObject({
      status: "requested",
      waitingFor: { kind: "domain", team: { id: mesh.domainId }, since: NOW.toISOString() },
      path: [
        { kind: "owner", status: "approved", decidedBy: { id: mesh.approver.id, name: mesh.approver.name } },
        { kind: "domain", status: "open" },
        { kind: "governance", status: "waiting" },
      ],
    });
    expect(first.steps[0]?.note).toBe("Fine with us.");
    const second = await approve(mesh.domainOwner, id);
    expect(second.waitingFor).toMatchObject({ kind: "governance", team: null });
    expect(second.steps[2]?.deciders.map((person) => person.id)).toEqual([mesh.governor.id]);
    const third = await approve(mesh.governor, id);
    expect(third).toMatchObject({ status: "approved", waitingFor: null, lapsesAt: null });
    expect(third.entries.map(({ kind }) => kind)).toEqual([
      ...["submitted", "stepApproved", "stepApproved", "stepApproved", "approved"],
    ]);
    expect((await typesOf(id)).slice(0, 7)).toEqual([
      "access.agreement.created",
      "access.request.submitted",
      ...["access.request.stepApproved", "access.request.stepApproved", "access.request.stepApproved"],
      "access.request.approved",
      "access.agreement.activated",
    ]);
    expect(await db.agreement.findUnique({ where: { id } })).toMatchObject({
      status: "active",
      startsAt: NOW,
    });
  });

  test("is on the record with each step", async () => {
    const { id } = await aRequest();
    await approve(mesh.owner, id);
    expect(
      await db.auditEntry.findMany({ where: { subjectId: id, action: "access.approveRequest" } }),
    ).toMatchObject([{ actorId: mesh.owner.id, detail: { status: "approved", step: "owner" } }]);
  });

  test("is asked of one step at a time, also of somebody who may decide at two", async () => {
    const { id } = await aRequest({ classification: "confidential" });
    expect(await approve(mesh.domainOwner, id)).toMatchObject({ status: "requested" });
    expect(await approve(mesh.domainOwner, id)).toMatchObject({ status: "approved" });
  });

  test("is refused to strangers as if there were no request", async () => {
    const { id } = await aRequest();
    await refused(id, () => approve(stranger(), id), { code: "not_found" });
    await refused(id, () => reject(stranger(), id), { code: "not_found" });
  });

  test("is refused to those who see the request and decide nothing in it", async () => {
    const { id } = await aRequest({ classification: "confidential" });
    const editor = await aMember(db, { [mesh.teamId]: "editor" });
    await refused(id, () => approve(editor, id), { code: "forbidden" });
    await refused(id, () => approve(mesh.governor, id), { code: "forbidden" });
    await refused(id, () => approve(teamKey(mesh.teamId, "read"), id), { code: "forbidden" });
    await refused(id, () => approve(jobActor("test"), id), { code: "forbidden" });
    await approve(mesh.owner, id);
    await refused(id, () => approve(mesh.owner, id), { code: "forbidden" });
  });

  test("comes from whoever is able besides those who are asked", async () => {
    for (const able of [mesh.domainOwner, admin(), organizationKey(), teamKey(mesh.teamId)]) {
      const { id } = await aRequest();
      expect(await approve(able, id)).toMatchObject({
        status: "approved",
        path: [{ decidedBy: { id: able.id } }],
      });
    }
  });

  test("is refused once it is over, with a word on what has become of it", async () => {
    const { id } = await aRequest();
    await approve(mesh.owner, id);
    const message = `${mesh.owner.name} has already approved this. The request is approved.`;
    await refused(id, () => approve(mesh.owner, id), { code: "conflict", message });
    await refused(id, () => reject(mesh.approver, id), { code: "conflict", message });

    const withdrawn = await aRequest();
    await cancelRequest.execute(runtime, mesh.scientist, { requestId: withdrawn.id });
    const problem = { code: "conflict", message: "The request is withdrawn." };
    await refused(withdrawn.id, () => approve(mesh.owner, withdrawn.id), problem);
    await refused(withdrawn.id, () => reject(mesh.owner, withdrawn.id), problem);
  });

  test("is refused when the request has changed since it was looked at", async () => {
    const { id, version } = await aRequest({ classification: "confidential" });
    await approve(mesh.owner, id, { version: String(version) });
    await refused(id, () => approve(mesh.domainOwner, id, { version }), { code: "stale" });
  });

  test("is refused when the port is gone", async () => {
    const { id, target } = await aRequest();
    await removeProduct.execute(runtime, admin(), { id: target.productId });
    await refused(id, () => approve(mesh.owner, id), { code: "conflict" });
    expect(await getRequest.execute(runtime, mesh.owner, { requestId: id })).toMatchObject({
      target: { exists: false },
    });
    expect(await reject(mesh.owner, id)).toMatchObject({ status: "rejected" });
  });
});

describe("a no", () => {
  test("ends the request, and the other steps are skipped", async () => {
    const { id } = await aRequest({ classification: "restricted" });
    const rejected = await reject(mesh.owner, id);
    expect(rejected).toMatchObject({
      ...{ status: "rejected", decidedAt: NOW.toISOString(), waitingFor: null, lapsesAt: null },
      path: [{ status: "rejected" }, { status: "skipped" }, { status: "skipped" }],
    });
    expect(rejected.entries.at(-1)).toMatchObject({ kind: "rejected", note: "Not for this." });
    expect(await typesOf(id)).toEqual([
      ...["access.agreement.created", "access.request.submitted", "access.request.rejected"],
    ]);
    expect(await db.agreement.count({ where: { id } })).toBe(0);
    expect(await db.auditEntry.count({ where: { subjectId: id } })).toBe(2);
  });

  test("needs a reason", async () => {
    const { id } = await aRequest();
    for (const note of [undefined, "", "  ", "…", "x".repeat(2001)]) {
      const work = () => rejectRequest.execute(runtime, mesh.owner, { requestId: id, note });
      await refused(id, work, { code: "invalid", fields: [{ pointer: "#/note" }] });
    }
  });
});

describe("of decisions at once", () => {
  async function race(id: string, actors: readonly Actor[]) {
    const outcomes = await Promise.allSettled(
      actors.map((actor, index) => (index % 3 === 0 ? reject(actor, id) : approve(actor, id))),
    );
    return outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  }

  test("exactly one of eight wins, and the others learn who did", async () => {
    const { id } = await aRequest();
    const actors = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? mesh.owner : mesh.approver));
    const lost = await race(id, actors);
    expect(lost).toHaveLength(7);
    const message: unknown = expect.stringMatching(/^Person .* has already (approved|rejected) this/);
    for (const reason of lost) expect(reason).toMatchObject({ code: "conflict", message });
    const { request, steps, entries, audit, agreement } = await stateOf(id);
    expect([request?.version, audit]).toEqual([2, 2]);
    expect(steps.filter(({ decidedAt }) => decidedAt !== null)).toHaveLength(1);
    const isApproved = request?.status === "approved";
    expect([entries, agreement]).toEqual(isApproved ? [3, 1] : [2, 0]);
  });

  test("exactly one of eight is taken where another step follows", async () => {
    const { id } = await aRequest({ classification: "confidential" });
    const lost = await race(
      id,
      Array.from({ length: 8 }, () => mesh.approver),
    );
    expect(lost).toHaveLength(7);
    const { steps, entries, audit } = await stateOf(id);
    expect(steps.filter(({ decidedAt }) => decidedAt !== null)).toHaveLength(1);
    expect([entries, audit]).toEqual([2, 2]);
  });
});

describe("nobody decides about their own wish", () => {
  const message: unknown = expect.stringMatching(/Nobody decides/);
  const problem = { code: "forbidden", message };

  test("as the requester, for themselves, their team or their product", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, containsPii: true });
    const consumer = { kind: "team", id: mesh.teamId } as const;
    const { id } = await anAccessRequest(runtime, mesh.owner, { productId, consumer });
    await refused(id, () => approve(mesh.owner, id), problem);
    await refused(id, () => reject(mesh.owner, id), problem);
    expect(await approve(mesh.approver, id)).toMatchObject({ waitingFor: { kind: "governance" } });
  });

  test("as an administrator", async () => {
    const root = await aMember(db, {}, { orgRole: "admin" });
    const { id } = await aRequest({ containsPii: true }, root);
    await refused(id, () => approve(root, id), problem);
  });

  test("as the one who would receive it", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, containsPii: true });
    const consumer = { kind: "user", id: mesh.owner.id } as const;
    const { id } = await anAccessRequest(runtime, organizationKey(), { productId, consumer });
    await refused(id, () => approve(mesh.owner, id), problem);
    const byAddress = await anAccessRequest(runtime, organizationKey(), {
      ...(await anOfferedPort(runtime, { team: mesh.teamId, containsPii: true })),
      consumer: { kind: "user", id: mesh.owner.email },
    });
    await refused(byAddress.id, () => approve(mesh.owner, byAddress.id), problem);
  });

  test("by a key that the requester made, and not with the request of such a key", async () => {
    const { id } = await aRequest({ containsPii: true }, mesh.owner);
    const key = await anApiKey(db, { teamId: mesh.teamId, createdBy: mesh.owner.id });
    const byKey = { ...teamKey(mesh.teamId), id: key.id };
    await refused(id, () => approve(byKey, id), problem);
    const wide = await anApiKey(db, { createdBy: mesh.owner.id });
    await refused(id, () => approve({ ...organizationKey(), id: wide.id }, id), problem);

    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, containsPii: true });
    const consumer = { kind: "team", id: mesh.teamId } as const;
    const keys = await anAccessRequest(runtime, byKey, { productId, consumer });
    await refused(keys.id, () => approve(byKey, keys.id), problem);
    await refused(keys.id, () => approve(mesh.owner, keys.id), problem);
  });

  test("but a key of the organisation carries the decision of a system outside", async () => {
    const key = organizationKey();
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, containsPii: true });
    const consumer = { kind: "user", id: mesh.scientist.id } as const;
    const { id } = await anAccessRequest(runtime, key, { productId, consumer });
    expect(await approve(key, id)).toMatchObject({ path: [{ decidedBy: { kind: "key" } }, {}] });
  });
});

describe("whoever stands in for somebody", () => {
  const period = { startsAt: "2026-02-01", endsAt: "2026-04-01" };

  async function standIn(away: Actor) {
    const delegate = await aMember(db);
    await delegateDecisions.execute(runtime, away, { toUserId: delegate.id, ...period });
    return delegate;
  }

  test("decides in their place, sees what waits, and it is kept for whom", async () => {
    const away = await aMember(db, { [mesh.teamId]: "approver" });
    const delegate = await standIn(away);
    const { id } = await aRequest({ classification: "confidential" });
    const inbox = await listRequests.execute(runtime, delegate, { view: "waiting" });
    const mine = inbox.items.find((item) => item.id === id);
    expect(mine?.standsInFor).toMatchObject({ person: { id: away.id }, until: "2026-04-01T00:00:00.000Z" });
    const decided = await approve(delegate, id);
    expect(decided.steps[0]).toMatchObject({ decidedBy: { id: delegate.id }, onBehalfOf: { id: away.id } });
    // What they have decided they go on seeing; the next step is not theirs.
    await refused(id, () => approve(delegate, id), { code: "forbidden" });
  });

  test("never decides what the one who is away, or they themselves, have asked for", async () => {
    const away = await aMember(db, { [mesh.teamId]: "owner" });
    const delegate = await standIn(away);
    const theirs = await aRequest({ containsPii: true }, away);
    await refused(theirs.id, () => approve(delegate, theirs.id), { code: "not_found" });
    const own = await aRequest({ containsPii: true }, delegate);
    await refused(own.id, () => approve(delegate, own.id), { code: "forbidden" });
  });

  test("is nobody before and after, and does not hand the decision on", async () => {
    const away = await aMember(db, { [mesh.teamId]: "owner" });
    const delegate = await standIn(away);
    const second = await standIn(delegate);
    const { id } = await aRequest();
    await refused(id, () => approve(second, id), { code: "not_found" });
    clock.now = new Date("2026-04-01T00:00:00Z");
    await refused(id, () => approve(delegate, id), { code: "not_found" });
    clock.now = new Date("2026-01-31T23:59:59Z");
    await refused(id, () => approve(delegate, id), { code: "not_found" });
    clock.now = NOW;
    await db.user.update({ where: { id: away.id }, data: { deactivatedAt: NOW } });
    await refused(id, () => approve(delegate, id), { code: "not_found" });
  });

  test("decides for governance as well", async () => {
    const delegate = await standIn(mesh.governor);
    const { id } = await aRequest({ containsPii: true });
    await approve(mesh.owner, id);
    expect(await approve(delegate, id)).toMatchObject({ status: "approved" });
  });
});

describe("several at once", () => {
  async function alike(count: number) {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const askers = await Promise.all(
      Array.from({ length: count }, () => aMember(db, { [mesh.consumingId]: "member" })),
    );
    return Promise.all(askers.map((asker) => anAccessRequest(runtime, asker, { productId })));
  }

  test("are approved where the facts are the same, each on the record", async () => {
    const requests = await alike(3);
    const requestIds = requests.map(({ id }) => id);
    const { approved, refused: no } = await approveRequests.execute(runtime, mesh.owner, { requestIds });
    expect([...approved].sort()).toEqual([...requestIds].sort());
    expect(no).toEqual([]);
    for (const id of requestIds) {
      expect(await stateOf(id)).toMatchObject({ request: { status: "approved" }, audit: 2, agreement: 1 });
    }
  });

  test("are refused where they differ", async () => {
    const [one] = await alike(1);
    const other = await aRequest();
    const requestIds = [one?.id, other.id];
    await refused(other.id, () => approveRequests.execute(runtime, mesh.owner, { requestIds }), {
      code: "invalid",
    });
  });

  test("do not keep each other out: what is over, hidden or fails is refused with a word", async () => {
    const [one, two, three] = await alike(3);
    await approve(mesh.owner, String(one?.id));
    const requestIds = [one?.id, two?.id, three?.id, "unknown"];
    const { approved, refused: no } = await approveRequests.execute(runtime, mesh.approver, { requestIds });
    expect([...approved].sort()).toEqual([String(two?.id), String(three?.id)].sort());
    expect(no.map(({ id }) => id).sort()).toEqual([String(one?.id), "unknown"].sort());
  });

  test("leave nothing of one that fails half-way", async () => {
    const [one, two] = await alike(2);
    const productId = String(one?.target.productId);
    await db.dataProduct.delete({ where: { id: productId } });
    const requestIds = [one?.id, two?.id];
    const { approved, refused: no } = await approveRequests.execute(runtime, mesh.owner, { requestIds });
    expect([approved, no.length]).toEqual([[], 2]);
    for (const id of [String(one?.id), String(two?.id)])
      expect(await stateOf(id)).toMatchObject({
        request: { status: "requested" },
        entries: 1,
        events: 2,
        audit: 1,
      });
  });

  test("are at most fifty, and of a stranger none", async () => {
    const requestIds = Array.from({ length: 51 }, (_, index) => `r${index}`);
    await expect(approveRequests.execute(runtime, mesh.owner, { requestIds })).rejects.toMatchObject({
      code: "invalid",
    });
    const [one] = await alike(1);
    expect(await approveRequests.execute(runtime, stranger(), { requestIds: [one?.id] })).toMatchObject({
      ...{ approved: [], refused: [{ id: one?.id }] },
    });
  });
});
