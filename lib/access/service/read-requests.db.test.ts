import { describe, expect, test } from "vitest";

import type { Actor } from "@/lib/platform/actor";
import { admin, governance, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";

import { askForInformation, cancelRequest } from "./converse";
import { approveRequest, rejectRequest } from "./decide";
import { countWaiting, getRequest, listRequests } from "./read-requests";

const runtime = await testRuntime();
const { db, clock } = runtime;

/** A mesh with one pending request in each state, a minute apart. */
async function aFullMesh() {
  const mesh = await aMesh(db);
  const colleague = await aMember(db, { [mesh.consumingId]: "member" });
  let minute = 0;
  const ask = async (
    over: Partial<Parameters<typeof anOfferedPort>[1]> = {},
    actor: Actor = mesh.scientist,
  ) => {
    clock.now = new Date(Date.UTC(2026, 2, 1, 9, minute++));
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, ...over });
    return anAccessRequest(runtime, actor, { productId });
  };
  const plain = await ask();
  const confidential = await ask({ classification: "confidential" }, colleague);
  await approveRequest.execute(runtime, mesh.owner, { requestId: confidential.id });
  const personal = await ask({ personalData: true });
  await approveRequest.execute(runtime, mesh.approver, { requestId: personal.id });
  const asked = await ask();
  await askForInformation.execute(runtime, mesh.owner, { requestId: asked.id, note: "What for?" });
  const rejected = await ask();
  await rejectRequest.execute(runtime, mesh.owner, { requestId: rejected.id, note: "Not for this." });
  const withdrawn = await ask({}, colleague);
  await cancelRequest.execute(runtime, colleague, { requestId: withdrawn.id, note: null });
  return { ...mesh, colleague, ids: { plain, confidential, personal, asked, rejected, withdrawn } };
}

type Full = Awaited<ReturnType<typeof aFullMesh>>;

async function list(actor: Actor, input: Record<string, unknown>, { ids }: Full): Promise<string[]> {
  const { items } = await listRequests.execute(runtime, actor, input);
  const names = new Map(Object.entries(ids).map(([name, { id }]) => [id, name]));
  return items.flatMap(({ id }) => names.get(id) ?? []);
}

describe("the lists", () => {
  test("show everybody what waits for them, what is theirs and what was decided", async () => {
    const full = await aFullMesh();
    const waiting = (actor: Actor) => list(actor, { view: "waiting" }, full);
    expect(await waiting(full.owner)).toEqual(["plain"]);
    expect(await waiting(full.approver)).toEqual(["plain"]);
    expect(await waiting(full.domainOwner)).toEqual(["confidential"]);
    expect(await waiting(full.governor)).toEqual(["personal"]);
    expect(await waiting(full.scientist)).toEqual([]);
    expect(await waiting(admin())).toEqual([]);
    expect(await waiting(teamKey(full.teamId))).toEqual(["plain"]);

    const mine = (actor: Actor) => list(actor, { view: "mine" }, full);
    expect(await mine(full.scientist)).toEqual(["rejected", "asked", "personal", "plain"]);
    expect(await mine(full.colleague)).toEqual(["withdrawn", "confidential"]);
    expect(await mine(full.owner)).toEqual([]);

    const decided = (actor: Actor) => list(actor, { view: "decided" }, full);
    expect(await decided(full.owner)).toEqual(["withdrawn", "rejected"]);
    expect(await decided(full.scientist)).toEqual([]);

    const all = (actor: Actor) => list(actor, { view: "all" }, full);
    expect(await all(full.owner)).toHaveLength(6);
    expect(await all(governance())).toHaveLength(6);
    expect(await all(full.scientist)).toEqual(["rejected", "asked", "personal", "plain"]);
    expect(await all(stranger())).toEqual([]);
  });

  test("are narrowed by product, team and status, and turned around", async () => {
    const full = await aFullMesh();
    const productId = full.ids.plain.target.productId;
    expect(await list(full.owner, { view: "all", productId }, full)).toEqual(["plain"]);
    expect(await list(full.owner, { view: "all", teamId: full.elsewhereId }, full)).toEqual([]);
    expect(await list(full.owner, { view: "all", teamId: full.teamId, status: "rejected" }, full)).toEqual([
      ...["rejected"],
    ]);
    expect(await list(full.scientist, { view: "mine", sort: "oldest" }, full)).toEqual([
      ...["plain", "personal", "asked", "rejected"],
    ]);
    // A form sends what is not chosen as an empty text.
    const empty = { productId: "", teamId: "", status: "", sort: "", cursor: "" };
    expect(await list(full.owner, { view: "waiting", ...empty }, full)).toEqual(["plain"]);
  });

  test("go on where a page ended, without gap or repetition", async () => {
    const full = await aFullMesh();
    for (const sort of ["oldest", "newest"]) {
      const whole = await listRequests.execute(runtime, full.owner, { view: "all", sort });
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listRequests.execute>> = await listRequests.execute(
          ...([runtime, full.owner, { view: "all", sort, cursor, limit: "2" }] as const),
        );
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(ids).toEqual(whole.items.map(({ id }) => id));
    }
    const foreign = listRequests.execute(runtime, full.owner, { view: "all", cursor: "bm90IG91cnM" });
    await expect(foreign).rejects.toMatchObject({ code: "invalid" });
  });

  test("count what waits for a decision and for an answer", async () => {
    const full = await aFullMesh();
    expect(await countWaiting.execute(runtime, full.owner, {})).toEqual({ waiting: 1, mine: 0 });
    expect(await countWaiting.execute(runtime, full.scientist, {})).toEqual({ waiting: 0, mine: 1 });
    expect(await countWaiting.execute(runtime, stranger(), {})).toEqual({ waiting: 0, mine: 0 });
  });

  test("ask administrators where there is no governance", async () => {
    const full = await aFullMesh();
    const root = await aMember(db, {}, { orgRole: "admin" });
    const waiting = () => list(root, { view: "waiting" }, full);
    expect(await waiting()).toEqual([]);
    await db.user.updateMany({ where: { orgRole: "governance" }, data: { deactivatedAt: new Date() } });
    expect(await waiting()).toEqual(["personal"]);
    await db.user.updateMany({ where: { orgRole: "governance" }, data: { deactivatedAt: null } });
  });
});

