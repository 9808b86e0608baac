import { describe, expect, it } from "vitest";

import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { productDocument } from "@/lib/testing/factories/catalog";
import { contractDocument } from "@/lib/testing/factories/contracts";
import { anApiKey, aTeam } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { contractRoutes, productRoutes } from "./document-routes";
import { receiveRegistrations } from "./registrations";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const products = productRoutes(runtime);
const contracts = contractRoutes(runtime);
const registrations = receiveRegistrations(runtime);
const team = await aTeam(db);
const { secret: key } = await anApiKey(db);

const encode = (text: string) => new TextEncoder().encode(text);
const contract = JSON.stringify(contractDocument({ id: "x", team: team.id }));
const yaml = (more: string) =>
  `apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\nteam:\n  name: ${team.id}\n${more}`;
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const bomb = [
  "customProperties:",
  "  - property: &a0 [x, x, x, x, x, x, x, x, x]",
  ...Array.from(
    { length: 9 },
    (_, at) => `  - property: &a${at + 1} [${Array(9).fill(`*a${at}`).join(", ")}]`,
  ),
].join("\n");

type Bad = {
  what: string;
  body: string | Uint8Array;
  type?: string;
  status: number;
  pointer?: string;
  line?: number;
};

const BAD: readonly Bad[] = [
  { what: "nothing", body: "", status: 400 },
  { what: "only space", body: " \n\t ", status: 400 },
  { what: "half a document", body: '{"id": "x"', status: 400, pointer: "#", line: 1 },
  {
    what: "YAML with a bad indent",
    body: yaml("description:\n   purpose: a\n  usage: b\n"),
    type: "application/yaml",
    status: 400,
    line: 10,
  },
  { what: "two YAML documents", body: `${yaml("")}---\n${yaml("")}`, type: "application/yaml", status: 400 },
  { what: "a list", body: "[]", status: 422 },
  { what: "a text", body: '"x"', status: 422 },
  { what: "null", body: "null", status: 422 },
  {
    what: "a number that is none",
    body: yaml("price:\n  priceAmount: .nan\n"),
    type: "application/yaml",
    status: 422,
  },
  {
    what: "an unknown owner",
    body: contract.replace(team.id, "nobody"),
    status: 422,
    pointer: "#/team/name",
    line: 1,
  },
  { what: "no owner", body: contract.replace(/"team":\{[^}]*\},?/, ""), status: 422, pointer: "#/team/name" },
  { what: "no id", body: contract.replace('"id":"x"', '"other":"x"'), status: 422 },
  { what: "an empty id", body: contract.replace('"id":"x"', '"id":""'), status: 422, pointer: "#/id" },
  {
    what: "an id that is a list",
    body: contract.replace('"id":"x"', '"id":["x"]'),
    status: 422,
    pointer: "#/id",
  },
  {
    what: "an id that is too long",
    body: contract.replace('"id":"x"', `"id":"${"x".repeat(300)}"`),
    status: 422,
    pointer: "#/id",
  },
  {
    what: "a wrong type of value",
    body: contract.replace('"status":"active"', '"status":{"a":1}'),
    status: 422,
    pointer: "#/status",
  },
  {
    what: "another kind",
    body: contract.replace('"DataContract"', '"Surprise"'),
    status: 422,
    pointer: "#/kind",
  },
  { what: "a product", body: JSON.stringify(productDocument({ id: "x", team: team.id })), status: 422 },
  {
    what: "a duplicate key",
    body: contract.replace('"status"', '"id":"y","status"'),
    status: 422,
    pointer: "#/id",
  },
  {
    what: "a duplicate key in YAML",
    body: yaml("id: y\n"),
    type: "text/yaml",
    status: 422,
    pointer: "#/id",
    line: 8,
  },
  {
    what: "a prototype key",
    body: contract.replace('"status"', '"__proto__":{"a":1},"status"'),
    status: 422,
  },
  {
    what: "a constructor key",
    body: yaml("constructor:\n  prototype: 1\n"),
    type: "text/yaml",
    status: 422,
    line: 8,
  },
  {
    what: "NUL in a text",
    body: contract.replace('"active"', '"act\\u0000ive"'),
    status: 422,
    pointer: "#/status",
  },
  { what: "NUL in the body", body: contract.replace('"active"', '"act\u0000ive"'), status: 400 },
  {
    what: "half of a character pair",
    body: contract.replace('"active"', '"\\ud800"'),
    status: 422,
    pointer: "#/status",
  },
  {
    what: "bytes that are no UTF-8",
    body: new Uint8Array([...encode(contract.slice(0, -1)), 0xff, 0x7d]),
    status: 400,
  },
  { what: "UTF-16", body: new Uint8Array(Buffer.from(`\uFEFF${contract}`, "utf16le")), status: 400 },
  { what: "another charset", body: contract, type: "application/json; charset=iso-8859-1", status: 415 },
  { what: "another media type", body: contract, type: "application/xml", status: 415 },
  { what: "a form", body: "id=x", type: "application/x-www-form-urlencoded", status: 415 },
  { what: "lines of JSON", body: contract, type: "application/x-ndjson", status: 415 },
  { what: "a media type that is noise", body: contract, type: "x".repeat(4000), status: 415 },
  { what: "too many bytes", body: contract.replace('"active"', `"${"a".repeat(2_200_000)}"`), status: 413 },
  { what: "deep nesting", body: contract.replace('"active"', nested(5000)), status: 422 },
  { what: "very deep nesting", body: contract.replace('"active"', nested(300_000)), status: 422 },
  {
    what: "deep nesting in YAML",
    body: yaml(`custom: ${"[".repeat(50_000)}\n`),
    type: "text/yaml",
    status: 422,
  },
  { what: "a bomb of aliases", body: yaml(`${bomb}\n`), type: "application/yaml", status: 422 },
  { what: "an alias to itself", body: yaml("tags: &a [*a]\n"), type: "application/yaml", status: 422 },
  {
    what: "a YAML tag that makes objects",
    body: yaml("tags: !!js/function 'return 1'\n"),
    type: "text/yaml",
    status: 422,
  },
  { what: "a merge key", body: yaml("<<: {a: 1}\n"), type: "text/yaml", status: 422 },
];

