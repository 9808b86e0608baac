import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";

import { jobActor } from "@/lib/platform/actor";
import { admin, organizationKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure, TEST_AUTH_SECRET } from "@/lib/testing/environment";
import { aPerson, aSession, aTeam } from "@/lib/testing/factories/identity";

import type { ProviderIdentity, SignInResult } from "../model";
import { resolveActor } from "../resolve-actor";
import { setOrgRole } from "./people";
import { signIn, signInAsDemoPerson, signInOptions } from "./sign-in";

configure({
  TRELLIS_DEMO: "1",
  TRELLIS_SESSION_HOURS: "2",
  TRELLIS_OIDC_ISSUER: "https://id.example.org",
  TRELLIS_OIDC_CLIENT_ID: "portal",
  TRELLIS_OIDC_CLIENT_SECRET: "secret",
  TRELLIS_OIDC_NAME: "Acme",
  TRELLIS_OIDC_ADMIN_GROUP: "admins",
  TRELLIS_OIDC_GOVERNANCE_GROUP: "stewards",
});
const runtime = await testRuntime();
const { db, clock } = runtime;
const portal = jobActor("sign-in");

let count = 0;
function anIdentity(over: Partial<ProviderIdentity> = {}): ProviderIdentity {
  const subject = `sub-${count++}`;
  return {
    ...{ issuer: "https://id.example.org", subject, email: `${subject}@example.org` },
    ...{ emailVerified: null, name: "Ann Example", groups: [], ...over },
  };
}

const enter = (identity: ProviderIdentity, formerSessionId: string | null = null) =>
  signIn.execute(runtime, portal, { identity, userAgent: "Firefox", formerSessionId });

function signedIn(result: SignInResult) {
  if (result.kind === "refused") throw new Error(result.because);
  return result;
}

async function actorOf({ sessionId }: { sessionId: string }) {
  const token = await encode({ token: { sid: sessionId }, secret: TEST_AUTH_SECRET });
  return resolveActor(runtime, new Headers({ cookie: `next-auth.session-token=${token}` }));
}

