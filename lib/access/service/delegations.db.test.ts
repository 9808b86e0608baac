import { beforeEach, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/platform/actor";
import { organizationKey, stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMember } from "@/lib/testing/factories/access";

import { delegateDecisions, endDelegation, listDelegations } from "./delegations";

const runtime = await testRuntime();
const { db, clock } = runtime;
const [away, standIn, other] = [await aMember(db), await aMember(db), await aMember(db)];
const NOW = new Date("2026-03-01T09:00:00Z");

beforeEach(() => {
  clock.now = NOW;
});

const delegate = (over: object = {}, actor: Actor = away) =>
  delegateDecisions.execute(runtime, actor, {
    ...{ toUserId: standIn.id, startsAt: "2026-03-02", endsAt: "2026-03-09T18:00:00+02:00", ...over },
  });

const idsFor = async (actor: Actor) =>
  (await listDelegations.execute(runtime, actor, {})).map(({ id }) => id);
const traces = async () => [await db.delegation.count(), await db.auditEntry.count()];

async function refused(work: () => Promise<unknown>, problem: object): Promise<void> {
  const before = await traces();
  await expect(work()).rejects.toMatchObject(problem);
  expect(await traces()).toEqual(before);
}

describe("handing decisions over", () => {
  test("names both people and the time, on the record, and both see it", async () => {
    const made = await delegate({ note: "Out for a week." });
    expect(made).toMatchObject({
      ...{ from: { id: away.id }, to: { id: standIn.id }, note: "Out for a week." },
      ...{ startsAt: "2026-03-02T00:00:00.000Z", endsAt: "2026-03-09T16:00:00.000Z" },
    });
    expect(await idsFor(away)).toContain(made.id);
    expect(await idsFor(standIn)).toContain(made.id);
    expect(await idsFor(other)).toEqual([]);
    expect(await db.auditEntry.count({ where: { subjectId: made.id } })).toBe(1);
    clock.now = new Date("2026-03-09T16:00:00Z");
    expect(await idsFor(away)).not.toContain(made.id);
  });

  test.each([
    ["to oneself", { toUserId: away.id }, "#/toUserId"],
    ["to nobody", { toUserId: "usr_unknown" }, "#/toUserId"],
    ["until before the start", { endsAt: "2026-03-01" }, "#/endsAt"],
    ["for no time at all", { endsAt: "2026-03-02" }, "#/endsAt"],
    ["in the past", { startsAt: "2026-01-01", endsAt: "2026-02-01" }, "#/endsAt"],
    ["for more than a year", { endsAt: "2027-06-01" }, "#/endsAt"],
    ["until a day that is none", { endsAt: "2026-02-30" }, "#/endsAt"],
    ["without an end", { endsAt: "" }, "#/endsAt"],
  ])("is refused %s", async (_how, over, pointer) => {
    await refused(() => delegate(over), { code: "invalid", fields: [{ pointer }] });
  });

  test("is refused to people whose account is deactivated, and to keys", async () => {
    const gone = await aMember(db);
    await db.user.update({ where: { id: gone.id }, data: { deactivatedAt: NOW } });
    await refused(() => delegate({ toUserId: gone.id }), { code: "invalid" });
    await refused(() => delegate({}, organizationKey()), { code: "forbidden" });
  });
});

describe("taking decisions back", () => {
  test("ends it at once, and twice changes nothing", async () => {
    const { id } = await delegate();
    await endDelegation.execute(runtime, away, { id });
    expect(await idsFor(standIn)).not.toContain(id);
    const before = await traces();
    await endDelegation.execute(runtime, away, { id });
    expect(await traces()).toEqual(before);
  });

  test("is theirs who handed them over: the stand-in may not, and others see nothing", async () => {
    const { id } = await delegate();
    await refused(() => endDelegation.execute(runtime, standIn, { id }), { code: "forbidden" });
    await refused(() => endDelegation.execute(runtime, stranger(), { id }), { code: "not_found" });
    const root = await aMember(db, {}, { orgRole: "admin" });
    await endDelegation.execute(runtime, root, { id });
    expect(await idsFor(away)).not.toContain(id);
  });
});
