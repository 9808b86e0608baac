import { beforeAll, describe, expect, test } from "vitest";

import { type Actor, jobActor } from "@/lib/platform/actor";
import { auditHead, writeAudit } from "@/lib/platform/audit";
import { admin, governance, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aPerson, anApiKey } from "@/lib/testing/factories/identity";

import { READ_MAX } from "../store/audit";
import { exportAudit, getAuditEntry, getAuditSummary, listAudit } from "./audit";

const runtime = await testRuntime();
const { db } = runtime;

type Given = { at?: string; actor?: Actor; action?: string; subjectId?: string | null; detail?: object };

const note = ({
  at = "2026-03-01T00:00:00Z",
  actor = admin(),
  action = "catalog.removeProduct",
  ...rest
}: Given) =>
  writeAudit({ db, actor, now: new Date(at) }, action, [
    { subjectId: rest.subjectId ?? null, detail: { ...rest.detail } },
  ]);

const list = (input: Record<string, unknown> = {}, actor = governance()) =>
  listAudit.execute(runtime, actor, input);
const subjects = async (input: Record<string, unknown>) =>
  (await list(input)).items.map(({ subjectId }) => subjectId);

let chen: Actor;

beforeAll(async () => {
  const person = await aPerson(db, { name: "Chen Wei", email: "chen@example.org" });
  chen = { ...stranger(), id: person.id };
  const key = await anApiKey(db, { name: "Nightly build" });
  await note({
    at: "2026-01-05T23:59:59.999Z",
    actor: chen,
    subjectId: "orders",
    detail: { note: "50% off_er" },
  });
  await note({
    at: "2026-01-06T00:00:00Z",
    actor: { ...organizationKey(), id: key.id },
    subjectId: "returns",
  });
  await note({
    at: "2026-01-07T12:00:00Z",
    actor: jobActor("expire"),
    action: "access.expire",
    subjectId: "agr_1",
  });
  await note({
    ...{ at: "2026-01-06T12:00:00Z", action: "identity.setOrgRole", subjectId: person.id },
    detail: { before: { orgRole: "member" }, after: { orgRole: "governance" } },
  });
});

describe("listAudit", () => {
  test("shows newest first who did what, persons, keys and jobs told apart by kind and name", async () => {
    expect((await list()).items).toMatchObject([
      { seq: 3, actorKind: "job", actorName: "expire", action: "access.expire", subjectName: null },
      { seq: 4, actorKind: "user", actorName: "A former member", subjectName: "Chen Wei" },
      { seq: 2, actorKind: "key", actorName: "Nightly build", subjectId: "returns" },
      {
        seq: 1,
        actorKind: "user",
        actorName: "Chen Wei",
        subjectId: "orders",
        detail: { note: "50% off_er" },
      },
    ]);
  });

  test.each([
    ["everything", {}, ["agr_1", "chen", "returns", "orders"]],
    ["a day to its end", { from: "2026-01-05", until: "2026-01-05" }, ["orders"]],
    ["from a moment on", { from: "2026-01-06T13:00:00+01:00" }, ["agr_1", "chen"]],
    ["a kind of actor", { actorKind: "key" }, ["returns"]],
    ["a domain", { action: "access" }, ["agr_1"]],
    ["an action", { action: "identity.setOrgRole" }, ["chen"]],
    ["no part of an action", { action: "identity.set" }, []],
    ["an absent domain", { action: "lineage" }, []],
    ["a subject", { subjectId: "orders" }, ["orders"]],
    ["a word of the detail", { q: "GOVERNANCE" }, ["chen"]],
    ["letters that mean something to SQL", { q: "50% off_er" }, ["orders"]],
    ["every one of several words", { q: "remove returns" }, ["returns"]],
    ["the name of an actor or a subject", { q: "chen wei" }, ["chen", "orders"]],
    ["the name of a key", { q: "nightly" }, ["returns"]],
    ["several filters at once", { from: "2026-01-06", actorKind: "user" }, ["chen"]],
    ["nothing that is there", { q: "zeppelin" }, []],
  ])("finds %s", async (_what, filter, expected) => {
    expect(await subjects(filter)).toEqual(expected.map((id) => (id === "chen" ? chen.id : id)));
  });

  test("finds what one actor did", async () => {
    expect(await subjects({ actorKind: "user", actorId: chen.id })).toEqual(["orders"]);
  });

  test("turns pages without losing or repeating an entry, while others write", async () => {
    const seen: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list({
        ...{ limit: 1, until: "2026-02-01" },
        ...(cursor !== "" && { cursor }),
      });
      seen.push(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor;
      await note({ at: "2026-03-01T00:00:00Z", subjectId: "meanwhile" });
    }

    expect(seen).toEqual([3, 4, 2, 1]);
  });

  test.each([
    { from: "soon" },
    { until: "2026-02-30" },
    { from: "0000-01-01" },
    { actorKind: "robot" },
    { action: "Catalog" },
    { action: "catalog.%" },
    { cursor: "999999" },
    { cursor: "x" },
    { limit: 101 },
  ])("refuses %j", async (input) => {
    await expect(list(input)).rejects.toMatchObject({ code: "invalid" });
  });

  test("is closed to everybody but governance and administrators in person", async () => {
    const others = [stranger(), owner("t"), teamKey("t"), organizationKey(), organizationKey("read")];
    for (const actor of [...others, jobActor("x")])
      for (const operation of [listAudit, getAuditSummary])
        await expect(operation.execute(runtime, actor, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(list({}, admin())).resolves.toBeDefined();
  });
});

describe("looking for words in a long record", () => {
  test("reads so far and no further, and goes on from there", async () => {
    const notes = Array.from({ length: READ_MAX }, (_, n) => ({ subjectId: `many${n}` }));
    await writeAudit({ db, actor: admin(), now: new Date("2026-02-01T00:00:00Z") }, "test.fill", notes);

    const first = await list({ q: "off_er", until: "2026-02-02" });
    const second = await list({ q: "off_er", until: "2026-02-02", cursor: first.nextCursor });
    const without = await list({ until: "2026-02-02", action: "test" });

    expect(first).toMatchObject({ items: [], nextCursor: expect.any(String) as string });
    expect(second).toMatchObject({ items: [{ subjectId: "orders" }], nextCursor: null });
    expect(without.items).toHaveLength(50);
  });
});

describe("exportAudit", () => {
  test("gives the same entries, also to a read key of the organisation", async () => {
    const filter = { until: "2026-01-31" };
    const { items } = await exportAudit.execute(runtime, organizationKey("read"), filter);

    expect(items).toEqual((await list(filter)).items);
    for (const actor of [organizationKey(), teamKey("t", "read"), stranger(), jobActor("x")])
      await expect(exportAudit.execute(runtime, actor, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("getAuditEntry", () => {
  test("shows one entry, and tells a stranger nothing of which there are", async () => {
    const [first] = (await list({ subjectId: "orders" })).items;
    const id = first?.id ?? "";

    expect(await getAuditEntry.execute(runtime, governance(), { id })).toEqual(first);
    await expect(getAuditEntry.execute(runtime, governance(), { id: "aud_x" })).rejects.toMatchObject({
      code: "not_found",
    });
    for (const asked of [id, "aud_x"])
      await expect(getAuditEntry.execute(runtime, stranger(), { id: asked })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});

describe("getAuditSummary", () => {
  test("names the head and every action once", async () => {
    expect(await getAuditSummary.execute(runtime, admin(), {})).toEqual({
      head: await auditHead(db),
      actions: ["access.expire", "catalog.removeProduct", "identity.setOrgRole", "test.fill"],
    });
  });
});
