import { createHmac } from "node:crypto";

import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";

import { testRuntime } from "@/lib/testing/database";
import { configure, TEST_AUTH_SECRET } from "@/lib/testing/environment";
import { aPerson, anApiKey, aSession, aTeam } from "@/lib/testing/factories/identity";

import { resolveActor } from "./resolve-actor";

configure();
const runtime = await testRuntime();
const { db, clock } = runtime;

const COOKIE = "next-auth.session-token";

const resolve = (headers: Record<string, string>) => resolveActor(runtime, new Headers(headers));
const withToken = (token: string) => resolve({ cookie: `theme=dark; ${COOKIE}=${token}` });
const tokenFor = (sid: string, secret = TEST_AUTH_SECRET) => encode({ token: { sid }, secret });
const unauthenticated = { code: "unauthenticated", status: 401 };

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

async function aSignedInPerson(over: Parameters<typeof aPerson>[1] = {}) {
  const person = await aPerson(db, over);
  const session = await aSession(db, { userId: person.id });
  return { person, session, token: await tokenFor(session.id) };
}

/** Until what was noted in the background is there. */
async function eventually<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isThere(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("a session", () => {
  test("names the person, with every role on the way down the tree", async () => {
    await aTeam(db, { id: "s-dom", members: { "ann@example.org": "approver" } });
    await aTeam(db, { id: "s-mid", parentId: "s-dom", members: { "ann@example.org": "owner" } });
    await aTeam(db, { id: "s-leaf", parentId: "s-mid" });
    await aTeam(db, { id: "s-other" });
    const { person, session, token } = await aSignedInPerson({
      email: "ann@example.org",
      orgRole: "governance",
    });

    const actor = await withToken(token);

    expect(actor).toMatchObject({
      ...{ kind: "user", id: person.id, name: person.name, email: "ann@example.org", orgRole: "governance" },
      ...{ teamId: null, readOnly: false, sessionId: session.id },
    });
    expect([...actor.teamRoles].map(([id, roles]) => `${id}: ${[...roles].sort().join()}`).sort()).toEqual([
      "s-dom: approver",
      "s-leaf: approver,owner",
      "s-mid: approver,owner",
    ]);
  });

  test("gives a person without a team no roles", async () => {
    const { token } = await aSignedInPerson();

    expect((await withToken(token)).teamRoles.size).toBe(0);
  });

  test("is refused once it is revoked, has expired, or its person is deactivated", async () => {
    const revoked = await aSignedInPerson();
    const expired = await aSignedInPerson();
    const deactivated = await aSignedInPerson();
    for (const { token } of [revoked, expired, deactivated]) await withToken(token);

    await db.session.update({ where: { id: revoked.session.id }, data: { revokedAt: new Date() } });
    await db.session.update({
      where: { id: expired.session.id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    await db.user.update({ where: { id: deactivated.person.id }, data: { deactivatedAt: new Date() } });

    for (const { token } of [revoked, expired, deactivated])
      await expect(withToken(token)).rejects.toMatchObject(unauthenticated);
  });

  test("is refused when its token is forged, changed or expired", async () => {
    const { person, session, token } = await aSignedInPerson();
    const claims = { sid: session.id, sub: person.id, exp: 4_000_000_000 };
    const unsigned = `${base64url({ alg: "none" })}.${base64url(claims)}.`;
    const signing = `${base64url({ alg: "HS256" })}.${base64url(claims)}`;
    const signature = createHmac("sha256", TEST_AUTH_SECRET).update(signing).digest("base64url");
    const [header, key, iv, text = "", tag] = token.split(".");
    const flipped = `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`;
    const forgeries = {
      unsigned,
      unsignedEncryption: [base64url({ alg: "none", enc: "none" }), "", "", base64url(claims), ""].join("."),
      signedWithTheSecret: `${signing}.${signature}`,
      otherSecret: await tokenFor(session.id, "another secret entirely"),
      otherPurpose: await encode({ token: { sid: session.id }, secret: TEST_AUTH_SECRET, salt: "csrf" }),
      changed: [header, key, iv, flipped, tag].join("."),
      cut: token.slice(0, -2),
      expired: await encode({ token: { sid: session.id }, secret: TEST_AUTH_SECRET, maxAge: -60 }),
      withoutSession: await encode({ token: { sub: person.id }, secret: TEST_AUTH_SECRET }),
      oddSession: await encode({ token: { sid: { not: "x" } }, secret: TEST_AUTH_SECRET }),
      unknownSession: await tokenFor("ses_unknown"),
      empty: "",
      rubbish: "a.b.c.d.e",
    };

    await expect(withToken(token)).resolves.toMatchObject({ id: person.id });
    for (const [name, forged] of Object.entries(forgeries))
      await expect(withToken(forged), name).rejects.toMatchObject(unauthenticated);
  });

  test("is not found in a cookie of another name, nor in a header of ours", async () => {
    const { person, token } = await aSignedInPerson();

    await expect(resolve({ cookie: `x-${COOKIE}=${token}` })).rejects.toMatchObject(unauthenticated);
    await expect(resolve({ cookie: `__Secure-${COOKIE}=${token}` })).rejects.toMatchObject(unauthenticated);
    await expect(resolve({ authorization: `Bearer ${token}` })).rejects.toMatchObject(unauthenticated);
    for (const name of [
      "x-user",
      "x-forwarded-user",
      "x-trellis-actor",
      "x-remote-user",
      "x-auth-request-email",
    ])
      await expect(resolve({ [name]: person.id })).rejects.toMatchObject(unauthenticated);
  });

  test("notes its use at most once a minute", async () => {
    const { session, token } = await aSignedInPerson();
    const lastSeen = async () =>
      (await db.session.findUniqueOrThrow({ where: { id: session.id } })).lastSeenAt;
    const first = new Date("2026-05-10T12:00:00Z");

    clock.now = first;
    await withToken(token);
    await eventually(lastSeen, (at) => at.getTime() === first.getTime());
    clock.now = new Date("2026-05-10T12:00:59Z");
    await withToken(token);
    clock.now = new Date("2026-05-10T12:01:00Z");
    await withToken(token);
    const at = await eventually(lastSeen, (seen) => seen.getTime() !== first.getTime());

    expect(at).toEqual(clock.now);
    clock.now = null;
  });
});

describe("an API key", () => {
  test("of the organisation acts for all of it, in either header", async () => {
    const { id, secret } = await anApiKey(db, { name: "CI" });

    for (const headers of [{ "x-api-key": secret }, { authorization: `bearer ${secret}` }]) {
      await expect(resolve(headers)).resolves.toMatchObject({
        ...{ kind: "key", id, name: "CI", email: null, orgRole: "admin", teamId: null, readOnly: false },
      });
    }
  });

  test("of a team acts for the team and everything below it, and nowhere else", async () => {
    await aTeam(db, { id: "k-top" });
    await aTeam(db, { id: "k-own", parentId: "k-top" });
    await aTeam(db, { id: "k-sub", parentId: "k-own" });
    const writer = await anApiKey(db, { teamId: "k-own" });
    const reader = await anApiKey(db, { teamId: "k-own", access: "read" });

    const writing = await resolve({ "x-api-key": writer.secret });
    const reading = await resolve({ "x-api-key": reader.secret });

    expect(writing).toMatchObject({ orgRole: "member", teamId: "k-own", readOnly: false });
    expect(new Map(writing.teamRoles)).toEqual(
      new Map([
        ["k-own", ["owner"]],
        ["k-sub", ["owner"]],
      ]),
    );
    expect(reading.readOnly).toBe(true);
    expect(new Map(reading.teamRoles)).toEqual(
      new Map([
        ["k-own", ["member"]],
        ["k-sub", ["member"]],
      ]),
    );
  });

  test("is refused when it is unknown, revoked or expired, and nobody learns which", async () => {
    const revoked = await anApiKey(db, { revokedAt: new Date() });
    const expired = await anApiKey(db, { expiresAt: new Date(Date.now() - 1) });
    const secrets = [revoked.secret, expired.secret, "trl_unknown", "", "x".repeat(10_000), "' or 1=1 --"];

    for (const secret of secrets) {
      await expect(resolve({ "x-api-key": secret })).rejects.toMatchObject({
        ...unauthenticated,
        message: "The API key was not found or is not valid any more.",
      });
    }
    await expect(resolve({ authorization: "Bearer" })).rejects.toMatchObject(unauthenticated);
    await expect(resolve({ authorization: `Basic ${btoa("a:b")}` })).rejects.toMatchObject(unauthenticated);
  });

  test("counts through the end of the day that it names", async () => {
    const { secret } = await anApiKey(db, { expiresAt: new Date("2026-05-10T23:59:59.999Z") });

    clock.now = new Date("2026-05-10T23:59:59.999Z");
    await expect(resolve({ "x-api-key": secret })).resolves.toMatchObject({ kind: "key" });
    clock.now = new Date("2026-05-11T00:00:00Z");
    await expect(resolve({ "x-api-key": secret })).rejects.toMatchObject(unauthenticated);
    clock.now = null;
  });

  test("that does not count is not replaced by the session that comes with it", async () => {
    const { token } = await aSignedInPerson();

    await expect(resolve({ "x-api-key": "trl_unknown", cookie: `${COOKIE}=${token}` })).rejects.toMatchObject(
      unauthenticated,
    );
  });

  test("notes its use at most once a minute", async () => {
    const { id, secret } = await anApiKey(db);
    const lastUsed = async () => (await db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;

    clock.now = new Date("2026-05-10T12:00:00Z");
    await resolve({ "x-api-key": secret });
    const first = await eventually(lastUsed, (at) => at !== null);
    clock.now = new Date("2026-05-10T12:00:59Z");
    await resolve({ "x-api-key": secret });
    clock.now = new Date("2026-05-10T12:01:01Z");
    await resolve({ "x-api-key": secret });
    const second = await eventually(lastUsed, (at) => at?.getTime() !== first?.getTime());

    expect(second).toEqual(clock.now);
    clock.now = null;
  });
});

test("a request without any proof is refused", async () => {
  await expect(resolve({})).rejects.toMatchObject(unauthenticated);
});