/** Wrong only as one data contract. */
const FINE_ELSEWHERE = ["a product", "two YAML documents", "lines of JSON"];

const rows = async () => ({
  products: await db.dataProduct.count(),
  contracts: await db.dataContract.count(),
  versions: (await db.productVersion.count()) + (await db.contractVersion.count()),
  audit: await db.auditEntry.count(),
  events: await db.outboxEvent.count(),
});
const before = await rows();

describe("a document that is", () => {
  it.each(BAD)("$what is refused with $status, and nothing is written", async (bad) => {
    const { body, type = "application/json", status } = bad;
    const sent = { method: "PUT", key, body, headers: { "content-type": type } };
    const problem = await problemOf(await call(contracts.put, "/api/datacontracts/x", sent));
    expect(problem.status, problem.detail).toBe(status);
    expect(problem.detail).toMatch(/\w.*\.$|\w:/);
    const [first] = problem.errors ?? [];
    if (bad.pointer !== undefined) expect(first?.pointer).toBe(bad.pointer);
    if (bad.line !== undefined) expect(first?.line).toBe(bad.line);
    expect(await rows()).toEqual(before);
  });

  it.each(BAD.filter(({ what }) => !FINE_ELSEWHERE.includes(what)))(
    "$what is refused also among many, and as a product",
    async ({ body, type = "application/json" }) => {
      const headers = { "content-type": type };
      const product = await call(products.put, "/api/dataproducts/x", { method: "PUT", key, body, headers });
      expect((await problemOf(product)).status).toBeLessThan(500);
      const many = await call(registrations, "/api/registrations", { method: "POST", key, body, headers });
      expect(many.status).toBeLessThan(500);
      expect(await rows()).toEqual(before);
    },
  );
});

describe("an address or condition that is noise", () => {
  it.each([
    `/api/dataproducts/${"x".repeat(5000)}`,
    "/api/dataproducts/%00",
    "/api/dataproducts/%EF%BF%BE",
    "/api/dataproducts/__proto__",
    "/api/dataproducts/..%2F..%2Fetc",
    "/api/dataproducts/x/versions/99999999999",
    "/api/dataproducts/x/versions/-1",
    "/api/dataproducts/x/versions/1e400",
  ])("%s is answered with a problem", async (path) => {
    const response = await call(products.get, path, { key });
    expect([404, 422]).toContain((await problemOf(response)).status);
  });

  it.each([
    "p=x",
    "p=1e99",
    "p=-5",
    "q=%00",
    `q=${"x".repeat(3000)}`,
    "teamId=%00",
    "sort=%27%3B--",
    "status=__proto__",
  ])("?%s is answered with a list or a problem", async (query) => {
    for (const handler of [products.list, contracts.list]) {
      const response = await call(handler, `/api/dataproducts?${query}`, { key });
      expect([200, 422]).toContain(response.status);
    }
  });
});
