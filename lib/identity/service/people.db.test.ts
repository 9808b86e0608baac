import { describe, expect, test } from "vitest";

import { type Actor, jobActor } from "@/lib/platform/actor";
import { admin, aUser, governance, organizationKey, stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aPerson, aSession, aTeam } from "@/lib/testing/factories/identity";

import {
  addDemoPerson,
  deactivateUser,
  enterAdministration,
  getMe,
  getUser,
  listUsers,
  reactivateUser,
  setOrgRole,
  unlinkUser,
  updateProfile,
} from "./people";

configure();
const runtime = await testRuntime();
const { db } = runtime;

const actorOf = ({ id, email, name }: { id: string; email: string; name: string }): Actor => ({
  ...stranger(),
  ...{ id, email, name },
});
const audits = (subjectId: string) => db.auditEntry.findMany({ where: { subjectId } });
const events = (subject: string) => db.outboxEvent.findMany({ where: { subject } });

describe("accounts", () => {
  test("show a person themselves with their teams, and an administrator everyone", async () => {
    const person = await aPerson(db, { email: "self@example.org" });
    await aTeam(db, { id: "self-team", name: "Selves", members: { "self@example.org": "editor" } });

    const me = await getMe.execute(runtime, actorOf(person), {});

    expect(me).toMatchObject({ id: person.id, teams: [{ id: "self-team", name: "Selves", role: "editor" }] });
    await expect(getUser.execute(runtime, admin(), { id: person.id })).resolves.toEqual(me);
    await expect(getUser.execute(runtime, actorOf(person), { id: person.id })).resolves.toEqual(me);
  });

  test("hide from everyone else: 404, not 403", async () => {
    const { id } = await aPerson(db);

    for (const actor of [stranger(), governance(), organizationKey()])
      await expect(getUser.execute(runtime, actor, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(listUsers.execute(runtime, governance(), {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(getMe.execute(runtime, organizationKey(), {})).rejects.toMatchObject({ code: "forbidden" });
  });

  test("let administrators in person into the administration, and nobody else", async () => {
    await expect(enterAdministration.execute(runtime, admin(), {})).resolves.toEqual({});

    for (const actor of [stranger(), governance(), organizationKey()])
      await expect(enterAdministration.execute(runtime, actor, {})).rejects.toMatchObject({
        code: "forbidden",
      });
  });

  test("never show issuer, subject or the mark of the demo", async () => {
    const { id } = await aPerson(db, {
      issuer: "https://id.example.org",
      subject: "secret-subject",
      demo: true,
    });

    const shown = JSON.stringify(await getUser.execute(runtime, admin(), { id }));

    expect(shown).not.toContain("secret-subject");
    expect(shown).not.toContain("https://id.example.org");
    expect(shown).not.toContain("demo");
  });

  test("are listed by pages, each exactly once, and found by name or address", async () => {
    for (let n = 0; n < 60; n++) await aPerson(db, { email: `listed-${n}@example.org`, name: `Listed ${n}` });
    const actor = admin();
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { items: { email: string }[]; nextCursor: string | null } = await listUsers.execute(
        runtime,
        actor,
        { q: "LISTED", ...(cursor !== "" && { cursor }) },
      );
      seen.push(...page.items.map(({ email }) => email));
      cursor = page.nextCursor;
    }

    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
    expect((await listUsers.execute(runtime, actor, { q: "100%_" })).items).toEqual([]);
  });
});

describe("updateProfile", () => {
  test("changes one's own name and title, and commits an audit entry with it", async () => {
    const person = await aPerson(db);

    const me = await updateProfile.execute(runtime, actorOf(person), { name: " Ada ", title: "" });

    expect(me).toMatchObject({ id: person.id, name: "Ada", title: null });
    await updateProfile.execute(runtime, actorOf(person), { name: "Ada", title: "" });
    expect(await audits(person.id)).toMatchObject([
      {
        action: "identity.updateProfile",
        detail: { before: { name: person.name }, after: { name: "Ada" } },
      },
    ]);
    await expect(
      updateProfile.execute(runtime, organizationKey(), { name: "Key", title: "" }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("setOrgRole", () => {
  test("gives a role, and puts on the record what it was before", async () => {
    const { id } = await aPerson(db);

    await expect(setOrgRole.execute(runtime, admin(), { id, orgRole: "governance" })).resolves.toMatchObject({
      orgRole: "governance",
    });

    expect(await audits(id)).toMatchObject([
      { detail: { before: { orgRole: "member" }, after: { orgRole: "governance" } } },
    ]);
    await setOrgRole.execute(runtime, admin(), { id, orgRole: "governance" });
    expect(await audits(id)).toHaveLength(1);
  });

  test("is forbidden to the person themselves, and hides others from a stranger", async () => {
    const person = await aPerson(db);
    const input = { id: person.id, orgRole: "admin" };

    await expect(setOrgRole.execute(runtime, actorOf(person), input)).rejects.toMatchObject({
      code: "forbidden",
    });
    for (const actor of [stranger(), governance(), organizationKey(), jobActor("x")])
      await expect(setOrgRole.execute(runtime, actor, input)).rejects.toMatchObject({ code: "not_found" });
    expect(await audits(person.id)).toEqual([]);
  });

  test("never takes the role from the last administrator, also when two step down at once", async () => {
    await db.user.updateMany({ where: { orgRole: "admin" }, data: { orgRole: "member" } });
    const first = await aPerson(db, { orgRole: "admin" });
    const second = await aPerson(db, { orgRole: "admin" });
    await aPerson(db, { orgRole: "admin", deactivatedAt: new Date() });

    const results = await Promise.allSettled(
      [first, second].map(({ id }) => setOrgRole.execute(runtime, aUser("admin"), { id, orgRole: "member" })),
    );

    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [last] = await db.user.findMany({ where: { orgRole: "admin", deactivatedAt: null } });
    await expect(deactivateUser.execute(runtime, admin(), { id: last?.id ?? "" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("deactivateUser", () => {
  test("ends every session, and commits an audit entry and an event with it", async () => {
    const { id, email } = await aPerson(db);
    await aSession(db, { userId: id });
    await aSession(db, { userId: id });

    await deactivateUser.execute(runtime, admin(), { id });
    await deactivateUser.execute(runtime, admin(), { id });

    expect(await db.session.count({ where: { userId: id, revokedAt: null } })).toBe(0);
    expect(await audits(id)).toMatchObject([{ action: "identity.deactivateUser" }]);
    expect(await events(id)).toMatchObject([{ type: "identity.user.deactivated", payload: { email } }]);
    await expect(reactivateUser.execute(runtime, admin(), { id })).resolves.toMatchObject({
      deactivatedAt: null,
    });
    expect(await db.session.count({ where: { userId: id, revokedAt: null } })).toBe(0);
  });

  test("hides people from a stranger and leaves no trace", async () => {
    const { id } = await aPerson(db);

    await expect(deactivateUser.execute(runtime, stranger(), { id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(reactivateUser.execute(runtime, stranger(), { id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await audits(id)).toEqual([]);
    expect(await events(id)).toEqual([]);
  });
});

describe("unlinkUser", () => {
  test("forgets the identity and ends every session", async () => {
    const { id } = await aPerson(db, { issuer: "https://id.example.org", subject: "7" });
    await aSession(db, { userId: id });

    await expect(unlinkUser.execute(runtime, admin(), { id })).resolves.toMatchObject({
      hasProviderIdentity: false,
    });

    expect(await db.session.count({ where: { userId: id, revokedAt: null } })).toBe(0);
    expect(await audits(id)).toMatchObject([{ action: "identity.unlinkUser" }]);
    await expect(unlinkUser.execute(runtime, stranger(), { id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("addDemoPerson", () => {
  const person = { email: "Demo@Example.org", name: "Dana", title: "Analyst", orgRole: "member" };

  test("adds a person once, and only for the portal itself", async () => {
    const first = await addDemoPerson.execute(runtime, jobActor("seed"), person);
    const second = await addDemoPerson.execute(runtime, jobActor("seed"), person);

    expect(second).toEqual(first);
    expect(await audits(first.id)).toHaveLength(1);
    await expect(addDemoPerson.execute(runtime, admin(), person)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("never makes a demo person of a real one", async () => {
    await aPerson(db, { email: "real@example.org" });

    await expect(
      addDemoPerson.execute(runtime, jobActor("seed"), { ...person, email: "real@example.org" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});
