import { beforeEach, describe, expect, test } from "vitest";

import { sha256 } from "@/lib/platform/crypto";
import { organizationKey, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";
import { aProduct } from "@/lib/testing/factories/catalog";

import { askForInformation } from "./converse";
import { approveRequest } from "./decide";
import { getOffer, previewPlan } from "./offer";

const runtime = await testRuntime();
const { db, clock } = runtime;
const mesh = await aMesh(db);
const NOW = new Date("2026-03-01T09:00:00Z");
const HOUR_MS = 3_600_000;
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

beforeEach(() => {
  clock.now = NOW;
});

const standingOf = async (productId: string, actor = mesh.scientist) =>
  (await getOffer.execute(runtime, actor, { productId })).ports[0]?.standing;

describe("the offer", () => {
  test("tells ports with terms, columns and sensitivity, and for whom one may ask", async () => {
    const consuming = await aProduct(runtime, { team: mesh.consumingId });
    const { productId, portId, contractId } = await anOfferedPort(runtime, {
      ...{
        team: mesh.teamId,
        classification: "confidential",
        personalData: true,
        usage: "For analysis only.",
      },
    });
    const text = "Usage: For analysis only.";
    expect(await getOffer.execute(runtime, mesh.scientist, { productId })).toMatchObject({
      ...{ productId, owner: { id: mesh.teamId }, cadences: [30, 90, 180, 365], consumerCount: 0 },
      ports: [
        {
          ...{ portId, portName: "table", classification: "confidential", personalData: true },
          ...{ columns: ["id", "amount"], roles: [], standing: { kind: "askable" } },
          terms: { text, sha256: sha256(text), contractId, contractVersion: "1.0.0" },
        },
      ],
      consumers: [
        { kind: "user", id: mesh.scientist.id },
        { kind: "team", id: mesh.consumingId },
        { kind: "product", id: consuming.id, team: { id: mesh.consumingId } },
      ],
      permissions: { oversee: { allowed: false }, recertify: { allowed: false } },
    });
    expect(await getOffer.execute(runtime, mesh.owner, { productId })).toMatchObject({
      permissions: { oversee: { allowed: true }, recertify: { allowed: true } },
    });
  });

  test("knows where the asker stands with each port", async () => {
    const port = (over: object = {}) => anOfferedPort(runtime, { team: mesh.teamId, ...over });
    expect(await standingOf((await port({ autoApprove: true })).productId)).toEqual({ kind: "instant" });
    expect(await standingOf((await port({ status: "retired" })).productId)).toMatchObject({ kind: "closed" });
    const { productId } = await port();
    expect(await standingOf(productId, mesh.owner)).toEqual({ kind: "owned" });

    const { id } = await anAccessRequest(runtime, mesh.scientist, { productId });
    const since = NOW.toISOString();
    expect(await standingOf(productId)).toEqual({
      ...{ kind: "pending", requestId: id, status: "requested", waitingFor: `Team ${mesh.teamId}`, since },
    });
    await askForInformation.execute(runtime, mesh.owner, { requestId: id, note: "What for?" });
    expect(await standingOf(productId)).toMatchObject({ kind: "pending", status: "needsInformation" });
    await approveRequest.execute(runtime, mesh.owner, { requestId: id });
    const endsAt = hoursLater(90 * 24).toISOString();
    expect(await standingOf(productId)).toEqual({ kind: "granted", accessId: id, endsAt, canRenew: false });
    clock.now = hoursLater(70 * 24);
    expect(await standingOf(productId)).toMatchObject({ kind: "granted", canRenew: true });
    clock.now = hoursLater(90 * 24);
    expect(await standingOf(productId)).toEqual({ kind: "askable" });
  });

  test("counts a team's access as that of its people", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
    const consumer = { kind: "team", id: mesh.consumingId } as const;
    const over = { productId, consumer, startsAt: "2026-03-05" };
    const { id } = await anAccessRequest(runtime, mesh.scientist, over);
    const colleague = await aMember(db, { [mesh.consumingId]: "member" });
    const startsAt = "2026-03-05T00:00:00.000Z";
    expect(await standingOf(productId, colleague)).toEqual({ kind: "upcoming", accessId: id, startsAt });
    clock.now = new Date("2026-03-06T00:00:00Z");
    expect(await getOffer.execute(runtime, colleague, { productId })).toMatchObject({ consumerCount: 1 });
  });

  test("tells keys for whom they may ask, and of nothing that they hold", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const consumersFor = async (actor: Parameters<typeof getOffer.execute>[1]) =>
      (await getOffer.execute(runtime, actor, { productId })).consumers.map(({ kind }) => kind);
    expect((await consumersFor(teamKey(mesh.consumingId)))[0]).toBe("team");
    expect(await consumersFor(teamKey(mesh.consumingId, "read"))).toEqual([]);
    expect(await consumersFor(organizationKey())).toEqual([]);
  });

  test("hides terms and columns of a contract that the asker may not see", async () => {
    const { productId, contractId } = await anOfferedPort(runtime, { team: mesh.teamId, usage: "Secret." });
    await db.dataContract.update({ where: { id: contractId }, data: { visibility: "restricted" } });
    const { ports } = await getOffer.execute(runtime, mesh.scientist, { productId });
    expect(ports[0]).toMatchObject({ terms: null, columns: [], classification: "internal" });
  });

  test("does not exist where the product does not", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, visibility: "restricted" });
    for (const id of [productId, "nothing"])
      await expect(getOffer.execute(runtime, mesh.scientist, { productId: id })).rejects.toMatchObject({
        code: "not_found",
      });
  });
});

