import { describe, expect, test } from "vitest";

import { type Actor, jobActor } from "@/lib/platform/actor";
import { sha256 } from "@/lib/platform/crypto";
import { admin, governance, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { anApiKey, aTeam } from "@/lib/testing/factories/identity";

import { resolveActor } from "../resolve-actor";
import { ensureBootstrapKey } from "../start";
import { createApiKey, createBootstrapKey, listApiKeys, revokeApiKey } from "./keys";

configure();
const runtime = await testRuntime();
const { db, clock } = runtime;

const wanted = { name: "CI", scope: "organization", access: "write" };
const create = (actor: Actor, over: Record<string, unknown> = {}) =>
  createApiKey.execute(runtime, actor, { ...wanted, ...over });
const revoke = (actor: Actor, id: string) => revokeApiKey.execute(runtime, actor, { id });
const use = (secret: string) => resolveActor(runtime, new Headers({ "x-api-key": secret }));

/** Everything that is kept for long: rows, audit entries and events, as one text. */
async function everythingKept(): Promise<string> {
  const kept = [await db.auditEntry.findMany(), await db.outboxEvent.findMany(), await db.apiKey.findMany()];
  return JSON.stringify(kept, (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value));
}

describe("createApiKey", () => {
  test("creates a key that works, and commits an audit entry with it", async () => {
    const key = await create(admin(), { name: "Nightly" });

    expect(key.secret).toMatch(/^trl_[\w-]{43}$/);
    expect(key.hint).toBe(key.secret.slice(0, 8));
    await expect(use(key.secret)).resolves.toMatchObject({ id: key.id, name: "Nightly" });
    expect(await db.auditEntry.findMany({ where: { subjectId: key.id } })).toMatchObject([
      {
        action: "identity.createApiKey",
        detail: { after: { name: "Nightly", scope: "organization", access: "write" } },
      },
    ]);
  });

  test("shows the secret once, and keeps only its hash", async () => {
    const actor = admin();
    const { id, secret } = await create(actor);

    const answers = JSON.stringify([await listApiKeys.execute(runtime, actor, {}), await revoke(actor, id)]);

    expect(await everythingKept()).not.toContain(secret);
    expect(answers).not.toContain(secret);
    expect(answers).not.toContain(sha256(secret));
  });

  test("takes an end: a date to the end of that day, a moment, or none", async () => {
    clock.now = new Date("2026-05-10T12:00:00Z");

    expect((await create(admin(), { expiresAt: "2026-05-10" })).expiresAt).toBe("2026-05-10T23:59:59.999Z");
    expect((await create(admin(), { expiresAt: "2026-06-01T10:00:00+02:00" })).expiresAt).toBe(
      "2026-06-01T08:00:00.000Z",
    );
    expect((await create(admin(), { expiresAt: "" })).expiresAt).toBeNull();
    for (const expiresAt of ["2026-05-09", "2026-05-10T11:00:00Z", "soon", "2026-02-30"])
      await expect(create(admin(), { expiresAt }), expiresAt).rejects.toMatchObject({ code: "invalid" });
    clock.now = null;
  });

  test("needs a team exactly when the key is a team's", async () => {
    await aTeam(db, { id: "exact" });

    await expect(create(admin(), { scope: "team" })).rejects.toMatchObject({ code: "invalid" });
    await expect(create(admin(), { scope: "team", teamId: "none" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(create(admin(), { teamId: "exact" })).rejects.toMatchObject({ code: "invalid" });
    await expect(create(admin(), { scope: "team", teamId: "exact" })).resolves.toMatchObject({
      team: { id: "exact" },
    });
  });

  test("lets an owner create keys of the own team, and forbids everything else without a trace", async () => {
    await aTeam(db, { id: "owned" });
    await aTeam(db, { id: "foreign" });
    const before = await db.apiKey.count();
    const team = { scope: "team", teamId: "owned" };

    await expect(create(owner("owned"), team)).resolves.toMatchObject({ team: { id: "owned" } });
    const forbidden: [Actor, Record<string, unknown>][] = [
      [owner("owned"), { scope: "team", teamId: "foreign" }],
      [owner("owned"), {}],
      [stranger(), team],
      [governance(), team],
      [organizationKey(), {}],
      [organizationKey(), team],
      [teamKey("owned"), team],
      [jobActor("seed"), {}],
    ];
    for (const [actor, over] of forbidden)
      await expect(create(actor, over)).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.apiKey.count()).toBe(before + 1);
  });
});

describe("revokeApiKey", () => {
  test("ends a key at once, and commits an audit entry with it", async () => {
    const { id, secret } = await anApiKey(db);

    await expect(revoke(admin(), id)).resolves.toMatchObject({ id });

    await expect(use(secret)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await db.auditEntry.count({ where: { subjectId: id, action: "identity.revokeApiKey" } })).toBe(1);
  });

  test("changes nothing the second time, and lets one of two concurrent revocations be the one", async () => {
    const { id } = await anApiKey(db);

    await Promise.all([revoke(admin(), id), revoke(admin(), id)]);
    const { revokedAt } = await revoke(admin(), id);

    expect(await db.auditEntry.count({ where: { subjectId: id } })).toBe(1);
    expect(revokedAt).not.toBeNull();
  });

  test("hides a key from whoever may not manage it: 404, not 403", async () => {
    await aTeam(db, { id: "keyed" });
    const organization = await anApiKey(db);
    const team = await anApiKey(db, { teamId: "keyed" });

    for (const actor of [stranger(), owner("other"), organizationKey(), teamKey("keyed"), governance()])
      await expect(revoke(actor, team.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(revoke(owner("keyed"), organization.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(revoke(owner("keyed"), team.id)).resolves.toMatchObject({ id: team.id });
  });
});

describe("listApiKeys", () => {
  test("shows an administrator every key, an owner those of the team, and a key none", async () => {
    await aTeam(db, { id: "listed" });
    const { id } = await anApiKey(db, { teamId: "listed" });
    const list = (actor: Actor, input = {}) => listApiKeys.execute(runtime, actor, input);

    expect((await list(admin())).length).toBe(await db.apiKey.count());
    expect((await list(admin(), { teamId: "listed" })).map((key) => key.id)).toEqual([id]);
    expect((await list(owner("listed"))).map((key) => key.id)).toEqual([id]);
    expect(await list(stranger())).toEqual([]);
    await expect(list(organizationKey())).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the bootstrap key", () => {
  const secret = "a-secret-from-the-configuration";

  test("is made at the first start, also when several processes start at once", async () => {
    await Promise.all([1, 2, 3].map(() => ensureBootstrapKey(runtime, secret)));

    await expect(use(secret)).resolves.toMatchObject({ orgRole: "admin", readOnly: false });
    expect(await db.auditEntry.count({ where: { action: "identity.createBootstrapKey" } })).toBe(1);
    expect(await everythingKept()).not.toContain(secret);
  });

  test("stays revoked at later starts, and is not replaced by another secret", async () => {
    await revoke(admin(), "key_bootstrap");

    await ensureBootstrapKey(runtime, secret);
    await ensureBootstrapKey(runtime, "another-secret-from-the-configuration");

    await expect(use(secret)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(use("another-secret-from-the-configuration")).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  test("is made by the portal itself and by nobody else", async () => {
    for (const actor of [admin(), organizationKey()])
      await expect(createBootstrapKey.execute(runtime, actor, { secret })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});