describe("signIn", () => {
  test("makes an account at the first sign-in and finds it again at the next, with an audit entry each", async () => {
    const identity = anIdentity();

    const first = signedIn(await enter(identity));
    const second = signedIn(await enter({ ...identity, name: "Another name" }));

    expect(second.userId).toBe(first.userId);
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(await db.user.findUnique({ where: { id: first.userId } })).toMatchObject({
      ...{ email: identity.email, name: "Ann Example", orgRole: "member" },
      ...{ issuer: "https://id.example.org", subject: identity.subject },
    });
    expect(await db.auditEntry.count({ where: { subjectId: first.userId, action: "identity.signIn" } })).toBe(
      2,
    );
    await expect(actorOf(second)).resolves.toMatchObject({ kind: "user", id: first.userId });
  });

  test("makes one account of two first sign-ins at once", async () => {
    const identity = anIdentity();

    const results = await Promise.all([enter(identity), enter(identity)]);

    expect(new Set(results.map((result) => signedIn(result).userId)).size).toBe(1);
  });

  test("opens a session that ends after the configured time", async () => {
    clock.now = new Date("2026-05-10T12:00:00Z");
    const result = signedIn(await enter(anIdentity()));

    clock.now = new Date("2026-05-10T13:59:59Z");
    await expect(actorOf(result)).resolves.toMatchObject({ id: result.userId });
    clock.now = new Date("2026-05-10T14:00:00Z");
    await expect(actorOf(result)).rejects.toMatchObject({ code: "unauthenticated" });
    clock.now = null;
  });

  test("ends the session that the browser had before", async () => {
    const identity = anIdentity();
    const first = signedIn(await enter(identity));

    const second = signedIn(await enter(identity, first.sessionId));

    await expect(actorOf(first)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(actorOf(second)).resolves.toMatchObject({ id: first.userId });
  });

  test.each([
    ["EmailMissing", { email: null }],
    ["EmailUnverified", { emailVerified: false }],
  ] as const)("refuses with %s, and makes nothing", async (because, over) => {
    const identity = anIdentity(over);

    await expect(enter(identity)).resolves.toEqual({ kind: "refused", because });

    expect(await db.user.count({ where: { subject: identity.subject } })).toBe(0);
  });

  test("refuses a deactivated person", async () => {
    const identity = anIdentity();
    const { userId } = signedIn(await enter(identity));
    await db.user.update({ where: { id: userId }, data: { deactivatedAt: new Date() } });

    await expect(enter(identity)).resolves.toEqual({ kind: "refused", because: "Deactivated" });
    expect(await db.session.count({ where: { userId } })).toBe(1);
  });

  test("never lets another identity take over an account by its e-mail address", async () => {
    const owner = anIdentity({ email: "boss@example.org" });
    const { userId } = signedIn(await enter(owner));
    const demo = await aPerson(db, { email: "demo@example.org", demo: true });

    for (const thief of [
      anIdentity({ email: "boss@example.org", emailVerified: true }),
      anIdentity({ email: "boss@example.org", issuer: "https://other.example.org", subject: owner.subject }),
      anIdentity({ email: "demo@example.org" }),
    ])
      await expect(enter(thief)).resolves.toEqual({ kind: "refused", because: "EmailTaken" });
    expect(await db.user.findUnique({ where: { id: userId } })).toMatchObject({ subject: owner.subject });
    expect(await db.user.findUnique({ where: { id: demo.id } })).toMatchObject({ subject: null });
  });

  test("takes an account that has no identity yet, and follows a changed address of a known one", async () => {
    const waiting = await aPerson(db, { email: "waiting@example.org", orgRole: "member" });
    const identity = anIdentity({ email: "waiting@example.org" });

    expect(signedIn(await enter(identity)).userId).toBe(waiting.id);
    expect(signedIn(await enter({ ...identity, email: "moved@example.org" })).userId).toBe(waiting.id);

    expect(await db.user.findUnique({ where: { id: waiting.id } })).toMatchObject({
      email: "moved@example.org",
    });
    await aPerson(db, { email: "occupied@example.org" });
    await expect(enter({ ...identity, email: "occupied@example.org" })).resolves.toMatchObject({
      because: "EmailTaken",
    });
  });

  test("is done by the portal itself and by nobody else", async () => {
    const input = { identity: anIdentity(), userAgent: null, formerSessionId: null };

    for (const actor of [admin(), organizationKey()])
      await expect(signIn.execute(runtime, actor, input)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("groups", () => {
  test("make a person a member of the teams they stand for, anew at each sign-in", async () => {
    await aTeam(db, { id: "g-sales", name: "Group Sales" });
    await aTeam(db, { id: "g-crm", name: "CRM", parentId: "g-sales" });
    await aTeam(db, { id: "g-hr", members: { "grouped@example.org": "owner" } });
    const identity = anIdentity({ email: "grouped@example.org", groups: ["GROUP sales", "unknown"] });

    const first = await actorOf(signedIn(await enter(identity)));
    expect([...first.teamRoles]).toEqual(
      expect.arrayContaining([
        ["g-sales", ["member"]],
        ["g-crm", ["member"]],
        ["g-hr", ["owner"]],
      ]),
    );

    const second = await actorOf(signedIn(await enter({ ...identity, groups: ["g-crm"] })));
    expect([...second.teamRoles.keys()].sort()).toEqual(["g-crm", "g-hr"]);

    const third = await actorOf(
      signedIn(await enter({ ...identity, email: "regrouped@example.org", groups: [] })),
    );
    expect(third.teamRoles.size).toBe(0);
    expect(await db.teamMember.findMany({ where: { email: "grouped@example.org" } })).toMatchObject([
      { teamId: "g-hr", source: "document" },
    ]);
  });

  test("leave on the record what a sign-in changed, and nothing where it changed nothing", async () => {
    await aTeam(db, { id: "recorded" });
    const identity = anIdentity({ groups: ["recorded"] });
    const { userId: subjectId } = signedIn(await enter(identity));
    await enter(identity);
    await enter({ ...identity, groups: ["admins"] });

    const entries = await db.auditEntry.findMany({ where: { subjectId }, orderBy: { seq: "asc" } });
    const [first, second, third] = entries.map(({ detail }) => detail);

    expect(first).toMatchObject({ after: { email: identity.email, orgRole: "member", teams: ["recorded"] } });
    expect(second).not.toHaveProperty("after");
    expect(third).toMatchObject({
      before: { orgRole: "member", teams: ["recorded"] },
      after: { orgRole: "admin", teams: [] },
    });
  });

  test("decide the organisation role at each sign-in, and nobody else does", async () => {
    const identity = anIdentity({ groups: ["admins"] });
    const { userId } = signedIn(await enter(identity));
    const roleNow = async () => (await db.user.findUniqueOrThrow({ where: { id: userId } })).orgRole;

    expect(await roleNow()).toBe("admin");
    await expect(
      setOrgRole.execute(runtime, admin(), { id: userId, orgRole: "member" }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    await enter({ ...identity, groups: ["stewards"] });
    expect(await roleNow()).toBe("governance");
    await enter({ ...identity, groups: [] });
    expect(await roleNow()).toBe("member");
  });
});

describe("the demo sign-in", () => {
  const pick = (userId: string) =>
    signInAsDemoPerson.execute(runtime, portal, { userId, userAgent: null, formerSessionId: null });

  test("signs in a person of the demo mesh", async () => {
    const { id } = await aPerson(db, { demo: true });

    await expect(actorOf(signedIn(await pick(id)))).resolves.toMatchObject({ id });

    expect(await db.auditEntry.findMany({ where: { subjectId: id } })).toMatchObject([
      { action: "identity.signInAsDemoPerson", detail: { provider: "demo" } },
    ]);
  });

  test("signs in nobody else: no real person, none who is deactivated, none who does not exist", async () => {
    const real = await aPerson(db, { orgRole: "admin" });
    const gone = await aPerson(db, { demo: true, deactivatedAt: new Date() });

    for (const id of [real.id, gone.id, "usr_unknown"])
      await expect(pick(id)).resolves.toMatchObject({ kind: "refused" });
    expect(await db.session.count({ where: { userId: { in: [real.id, gone.id] } } })).toBe(0);
  });

  test("offers the people of the demo mesh and the identity provider's name", async () => {
    await aPerson(db, { id: "usr_offered", demo: true, name: "Offered", title: "Analyst" });
    const real = await aPerson(db);
    await aSession(db, { userId: real.id });

    const { demoPeople, oidc } = await signInOptions(runtime);

    expect(oidc).toEqual({ name: "Acme" });
    expect(demoPeople.find(({ id }) => id === "usr_offered")).toEqual({
      ...{ id: "usr_offered", name: "Offered", title: "Analyst", email: "usr_offered@example.org" },
    });
    expect(demoPeople.some(({ id }) => id === real.id)).toBe(false);
  });
});