describe("the usual answer time", () => {
  test("is the median over decisions of people, without grants at once and what was withdrawn", async () => {
    const busy = await aMesh(db);
    const decideAfter = async (hours: number, over: object = {}) => {
      clock.now = NOW;
      const { productId } = await anOfferedPort(runtime, { team: busy.teamId, ...over });
      const { id } = await anAccessRequest(runtime, busy.scientist, { productId });
      clock.now = hoursLater(hours);
      if (!("autoApprove" in over)) await approveRequest.execute(runtime, busy.owner, { requestId: id });
      return productId;
    };
    const productId = await decideAfter(2);
    const timeOf = async () => (await getOffer.execute(runtime, busy.scientist, { productId })).answerTime;
    expect(await timeOf()).toEqual({ medianHours: 2, decidedCount: 1 });
    for (const hours of [50, 4]) await decideAfter(hours);
    await decideAfter(0, { autoApprove: true });
    expect(await timeOf()).toEqual({ medianHours: 4, decidedCount: 3 });
  });
});

describe("the preview of a plan", () => {
  const preview = (productId: string, over: object = {}) =>
    previewPlan.execute(runtime, mesh.scientist, {
      ...{ productId, portId: "table", consumer: { kind: "user", id: mesh.scientist.id }, ...over },
    });

  test("names the steps with the people who would be asked", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, classification: "restricted" });
    const { plan, steps } = await preview(productId);
    expect(plan.kind).toBe("steps");
    expect(steps.map(({ kind, deciders }) => [kind, deciders.map(({ id }) => id).sort()])).toEqual([
      ["owner", [mesh.owner.id, mesh.approver.id].sort()],
      ["domain", [mesh.domainOwner.id]],
      ["governance", expect.arrayContaining([mesh.governor.id])],
    ]);
    expect(steps[2]?.answerTime).toEqual({ medianHours: null, decidedCount: 0 });
    expect(await db.accessRequest.count({ where: { productId } })).toBe(0);
  });

  test("says when nobody would have to decide", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
    expect(await preview(productId)).toMatchObject({ plan: { kind: "automatic" }, steps: [] });
  });

  test("is refused for others, and for what is not there", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const consumer = { kind: "team", id: mesh.teamId };
    await expect(preview(productId, { consumer })).rejects.toMatchObject({ code: "forbidden" });
    await expect(preview(productId, { portId: "nothing" })).rejects.toMatchObject({ code: "invalid" });
    await expect(preview("nothing")).rejects.toMatchObject({ code: "not_found" });
    await expect(
      previewPlan.execute(runtime, stranger(), {
        ...{ productId, portId: "table", consumer: { kind: "user", id: "usr_unknown" } },
      }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});
