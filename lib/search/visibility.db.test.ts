import { beforeAll, describe, expect, it } from "vitest";

import type { Actor } from "@/lib/platform/actor";
import { FACETS } from "@/lib/platform/engines/search/model";
import type { Runtime } from "@/lib/platform/operation";
import { relay } from "@/lib/platform/outbox";
import { react } from "@/lib/platform/reactions";
import { admin, aUser, governance, organizationKey, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aProduct } from "@/lib/testing/factories/catalog";
import { aContract } from "@/lib/testing/factories/contracts";
import { aTeam } from "@/lib/testing/factories/identity";
import { reachableEngines } from "@/lib/testing/search-engines";
import { route } from "@/lib/transport/route";

import {
  exportProducts,
  findResources,
  followProducts,
  followTeams,
  getSearchIndexStatus,
  searchProducts,
  suggest,
} from "./index";

configure();

/**
 * Alpha has team `mine` with team `below` under it; Beta has team `theirs`. Each team owns one open and one
 * restricted product; only the restricted ones have a word, a tag, a column, a person and facet values of their own.
 */
const TEAMS = ["mine", "below", "theirs"] as const;
type TeamId = (typeof TEAMS)[number];

type Persona = { name: string; actor: () => Actor; sees: readonly TeamId[] };

const personas: Persona[] = [
  { name: "a stranger", actor: stranger, sees: [] },
  { name: "a member of the owning team", actor: () => aUser("member", { below: "member" }), sees: ["below"] },
  {
    name: "a member of a parent team",
    actor: () => aUser("member", { mine: "member", below: "member" }),
    sees: ["mine", "below"],
  },
  { name: "a read key of a team", actor: () => teamKey("theirs", "read"), sees: ["theirs"] },
  { name: "a write key of a team", actor: () => teamKey("theirs"), sees: ["theirs"] },
  { name: "governance", actor: governance, sees: TEAMS },
  { name: "an administrator", actor: admin, sees: TEAMS },
  { name: "a key of the organisation", actor: () => organizationKey("read"), sees: TEAMS },
];

async function seed(runtime: Runtime): Promise<void> {
  const { db } = runtime;
  await aTeam(db, { id: "alpha", name: "Alpha", type: "Domain" });
  await aTeam(db, { id: "beta", name: "Beta", type: "Domain" });
  await aTeam(db, { id: "mine", parentId: "alpha" });
  await aTeam(db, { id: "below", parentId: "mine" });
  await aTeam(db, { id: "theirs", parentId: "beta" });
  for (const team of TEAMS) {
    await aContract(runtime, { id: `open-contract-${team}`, team, columns: ["shared_column"] });
    await aContract(runtime, { id: `hidden-contract-${team}`, team, columns: [`hush${team}column`] });
    await aProduct(runtime, {
      ...{ id: `open-${team}`, name: `Ledger open ${team}`, team, tags: ["open"] },
      offers: [`open-contract-${team}`],
    });
    await aProduct(runtime, {
      ...{
        id: `hidden-${team}`,
        name: `Ledger hush${team}name`,
        team,
        visibility: "restricted",
        status: "draft",
      },
      ...{ tags: [`hush${team}tag`], offers: [`hidden-contract-${team}`] },
      description: { purpose: `About hush${team}purpose.` },
    });
  }
  while ((await relay(runtime.pool)) > 0);
  for (const reaction of [followProducts, followTeams]) while ((await react(runtime, reaction)) > 0);
}