describe("one request", () => {
  test("shows approvers everything that they decide by", async () => {
    const mesh = await aMesh(db);
    const held = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
    await anAccessRequest(runtime, mesh.scientist, { productId: held.productId });
    const foreign = await anOfferedPort(runtime, { team: mesh.elsewhereId, autoApprove: true });
    await anAccessRequest(runtime, mesh.scientist, { productId: foreign.productId });
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const { id: requestId } = await anAccessRequest(runtime, mesh.scientist, { productId });

    const seen = await getRequest.execute(runtime, mesh.owner, { requestId });
    expect(seen).toMatchObject({
      ...{ purpose: "Forecasting demand", history: { approved: 1, rejected: 0, revoked: 0 } },
      facts: {
        classification: "internal",
        sameTeam: false,
        sameDomain: false,
        providerTeam: { id: mesh.teamId },
      },
      permissions: { decide: { allowed: true }, answer: { allowed: false }, cancel: { allowed: false } },
    });
    // Of the consumer's other access only what the approver may see.
    expect(seen.otherAccess).toMatchObject([{ target: { productId: held.productId }, status: "active" }]);
    const asGovernance = await getRequest.execute(runtime, governance(), { requestId });
    expect(asGovernance.otherAccess).toHaveLength(2);
  });

  test("is nothing to strangers and to plain members of the owning team", async () => {
    const mesh = await aMesh(db);
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const { id: requestId } = await anAccessRequest(runtime, mesh.scientist, { productId });
    for (const actor of [stranger(), await aMember(db, { [mesh.teamId]: "member" })])
      await expect(getRequest.execute(runtime, actor, { requestId })).rejects.toMatchObject({
        code: "not_found",
      });
    const steward = await aMember(db, { [mesh.teamId]: "steward" });
    expect(await getRequest.execute(runtime, steward, { requestId })).toMatchObject({
      permissions: { decide: { allowed: false } },
    });
  });

  test("takes no more statements for many requests than for few", async () => {
    const full = await aFullMesh();
    // Outside a transaction every statement takes a connection of the pool.
    const counting = async (limit: number) => {
      let statements = 0;
      const count = () => {
        statements++;
      };
      runtime.pool.on("acquire", count);
      await listRequests.execute(runtime, full.owner, { view: "all", limit });
      runtime.pool.off("acquire", count);
      return statements;
    };
    expect(await counting(6)).toBe(await counting(1));
    expect(await counting(6)).toBeLessThanOrEqual(7);
  });
});
