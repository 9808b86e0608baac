import { describe, expect, test } from "vitest";

import { jobActor } from "@/lib/platform/actor";
import { admin, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aPerson, aTeam } from "@/lib/testing/factories/identity";

import { getTeam, getTeamDocument, getTeamTree, listTeams, registerTeam, removeTeam } from "./teams";

const runtime = await testRuntime();
const { db } = runtime;

const documentOf = (id: string, over: Record<string, unknown> = {}) => ({
  id,
  name: `The ${id}`,
  type: "Team",
  ...over,
});

const register = (actor: Parameters<typeof registerTeam.execute>[1], document: { id: string }) =>
  registerTeam.execute(runtime, actor, { id: document.id, document });
const audits = (subjectId: string) =>
  db.auditEntry.findMany({ where: { subjectId }, orderBy: { seq: "asc" } });
const events = (subject: string) => db.outboxEvent.findMany({ where: { subject }, orderBy: { seq: "asc" } });

describe("registerTeam", () => {
  test("registers a team, and commits an audit entry and an event with it", async () => {
    const document = documentOf("sales", {
      members: [{ emailAddress: "Ann@Example.org", role: "Owner" }],
      unknown: { kept: [1, null] },
    });

    await expect(register(admin(), document)).resolves.toEqual({
      id: "sales",
      outcome: "created",
      version: 1,
    });

    expect(await audits("sales")).toMatchObject([{ action: "identity.registerTeam" }]);
    expect(await events("sales")).toMatchObject([
      { type: "identity.team.registered", payload: { version: 1, isNew: true, nameChanged: true } },
    ]);
    expect(await db.teamMember.findMany({ where: { teamId: "sales" } })).toMatchObject([
      { email: "ann@example.org", role: "owner", source: "document" },
    ]);
  });

  test("gives the document back exactly, unknown keys and the order of keys included", async () => {
    const document = { zeta: 1, type: "Team", name: "Keys", id: "keys", custom: { b: 1, a: { "1.0": 1.5 } } };
    await register(admin(), document);

    const back = await getTeamDocument.execute(runtime, stranger(), { id: "keys" });

    expect(JSON.stringify(back)).toBe(JSON.stringify(document));
  });

  test("changes nothing when the same document comes again", async () => {
    const document = documentOf("again");
    await register(admin(), document);

    await expect(register(admin(), document)).resolves.toEqual({
      id: "again",
      outcome: "unchanged",
      version: 1,
    });

    expect(await audits("again")).toHaveLength(1);
    expect(await events("again")).toHaveLength(1);
  });

  test("says in the event what was changed", async () => {
    await register(admin(), documentOf("facts-parent", { type: "Domain" }));
    await register(admin(), documentOf("facts"));
    await register(admin(), documentOf("facts", { name: "Renamed" }));
    await register(admin(), documentOf("facts", { name: "Renamed", parent: "facts-parent" }));
    await register(
      admin(),
      documentOf("facts", { name: "Renamed", parent: "facts-parent", members: [{ emailAddress: "a@b.c" }] }),
    );

    const changes = (await events("facts")).map(({ payload }) => payload);

    expect(changes.slice(1)).toEqual([
      { version: 2, isNew: false, nameChanged: true, placeChanged: false, membersChanged: false },
      { version: 3, isNew: false, nameChanged: false, placeChanged: true, membersChanged: false },
      { version: 4, isNew: false, nameChanged: false, placeChanged: false, membersChanged: true },
    ]);
  });

  test("puts on the record whose role is another than before, and no other member", async () => {
    const stays = { emailAddress: "stays@example.org", role: "editor" };
    const before = [stays, { emailAddress: "rises@example.org" }, { emailAddress: "leaves@example.org" }];
    const after = [stays, { emailAddress: "rises@example.org", role: "owner" }];
    await register(admin(), documentOf("recorded", { members: before }));
    await register(admin(), documentOf("recorded", { name: "Renamed", members: after }));
    await removeTeam.execute(runtime, admin(), { id: "recorded" });

    const [first, second, third] = (await audits("recorded")).map(({ detail }) => detail);

    expect(first).toMatchObject({
      ...{ kind: "team", version: 1 },
      after: {
        name: "The recorded",
        type: "Team",
        parentId: null,
        members: { "rises@example.org": "member" },
      },
    });
    expect(first).not.toHaveProperty("before");
    expect(second).toMatchObject({
      before: {
        name: "The recorded",
        members: { "rises@example.org": "member", "leaves@example.org": "member" },
      },
      after: { name: "Renamed", members: { "rises@example.org": "owner" } },
    });
    expect(JSON.stringify(second)).not.toContain("stays@");
    expect(third).toEqual({ kind: "team", before: { name: "Renamed", type: "Team", parentId: null } });
  });

  test("keeps memberships by group when the document is replaced", async () => {
    await register(admin(), documentOf("grouped", { members: [{ emailAddress: "a@b.c" }] }));
    await db.teamMember.create({
      data: { teamId: "grouped", email: "g@b.c", role: "member", source: "group" },
    });

    await register(admin(), documentOf("grouped", { members: [] }));

    expect(await db.teamMember.findMany({ where: { teamId: "grouped" } })).toMatchObject([
      { email: "g@b.c" },
    ]);
  });

  test("refuses a parent that does not exist, and a circle", async () => {
    await expect(register(admin(), documentOf("lost", { parent: "nowhere" }))).rejects.toMatchObject({
      code: "invalid",
      fields: [{ pointer: "#/parent", detail: "The parent team nowhere does not exist. Register it first." }],
    });
    await register(admin(), documentOf("top"));
    await register(admin(), documentOf("middle", { parent: "top" }));
    await register(admin(), documentOf("bottom", { parent: "middle" }));

    await expect(register(admin(), documentOf("top", { parent: "bottom" }))).rejects.toThrow(
      "bottom stands below top",
    );
    await expect(register(admin(), documentOf("top", { parent: "top" }))).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("refuses an id other than the address says", async () => {
    await expect(
      registerTeam.execute(runtime, admin(), { id: "one", document: documentOf("two") }),
    ).rejects.toMatchObject({ code: "invalid", fields: [{ pointer: "#/id" }] });
  });

  test("lets an organisation key and the portal itself register, and forbids a stranger without a trace", async () => {
    await register(organizationKey(), documentOf("by-key"));
    await register(jobActor("seed"), documentOf("by-job"));

    await expect(register(stranger(), documentOf("by-stranger"))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(register(organizationKey("read"), documentOf("by-reader"))).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await db.team.count({ where: { id: { in: ["by-stranger", "by-reader"] } } })).toBe(0);
    expect(await audits("by-stranger")).toEqual([]);
  });

  test("lets a team's key describe its team and register teams below, but not move it or make it a domain", async () => {
    await aTeam(db, { id: "home" });
    await aTeam(db, { id: "elsewhere" });
    await aTeam(db, { id: "own", parentId: "home" });
    const key = teamKey("own");

    await expect(register(key, documentOf("own", { parent: "home" }))).resolves.toMatchObject({
      outcome: "updated",
    });
    await expect(register(key, documentOf("own-below", { parent: "own" }))).resolves.toMatchObject({
      outcome: "created",
    });
    for (const over of [{ parent: "elsewhere" }, {}, { parent: "home", type: "Domain" }]) {
      await expect(register(key, documentOf("own", over))).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(register(key, documentOf("aside", { parent: "elsewhere" }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("lets two concurrent moves close no circle", async () => {
    await aTeam(db, { id: "left" });
    await aTeam(db, { id: "right" });

    const results = await Promise.allSettled([
      register(admin(), documentOf("left", { parent: "right" })),
      register(admin(), documentOf("right", { parent: "left" })),
    ]);

    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("lets concurrent registrations of one new team become one", async () => {
    const documents = [1, 2, 3, 4].map((n) => documentOf("crowded", { description: `by ${n}` }));

    const results = await Promise.all(documents.map((document) => register(admin(), document)));

    expect(results.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4]);
    expect(await events("crowded")).toHaveLength(4);
  });
});

describe("removeTeam", () => {
  test("removes a team, and commits an audit entry and an event with it", async () => {
    await aTeam(db, { id: "ends" });

    await removeTeam.execute(runtime, admin(), { id: "ends" });

    expect(await db.team.findUnique({ where: { id: "ends" } })).toBeNull();
    expect(await audits("ends")).toMatchObject([{ action: "identity.removeTeam" }]);
    expect(await events("ends")).toMatchObject([{ type: "identity.team.removed" }]);
  });

  test("says what is in the way of removing a team", async () => {
    await aTeam(db, { id: "busy" });
    await aTeam(db, { id: "busy-child", parentId: "busy" });
    const at = new Date();
    await db.webhookSource.create({
      data: { id: "src", name: "Git", scheme: "github", teamId: "busy", createdBy: "x", createdAt: at },
    });

    await expect(removeTeam.execute(runtime, admin(), { id: "busy" })).rejects.toThrow(
      /teams below it \(busy-child\); webhook sources belong to it \(Git\)/,
    );
  });

  test("answers 404 for a team that does not exist, and forbids its own owner", async () => {
    await aTeam(db, { id: "above" });
    await aTeam(db, { id: "under", parentId: "above" });

    await expect(removeTeam.execute(runtime, admin(), { id: "none" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(removeTeam.execute(runtime, owner("under"), { id: "under" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await audits("under")).toEqual([]);
    await expect(removeTeam.execute(runtime, owner("above"), { id: "under" })).resolves.toEqual({
      id: "under",
    });
  });

  test("lets exactly one of two concurrent removals win", async () => {
    await aTeam(db, { id: "twice" });

    const results = await Promise.allSettled(
      [1, 2].map(() => removeTeam.execute(runtime, admin(), { id: "twice" })),
    );

    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await events("twice")).toHaveLength(1);
  });
});

describe("reading teams", () => {
  test("shows a team with its way up, its domain, its children and the names of its people", async () => {
    await aTeam(db, { id: "r-org", name: "Org" });
    await aTeam(db, { id: "r-dom", name: "Dom", type: "Domain", parentId: "r-org" });
    await aTeam(db, {
      ...{ id: "r-team", name: "Crew", parentId: "r-dom" },
      members: { "known@example.org": "owner", "new@example.org": "member" },
    });
    await aTeam(db, { id: "r-sub", name: "Sub", parentId: "r-team" });
    const known = await aPerson(db, { email: "known@example.org", name: "Known Person" });

    const team = await getTeam.execute(runtime, stranger(), { id: "r-team" });

    expect(team).toMatchObject({
      path: [{ id: "r-org" }, { id: "r-dom" }],
      parent: { id: "r-dom", name: "Dom" },
      domain: { id: "r-dom" },
      children: [{ id: "r-sub", name: "Sub", type: "Team" }],
      members: [
        { id: known.id, email: "known@example.org", name: "Known Person", role: "owner" },
        { id: null, email: "new@example.org", name: "new@example.org", role: "member" },
      ],
    });
  });

  test("lists documents by pages, and those of one person", async () => {
    await aTeam(db, { id: "mailed", members: { "kim@example.org": "editor" } });

    const { items } = await listTeams.execute(runtime, stranger(), { email: "KIM@example.org" });
    expect(items).toMatchObject([{ id: "mailed" }]);
    const all = await listTeams.execute(runtime, stranger(), {});
    expect(all.items.length).toBe(await db.team.count());
    expect(all.hasMore).toBe(false);
    expect(await listTeams.execute(runtime, stranger(), { p: "7" })).toEqual({ items: [], hasMore: false });
  });

  test("shows the whole tree with domains and the number of people", async () => {
    const tree = await getTeamTree.execute(runtime, stranger(), {});

    expect(tree.find(({ id }) => id === "r-sub")).toMatchObject({
      parentId: "r-team",
      domain: { id: "r-dom", name: "Dom" },
    });
    expect(tree.find(({ id }) => id === "r-team")?.memberCount).toBe(2);
  });
});
