import { describe, expect, test } from "vitest";

import { type Actor, jobActor } from "@/lib/platform/actor";
import { admin, organizationKey, stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aPerson, aSession } from "@/lib/testing/factories/identity";

import { forgetSessions } from "../jobs";
import { endSession, listMySessions, revokeAllSessions, revokeSession } from "./sessions";

const runtime = await testRuntime();
const { db } = runtime;

async function aPersonAtWork() {
  const person = await aPerson(db);
  const current = await aSession(db, { userId: person.id, userAgent: "Firefox" });
  const other = await aSession(db, { userId: person.id });
  const actor: Actor = { ...stranger(), id: person.id, sessionId: current.id };
  return { person, current, other, actor };
}

const isOver = async (id: string) =>
  (await db.session.findUniqueOrThrow({ where: { id } })).revokedAt !== null;

describe("listMySessions", () => {
  test("shows where the person is signed in, and which of these this is", async () => {
    const { person, current, other, actor } = await aPersonAtWork();
    await aSession(db, { userId: person.id, revokedAt: new Date() });
    await aSession(db, { userId: person.id, expiresAt: new Date(0) });

    const sessions = await listMySessions.execute(runtime, actor, {});

    expect(new Map(sessions.map(({ id, isCurrent }) => [id, isCurrent]))).toEqual(
      new Map([
        [current.id, true],
        [other.id, false],
      ]),
    );
    await expect(listMySessions.execute(runtime, organizationKey(), {})).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("revokeSession", () => {
  test("ends a session of one's own, or any as an administrator, with an audit entry", async () => {
    const { current, other, actor } = await aPersonAtWork();

    await revokeSession.execute(runtime, actor, { id: other.id });
    await revokeSession.execute(runtime, admin(), { id: current.id });
    await revokeSession.execute(runtime, admin(), { id: current.id });

    expect([await isOver(other.id), await isOver(current.id)]).toEqual([true, true]);
    expect(await db.auditEntry.count({ where: { subjectId: { in: [other.id, current.id] } } })).toBe(2);
  });

  test("hides a session from everyone else: 404, not 403", async () => {
    const { other } = await aPersonAtWork();

    for (const actor of [stranger(), organizationKey(), jobActor("x")])
      await expect(revokeSession.execute(runtime, actor, { id: other.id })).rejects.toMatchObject({
        code: "not_found",
      });
    expect(await isOver(other.id)).toBe(false);
  });
});

describe("revokeAllSessions", () => {
  test("ends every other session of the person, and all of another person as an administrator", async () => {
    const { person, current, other, actor } = await aPersonAtWork();

    await expect(revokeAllSessions.execute(runtime, actor, {})).resolves.toEqual({ id: person.id, ended: 1 });
    expect([await isOver(other.id), await isOver(current.id)]).toEqual([true, false]);

    await expect(revokeAllSessions.execute(runtime, admin(), { userId: person.id })).resolves.toMatchObject({
      ended: 1,
    });
    expect(await isOver(current.id)).toBe(true);
  });

  test("is forbidden for others, and leaves no trace", async () => {
    const { person, other } = await aPersonAtWork();

    for (const actor of [stranger(), organizationKey()])
      await expect(revokeAllSessions.execute(runtime, actor, { userId: person.id })).rejects.toMatchObject({
        code: "forbidden",
      });
    expect(await isOver(other.id)).toBe(false);
    expect(await db.auditEntry.count({ where: { subjectId: person.id } })).toBe(0);
  });
});

describe("endSession", () => {
  test("ends the session at sign-out, once, and only for the portal itself", async () => {
    const { person, current } = await aPersonAtWork();

    await expect(endSession.execute(runtime, admin(), { id: current.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await endSession.execute(runtime, jobActor("sign-out"), { id: current.id });
    await endSession.execute(runtime, jobActor("sign-out"), { id: current.id });

    expect(await isOver(current.id)).toBe(true);
    expect(await db.auditEntry.findMany({ where: { subjectId: person.id } })).toMatchObject([
      { action: "identity.endSession", detail: { sessionId: current.id } },
    ]);
  });
});

test("sessions that ended more than a month ago are forgotten, and no others", async () => {
  const { id: userId } = await aPerson(db);
  const monthAgo = new Date(Date.now() - 31 * 24 * 3_600_000);
  const longOver = await aSession(db, { userId, expiresAt: monthAgo });
  const longRevoked = await aSession(db, { userId, revokedAt: monthAgo });
  const kept = [await aSession(db, { userId }), await aSession(db, { userId, revokedAt: new Date() })];

  await forgetSessions.run(runtime, {});

  const left = await db.session.findMany({ where: { userId } });
  expect(left.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
  expect(left.some(({ id }) => [longOver.id, longRevoked.id].includes(id))).toBe(false);
});
