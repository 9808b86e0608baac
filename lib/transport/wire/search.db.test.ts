import { describe, expect, it } from "vitest";
import { z } from "zod";

import { followProducts } from "@/lib/search";
import { relay } from "@/lib/platform/outbox";
import { react } from "@/lib/platform/reactions";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aProduct } from "@/lib/testing/factories/catalog";
import { aContract } from "@/lib/testing/factories/contracts";
import { anApiKey, aTeam } from "@/lib/testing/factories/identity";

import { searchRoute } from "./search";

configure();
const runtime = await testRuntime();
const GET = searchRoute({ runtime });

const team = await aTeam(runtime.db, { id: "shop", name: "The shop" });
await aContract(runtime, { id: "orders-contract", name: "Orders contract", team: team.id });
await aProduct(runtime, { id: "orders", name: "Orders", team: team.id, tags: ["=1+1", "sales"] });
await aProduct(runtime, { id: "formula", name: '=HYPERLINK("http://evil")', team: team.id });
while ((await relay(runtime.pool)) > 0);
while ((await react(runtime, followProducts)) > 0);
const { secret } = await anApiKey(runtime.db, { scope: "organization", access: "read" });

const get = (query: string): Promise<Response> =>
  GET(new Request(`http://localhost:3000/api/search?${query}`, { headers: { "x-api-key": secret } }), {
    params: Promise.resolve({}),
  });

const Answer = z.object({ hits: z.array(z.object({ id: z.string() })), total: z.number() });

describe("GET /api/search", () => {
  it("answers hits, total, facets, engine and time", async () => {
    const answer: unknown = await (await get("q=orders&status=active&tag=sales&tag=other")).json();
    expect(answer).toMatchObject({
      hits: [{ id: "orders", name: "Orders", isRestricted: false }],
      ...{ total: 1, engine: "postgres", fallback: false, page: 1, pageSize: 20, nearNames: [] },
      facets: {
        status: [{ value: "active", count: 1 }],
        team: [{ value: "shop", label: "The shop", count: 1 }],
      },
      tookMs: expect.any(Number) as number,
    });
  });

  it("answers a question that makes no sense with a problem, never with a failure", async () => {
    for (const query of ["page=0", "page=x", "pageSize=101", "sort=best", `q=${"x".repeat(2001)}`]) {
      const response = await get(query);
      expect([query, response.status]).toEqual([query, 422]);
    }
    for (const query of [
      "q=%00",
      "q=%F0%9F",
      "q=', drop",
      "q=%25%5C%27",
      "status=",
      "unknown=1",
      "page=99999",
    ]) {
      const response = await get(query);
      expect([query, response.status < 500]).toEqual([query, true]);
    }
  });

  it("answers `query` in the shape of the wire API, with the address of every result", async () => {
    expect(await (await get("query=orders")).json()).toEqual({
      query: "orders",
      answer: "1 data product and 1 data contract.",
      results: [
        {
          id: "orders",
          url: "http://localhost:3000/products/orders",
          ownerId: "shop",
          ownerName: "The shop",
          name: "Orders",
          resourceType: "DATA_PRODUCT",
          description: "What orders is for.",
        },
        {
          id: "orders-contract",
          url: "http://localhost:3000/contracts/orders-contract",
          ownerId: "shop",
          ownerName: "The shop",
          name: "Orders contract",
          resourceType: "DATA_CONTRACT",
          description: null,
        },
      ],
    });
  });

  it("answers only the kinds of resources that are asked for", async () => {
    const Wire = z.object({ results: z.array(z.object({ id: z.string() })) });
    const idsOf = async (query: string) =>
      Wire.parse(await (await get(query)).json()).results.map(({ id }) => id);
    expect(await idsOf("query=orders&resourceType=DATA_CONTRACT")).toEqual(["orders-contract"]);
    expect(await idsOf("query=shop&resourceType=TEAM&resourceType=TAG")).toEqual(["shop"]);
    expect(await idsOf("query=shop&resourceType=TAG")).toEqual([]);
    expect((await get("query=shop&resourceType=SPACESHIP")).status).toBe(422);
  });

  it("gives the whole result as a file that no spreadsheet takes for formulas", async () => {
    const response = await get("q=&sort=name&format=csv");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines = (await response.text()).trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^id,name,status,.*,link$/);
    const formula = lines.find((line) => line.startsWith("formula"));
    expect(formula).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(formula).toMatch(/http:\/\/localhost:3000\/products\/formula$/);
    expect(Answer.parse(await (await get("q=")).json()).total).toBe(2);
  });
});