/** Each engine that can be reached from here must hide the same things. */
describe.each(reachableEngines())("on $says", ({ open }) => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = { ...(await testRuntime()), search: await open() };
    await seed(runtime);
  });

  describe.each(personas)("$name", ({ actor: make, sees }) => {
    const actor = make();
    const visible = [...TEAMS.map((team) => `open-${team}`), ...sees.map((team) => `hidden-${team}`)].sort();
    const hidden = TEAMS.filter((team) => !sees.includes(team));
    const search = (input: object) => searchProducts.execute(runtime, actor, input);

    it.each(["", "ledger", "ledgr", "edge"])(
      "gets the hits and the total of what may be seen: %j",
      async (q) => {
        const { hits, total } = await search({ q, pageSize: 100 });
        expect(hits.map(({ id }) => id).sort()).toEqual(visible);
        expect(total).toBe(visible.length);
      },
    );

    it("gets pages that end where the visible ones end", async () => {
      const pages = [await search({ pageSize: 2, page: 1 }), await search({ pageSize: 2, page: 9 })];
      expect(pages.map(({ total }) => total)).toEqual([visible.length, visible.length]);
      expect(pages[1]?.hits).toEqual([]);
    });

    it("gets facets that count only what may be seen, chosen or not", async () => {
      for (const chosen of [{}, { status: "draft" }, { tag: "open" }]) {
        const { facets } = await search({ q: "ledger", ...chosen });
        const seen = JSON.stringify(facets);
        for (const team of hidden) expect(seen).not.toContain(`hush${team}`);
        const statuses = new Map(facets.status.map(({ value, count }) => [value, count]));
        const isNarrowedByTag = "tag" in chosen;
        expect(statuses.get("active") ?? 0).toBe(TEAMS.length);
        expect(statuses.get("draft") ?? 0).toBe(isNarrowedByTag ? 0 : sees.length);
      }
      const { facets } = await search({});
      for (const facet of FACETS.filter(
        (name) => name === "team" || name === "domain" || name === "status",
      )) {
        expect(facets[facet].reduce((sum, { count }) => sum + count, 0)).toBe(visible.length);
      }
    });

    it("gets suggestions only of what may be seen", async () => {
      const { suggestions } = await suggest.execute(runtime, actor, { q: "ledger", limit: 20 });
      expect(suggestions.map(({ id }) => id).sort()).toEqual(visible);
      for (const team of hidden) {
        const beginnings = [`hush${team}name`, `hush${team}`.slice(0, 6), "Ledger hush"];
        for (const q of beginnings) {
          const found = await suggest.execute(runtime, actor, { q, limit: 20 });
          expect(found.suggestions.map(({ id }) => id)).not.toContain(`hidden-${team}`);
        }
      }
    });

    it("learns nothing by searching for a hidden word, tag, column or purpose", async () => {
      for (const team of hidden) {
        for (const part of ["name", "tag", "column", "purpose"]) {
          const answer = await search({ q: `hush${team}${part}` });
          const told = JSON.stringify([answer.hits, answer.facets, answer.nearNames]);
          expect(told).not.toContain(`hush${team}`);
          expect(answer.hits.map(({ id }) => id)).not.toContain(`hidden-${team}`);
        }
        const byFacet = await search({ tag: `hush${team}tag` });
        expect([byFacet.total, byFacet.hits]).toEqual([0, []]);
      }
    });

    it("is shown where a word was found only in what may be seen", async () => {
      for (const team of sees) {
        const { hits } = await search({ q: `hush${team}column` });
        const hit = hits.find(({ id }) => id === `hidden-${team}`);
        expect(
          hit?.matches.some(({ field, text }) => field === "column" && text === `hush${team}column`),
        ).toBe(true);
      }
      const { hits } = await search({ q: "ledger", pageSize: 100 });
      const told = JSON.stringify(hits.map(({ matches }) => matches));
      for (const team of hidden) expect(told).not.toContain(`hush${team}`);
    });

    it("gets a file, and resources in the wire API's shape, of what may be seen", async () => {
      const { hits } = await exportProducts.execute(runtime, actor, {});
      expect(hits.map(({ id }) => id).sort()).toEqual(visible);
      const { results } = await findResources.execute(runtime, actor, { query: "hush" });
      const products = results.filter(({ resourceType }) => resourceType === "DATA_PRODUCT");
      for (const team of hidden) {
        expect(products.map(({ id }) => id)).not.toContain(`hidden-${team}`);
        expect(JSON.stringify(results)).not.toContain(`hidden-contract-${team}`);
      }
    });
  });

  it("tells an anonymous caller nothing at all", async () => {
    const nothing = { params: Promise.resolve({}) };
    const get = (path: string) => new Request(`http://localhost:3000/api/search${path}`);
    for (const response of [
      await route(searchProducts, { runtime })(get("?q=ledger"), nothing),
      await route(suggest, { runtime })(get("/suggest?q=ledger"), nothing),
      await route(findResources, { runtime })(get("?query=ledger"), nothing),
      await route(getSearchIndexStatus, { runtime })(get(""), nothing),
    ]) {
      expect(response.status).toBe(401);
      expect(await response.text()).not.toMatch(/ledger|open-/i);
    }
  });
});
