import { describe, expect, it } from "vitest";

import type { Actor } from "@/lib/platform/actor";
import { aUser, governance, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aProduct, asJson, productDocument } from "@/lib/testing/factories/catalog";
import { aPerson, aTeam } from "@/lib/testing/factories/identity";

import {
  diffVersions,
  getDomainOverview,
  getProduct,
  getProductNeighbours,
  getProductSource,
  getTeamOverview,
  homeFeed,
  listDomains,
  listProducts,
  listVersions,
  registerProduct,
  removeProduct,
  setVisibility,
} from "./index";

const runtime = await testRuntime();
const { db } = runtime;

const names = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name);

describe("removing a product", () => {
  it("takes it out with its ports, keeps its versions, and puts it on the record", async () => {
    const team = await aTeam(db);
    const { id, name } = await aProduct(runtime, { team: team.id, offers: ["c"] });
    await removeProduct.execute(runtime, owner(team.id), { id });
    expect(await db.dataProduct.count({ where: { id } })).toBe(0);
    expect(await db.port.count({ where: { productId: id } })).toBe(0);
    expect(await db.productVersion.count({ where: { productId: id } })).toBe(1);
    const events = await db.outboxEvent.findMany({
      where: { subject: id },
      orderBy: { seq: "desc" },
      take: 1,
    });
    expect(events).toMatchObject([
      { type: "catalog.product.removed", payload: { name, contractIds: ["c"] } },
    ]);
    expect(await db.auditEntry.count({ where: { subjectId: id, action: "catalog.removeProduct" } })).toBe(1);
  });

  it("is hidden from strangers, forbidden to readers, and leaves no trace then", async () => {
    const team = await aTeam(db);
    const { id } = await aProduct(runtime, { team: team.id, visibility: "restricted" });
    const remove = (actor: Actor) => removeProduct.execute(runtime, actor, { id });
    await expect(remove(stranger())).rejects.toMatchObject({ code: "not_found" });
    await expect(remove(governance())).rejects.toMatchObject({ code: "forbidden" });
    await expect(remove(aUser("member", { [team.id]: "member" }))).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await db.outboxEvent.count({ where: { subject: id } })).toBe(1);
  });

  it("is done by exactly one of two at the same time", async () => {
    const team = await aTeam(db);
    const { id } = await aProduct(runtime, { team: team.id });
    const results = await Promise.allSettled(
      [1, 2].map(() => removeProduct.execute(runtime, owner(team.id), { id })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("the visibility of a product", () => {
  it("is decided by its owner, and tells who decided", async () => {
    const team = await aTeam(db);
    const person = await aPerson(db, { name: "Ada" });
    const actor = { ...owner(team.id), id: person.id };
    const { id } = await aProduct(runtime, { team: team.id });
    await setVisibility.execute(runtime, actor, { id, visibility: "restricted" });
    expect(await getProduct.execute(runtime, actor, { id })).toMatchObject({
      visibility: "restricted",
      visibilitySetBy: "Ada",
      revision: 1,
    });
    expect(
      await db.outboxEvent.count({ where: { subject: id, type: "catalog.product.visibilitySet" } }),
    ).toBe(1);
    await expect(getProduct.execute(runtime, stranger(), { id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is put on the record once when it is decided twice alike", async () => {
    const team = await aTeam(db);
    const { id } = await aProduct(runtime, { team: team.id });
    for (let time = 0; time < 2; time++)
      await setVisibility.execute(runtime, owner(team.id), { id, visibility: "restricted" });
    expect(await db.auditEntry.count({ where: { subjectId: id, action: "catalog.setVisibility" } })).toBe(1);
  });

  it("is not for strangers and members to decide, nor for who has seen another revision", async () => {
    const team = await aTeam(db);
    const { id } = await aProduct(runtime, { team: team.id });
    const set = (actor: Actor, more: object = {}) =>
      setVisibility.execute(runtime, actor, { id, visibility: "restricted", ...more });
    await expect(set(stranger())).rejects.toMatchObject({ code: "forbidden" });
    await expect(set(teamKey(team.id, "read"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(set(owner(team.id), { expectedRevision: 2 })).rejects.toMatchObject({ code: "stale" });
    expect(await getProduct.execute(runtime, stranger(), { id })).toMatchObject({
      visibility: "organization",
    });
  });

  it("hides everything about a product: source, versions, differences, neighbours", async () => {
    const { id } = await aProduct(runtime, { visibility: "restricted" });
    const questions = [
      () => getProductSource.execute(runtime, stranger(), { id }),
      () => listVersions.execute(runtime, stranger(), { id }),
      () => diffVersions.execute(runtime, stranger(), { id, to: 1 }),
      () => getProductNeighbours.execute(runtime, stranger(), { id }),
    ];
    for (const ask of questions) await expect(ask()).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the versions of a product", () => {
  it("tell who made them, page by page, and differ in named places and numbered lines", async () => {
    const team = await aTeam(db);
    const person = await aPerson(db, { name: "Grace" });
    const actor = { ...owner(team.id), id: person.id };
    const id = productDocument().id;
    for (const version of ["1.0.0", "1.1.0", "2.0.0"]) {
      const document = productDocument({
        id,
        team: team.id,
        version,
        offers: version === "2.0.0" ? ["b"] : ["a"],
      });
      await registerProduct.execute(runtime, actor, { id, document: asJson(document) });
    }
    const first = await listVersions.execute(runtime, actor, { id, limit: 2 });
    expect(first.items.map(({ version, by }) => [version, by.name])).toEqual([
      ["2.0.0", "Grace"],
      ["1.1.0", "Grace"],
    ]);
    const second = await listVersions.execute(runtime, actor, { id, limit: 2, cursor: first.nextCursor });
    expect([second.items.map(({ revision }) => revision), second.nextCursor]).toEqual([[1], null]);

    const diff = await diffVersions.execute(runtime, actor, { id, to: 3 });
    expect(diff).toMatchObject({ from: { revision: 2 }, to: { revision: 3 }, truncated: false });
    expect(diff.changes.map(({ pointer, kind }) => `${kind} ${pointer}`)).toEqual([
      "changed #/version",
      "removed #/outputPorts/a",
      "added #/outputPorts/b",
    ]);
    expect(diff.lines.filter(({ kind }) => kind === "added").map(({ text }) => text.trim())).toContain(
      '"version": "2.0.0",',
    );
    expect(await diffVersions.execute(runtime, actor, { id, from: 1, to: 1 })).toMatchObject({ changes: [] });
    expect(await diffVersions.execute(runtime, actor, { id, to: 1 })).toMatchObject({
      from: null,
      to: { revision: 1 },
    });
    await expect(diffVersions.execute(runtime, actor, { id, from: 9, to: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(listVersions.execute(runtime, actor, { id, cursor: "nonsense" })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("the neighbours of a product", () => {
  it("are those that the asker may see, with the contracts between", async () => {
    const team = await aTeam(db);
    const key = productDocument().id;
    const source = await aProduct(runtime, { team: team.id, offers: [`${key}-raw`] });
    const hidden = await aProduct(runtime, { visibility: "restricted", offers: [`${key}-secret`] });
    const middle = await aProduct(runtime, {
      team: team.id,
      consumes: [`${key}-raw`, `${key}-secret`, `${key}-nowhere`],
      offers: [`${key}-out`],
    });
    const reader = await aProduct(runtime, { consumes: [`${key}-out`] });
    await aProduct(runtime, { visibility: "restricted", consumes: [`${key}-out`] });

    const seen = await getProductNeighbours.execute(runtime, stranger(), { id: middle.id });
    expect(seen.upstream.map(({ product, contractIds }) => [product.id, contractIds])).toEqual([
      [source.id, [`${key}-raw`]],
    ]);
    expect(seen.downstream.map(({ product }) => product.id)).toEqual([reader.id]);
    expect(seen.unresolved.map(({ contractId }) => contractId)).toEqual([`${key}-secret`, `${key}-nowhere`]);
    const everything = await getProductNeighbours.execute(runtime, governance(), { id: middle.id });
    expect(everything.upstream.map(({ product }) => product.id).sort()).toEqual(
      [source.id, hidden.id].sort(),
    );
    expect(everything.downstream).toHaveLength(2);
  });
});

describe("domains, teams and home", () => {
  async function aDomain() {
    const domain = await aTeam(db, { type: "Domain", name: "Sales" });
    const inner = await aTeam(db, { type: "Domain", parentId: domain.id, name: "Inner" });
    const team = await aTeam(db, { parentId: inner.id, name: "Makers" });
    await aProduct(runtime, { team: domain.id, name: "alpha", status: "active" });
    await aProduct(runtime, { team: team.id, name: "beta", status: "draft" });
    await aProduct(runtime, { team: team.id, name: "gamma", status: "active", visibility: "restricted" });
    return { domain, inner, team };
  }

  it("count exactly what the asker may see, in the domain and below", async () => {
    const { domain, inner, team } = await aDomain();
    const of = async (actor: Actor) =>
      (await listDomains.execute(runtime, actor, {})).filter(({ id }) => [domain.id, inner.id].includes(id));
    expect(await of(stranger())).toMatchObject([
      { id: inner.id, parent: { id: domain.id }, teamCount: 1, productCount: 1, statuses: { draft: 1 } },
      { id: domain.id, parent: null, teamCount: 2, productCount: 2, statuses: { active: 1, draft: 1 } },
    ]);
    expect(await of(owner(team.id))).toMatchObject([
      { productCount: 2 },
      { productCount: 3, statuses: { active: 2 } },
    ]);
  });

  it("show the teams below, and the products page by page", async () => {
    const { domain, inner, team } = await aDomain();
    const first = await getDomainOverview.execute(runtime, governance(), { id: domain.id, limit: 2 });
    expect(first.teams.map(({ id, depth, productCount }) => [id, depth, productCount])).toEqual([
      [inner.id, 1, 0],
      [team.id, 2, 2],
    ]);
    expect([names(first.products), first.productCount]).toEqual([["alpha", "beta"], 3]);
    expect(first.products.items[1]).toMatchObject({
      domain: { id: inner.id },
      ownerTeam: { name: "Makers" },
    });
    const cursor = first.products.nextCursor;
    const second = await getDomainOverview.execute(runtime, governance(), {
      id: domain.id,
      limit: 2,
      cursor,
    });
    expect([names(second.products), second.products.nextCursor]).toEqual([["gamma"], null]);
    const drafts = await getDomainOverview.execute(runtime, stranger(), { id: domain.id, status: "draft" });
    expect([names(drafts.products), drafts.productCount]).toEqual([["beta"], 2]);
  });

  it("know a team by its own products and those below, and what is no domain", async () => {
    const { domain, inner, team } = await aDomain();
    const overview = await getTeamOverview.execute(runtime, stranger(), { id: inner.id });
    expect(overview).toMatchObject({ domain: { id: inner.id }, productCount: 1, statuses: { draft: 1 } });
    await expect(getDomainOverview.execute(runtime, governance(), { id: team.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getTeamOverview.execute(runtime, governance(), { id: "none" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(names(await listProducts.execute(runtime, governance(), { within: domain.id }))).toEqual([
      "alpha",
      "beta",
      "gamma",
    ]);
    expect(
      names(await listProducts.execute(runtime, governance(), { teamId: team.id, within: domain.id })),
    ).toEqual(["beta", "gamma"]);
    expect(
      names(await listProducts.execute(runtime, stranger(), { teamId: team.id, status: "active" })),
    ).toEqual([]);
  });

  it("bring what is new, what is mine and what I should correct", async () => {
    const [mine, other] = [await aTeam(db), await aTeam(db)];
    const document = productDocument({ team: mine.id, name: "faulty", mystery: 1 });
    const sent = { id: document.id, document: asJson(document), saveWithWarnings: true };
    await registerProduct.execute(runtime, owner(mine.id), sent);
    await aProduct(runtime, { team: other.id, name: "newest" });
    await aProduct(runtime, { team: other.id, name: "secret", visibility: "restricted" });

    const feed = await homeFeed.execute(runtime, owner(mine.id), {});
    expect(feed.recent.slice(0, 2).map(({ name }) => name)).toEqual(["newest", "faulty"]);
    expect([feed.mine.map(({ name }) => name), feed.mineCount]).toEqual([["faulty"], 1]);
    expect(feed.needsAttention).toEqual([{ id: document.id, name: "faulty", warningCount: 1 }]);
    const asMember = await homeFeed.execute(runtime, aUser("member", { [mine.id]: "member" }), {});
    expect([asMember.mineCount, asMember.needsAttention]).toEqual([1, []]);
    expect(await homeFeed.execute(runtime, stranger(), {})).toMatchObject({ mine: [], mineCount: 0 });
  });
});
