import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { jobActor, type OrgRole, type TeamRole } from "@/lib/platform/actor";
import { admin, aUser, governance, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aTeam } from "@/lib/testing/factories/identity";

import {
  createSource,
  disableSource,
  enableSource,
  getSource,
  listDeliveries,
  listSources,
  revokeFormerSecret,
  rotateSecret,
} from "../index";
import { canReadSource, sourcesVisibleTo } from "../policy";
import { findSealedSource } from "../store/sources";
import { openSecret } from "./sources";

configure();
const runtime = await testRuntime();
const { db } = runtime;

async function aSource(over: { scheme?: string; teamId?: string } = {}) {
  const { scheme = "standard-webhooks", teamId = (await aTeam(db)).id } = over;
  return createSource.execute(runtime, admin(), { name: "CI", scheme, teamId });
}

const acceptedSecrets = async (id: string) =>
  ((await findSealedSource(db, id, runtime.now()))?.secrets ?? []).map(openSecret);

describe("a webhook source", () => {
  it("is created with a secret that is shown this once and kept sealed", async () => {
    const { secret, ...source } = await aSource();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await acceptedSecrets(source.id)).toEqual([secret]);
    const rows = await db.webhookSecret.findMany({ where: { sourceId: source.id } });
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
    expect(await getSource.execute(runtime, admin(), { id: source.id })).toEqual(source);
    expect((await aSource({ scheme: "github" })).secret).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is on the record with every change, without its secret", async () => {
    const { id, secret } = await aSource();
    const rotated = await rotateSecret.execute(runtime, admin(), { id });
    await revokeFormerSecret.execute(runtime, admin(), { id });
    await disableSource.execute(runtime, admin(), { id });
    await disableSource.execute(runtime, admin(), { id });
    await enableSource.execute(runtime, admin(), { id });
    const entries = await db.auditEntry.findMany({
      where: { subjectId: id },
      orderBy: { seq: "asc" },
      select: { action: true, detail: true },
    });
    expect(entries.map(({ action }) => action).sort()).toEqual([
      "events.createSource",
      "events.disableSource",
      "events.enableSource",
      "events.revokeFormerSecret",
      "events.rotateSecret",
    ]);
    expect(JSON.stringify(entries)).not.toMatch(
      new RegExp(`${secret.slice(6, 20)}|${rotated.secret.slice(6, 20)}`),
    );
  });

  it("has two secrets at most: a second rotation ends the oldest", async () => {
    const first = await aSource();
    const second = await rotateSecret.execute(runtime, admin(), { id: first.id });
    const third = await rotateSecret.execute(runtime, admin(), { id: first.id });
    expect(await acceptedSecrets(first.id)).toEqual([third.secret, second.secret]);
    expect(third.secrets.map(({ expiresAt }) => expiresAt !== null)).toEqual([false, true]);
  });

  it("does not exist for strangers, nor for people of another team", async () => {
    const { id } = await aSource();
    for (const actor of [stranger(), owner((await aTeam(db)).id)]) {
      for (const operation of [getSource, rotateSecret, disableSource, enableSource, revokeFormerSecret]) {
        await expect(operation.execute(runtime, actor, { id })).rejects.toMatchObject({ code: "not_found" });
      }
      await expect(listDeliveries.execute(runtime, actor, { sourceId: id })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  it("is changed by administrators in person alone; others who see it may not, and leave no trace", async () => {
    const { id, teamId } = await aSource();
    const before = [await db.auditEntry.count(), await db.webhookSecret.count()];
    for (const actor of [owner(teamId), governance(), organizationKey()]) {
      await expect(getSource.execute(runtime, actor, { id })).resolves.toMatchObject({ id });
      await expect(rotateSecret.execute(runtime, actor, { id })).rejects.toMatchObject({ code: "forbidden" });
      await expect(
        createSource.execute(runtime, actor, { name: "x", scheme: "github", teamId }),
      ).rejects.toMatchObject({ code: "forbidden" });
    }
    expect([await db.auditEntry.count(), await db.webhookSecret.count()]).toEqual(before);
  });

  it("needs a team that exists", async () => {
    const wrong = { name: "x", scheme: "github", teamId: "nowhere" };
    await expect(createSource.execute(runtime, admin(), wrong)).rejects.toMatchObject({
      code: "invalid",
      fields: [{ pointer: "#/teamId" }],
    });
  });

  it("lets exactly one of two rotations at the same moment win", async () => {
    const { id } = await aSource();
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => rotateSecret.execute(runtime, admin(), { id })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await acceptedSecrets(id)).toHaveLength(2);
  });

  it("is listed for exactly those who may read it", async () => {
    const teams = [await aTeam(db), await aTeam(db)];
    for (const { id } of teams) await aSource({ teamId: id });
    const all = await listSources.execute(runtime, admin(), {});
    const teamIds = teams.map(({ id }) => id);
    const role = fc.constantFrom<TeamRole>("owner", "approver", "editor", "member", "steward");
    const actors = fc.oneof(
      fc
        .tuple(
          fc.constantFrom<OrgRole>("member", "governance", "admin"),
          fc.dictionary(fc.constantFrom(...teamIds, "elsewhere"), role),
        )
        .map(([orgRole, held]) => aUser(orgRole, held)),
      fc
        .tuple(fc.constantFrom(...teamIds), fc.constantFrom("read" as const, "write" as const))
        .map(([team, access]) => teamKey(team, access)),
      fc.constantFrom("read" as const, "write" as const).map(organizationKey),
      fc.constant(jobActor("test")),
    );
    await fc.assert(
      fc.asyncProperty(actors, async (actor) => {
        const listed = await db.webhookSource.findMany({
          where: sourcesVisibleTo(actor),
          select: { id: true },
        });
        const readable = all.filter((source) => canReadSource(actor, source));
        expect(listed.map(({ id }) => id).sort()).toEqual(readable.map(({ id }) => id).sort());
      }),
      { numRuns: 60 },
    );
    const [teamId = ""] = teamIds;
    expect(await listSources.execute(runtime, owner(teamId), {})).toHaveLength(1);
    expect(await listSources.execute(runtime, admin(), { teamId })).toHaveLength(1);
  });
});

describe("the delivery log", () => {
  it("is read page by page, newest first, and by outcome", async () => {
    const { id } = await aSource();
    for (let n = 0; n < 5; n++) {
      await db.inboundDelivery.create({
        data: {
          ...{ id: `msg_${n}_${id}`, sourceId: id, outcome: n % 2 ? "refused" : "accepted", status: 200 },
          ...{ detail: String(n), response: {}, bodyBytes: 0, bodySha256: "" },
          receivedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(n / 2))),
        },
      });
    }
    const details: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { detail: string }[]; nextCursor: string | null } = await listDeliveries.execute(
        runtime,
        admin(),
        { sourceId: id, limit: 2, ...(cursor && { cursor }) },
      );
      details.push(...page.items.map(({ detail }) => detail));
      cursor = page.nextCursor;
    } while (cursor);
    expect(details).toEqual(["4", "3", "2", "1", "0"]);
    const refused = await listDeliveries.execute(runtime, admin(), { sourceId: id, outcome: "refused" });
    expect(refused.items.map(({ detail }) => detail)).toEqual(["3", "1"]);
  });
});
