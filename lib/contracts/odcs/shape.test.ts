import { describe, expect, it } from "vitest";

import { readDocument } from "@/lib/platform/document";

import { readContract } from "./index";

const read = (value: unknown) => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return readContract(readDocument(new TextEncoder().encode(text), null));
};
const details = (complaints: readonly { pointer: string; detail: string }[]) =>
  complaints.map(({ pointer, detail }) => `${pointer} ${detail}`);

const base = { apiVersion: "v3.1.0", kind: "DataContract", id: "c", version: "1.0.0", status: "active" };
const withSchema = (...properties: unknown[]) => ({ ...base, schema: [{ name: "orders", properties }] });
const withRule = (rule: unknown) => ({ ...base, schema: [{ name: "orders", quality: [rule] }] });
const withServer = (server: unknown, apiVersion = "v3.1.0") => ({ ...base, apiVersion, servers: [server] });

describe("the versions of the standard", () => {
  it("differ in what they require; one of two is enough, and the other's objections are warnings", () => {
    const without = { ...base, status: undefined };
    expect(read({ ...without, apiVersion: "v3.2.0" })).toMatchObject({ errors: [], warnings: [] });
    expect(details(read(without).warnings)).toEqual(["#/status v3.1.0: status is missing."]);
    const role = { ...base, apiVersion: "v3.0.2", roles: [{ role: "a", extra: 1 }] };
    expect(read(role).errors).toEqual([]);
    expect(details(read(role).warnings)).toEqual([
      '#/roles/0/extra v3.2.0: "extra" is not a key that the standard knows here. Keys of your own go into customProperties.',
    ]);
  });

  it.each([
    ["v3.0.2", [{ username: "a" }], 0],
    ["v3.1.0", [{ username: "a" }], 0],
    ["v3.1.0", { name: "a", members: [{ username: "b" }] }, 0],
    ["v3.1.0", { username: "a" }, 1],
  ])("%s: a team of %j has %i errors", (apiVersion, team, count) => {
    expect(read({ ...base, apiVersion, team }).errors).toHaveLength(count);
  });

  it.each(["v2.2.2", "v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0", "v3.2.0"])("include %s", (apiVersion) => {
    expect(read({ ...base, apiVersion }).errors).toEqual([]);
  });

  it.each([
    ["3.1.0", 'apiVersion "3.1.0" is not known. Did you mean "v3.1.0"?'],
    [
      "v9.9.9",
      'apiVersion "v9.9.9" is not known. Use one of v3.2.0, v3.1.0, v3.0.2, v3.0.1, v3.0.0, v2.2.2, v2.2.1, v2.2.0.',
    ],
  ])("do not include %s", (apiVersion, detail) => {
    expect(read({ ...base, apiVersion }).errors[0]?.detail).toBe(detail);
  });
});

describe("what a schema objects to", () => {
  it.each<[string, unknown, string]>([
    ["an unknown key", { ...base, foo: 1 }, '#/foo "foo" is not a key that the standard knows here.'],
    ["a misspelt key", { ...base, sevrers: [] }, 'Did you mean "servers"?'],
    ["a kind of its own", { ...base, kind: "Contract" }, '#/kind kind "Contract" is not known.'],
    ["a missing version", { ...base, version: undefined }, "#/version version is missing."],
    [
      "a date without zone",
      { ...base, contractCreatedTs: "2026-01-01" },
      "#/contractCreatedTs contractCreatedTs must be a time with its zone",
    ],
    [
      "a property without name",
      withSchema({ logicalType: "string" }),
      "#/schema/0/properties/0/name name is missing.",
    ],
    ["an unknown type", withSchema({ name: "a", logicalType: "strng" }), 'Did you mean "string"?'],
    [
      "options of another type",
      withSchema({ name: "a", logicalType: "integer", logicalTypeOptions: { maxLength: 3 } }),
      "#/schema/0/properties/0/logicalTypeOptions/maxLength",
    ],
    [
      "options without a type",
      withSchema({ name: "a", logicalTypeOptions: { maxLength: 3 } }),
      "logicalTypeOptions need a logicalType beside them.",
    ],
    [
      "fields of a text",
      withSchema({ name: "a", logicalType: "string", properties: [] }),
      "#/schema/0/properties/0/properties",
    ],
    [
      "an id with spaces",
      { ...base, roles: [{ id: "a b", role: "x" }] },
      "#/roles/0/id id must be made of letters, digits, _ and - only.",
    ],
    [
      "a rule without operator",
      withRule({ metric: "rowCount" }),
      "#/schema/0/quality/0 The rule needs one operator",
    ],
    [
      "a rule with two operators",
      withRule({ metric: "rowCount", mustBe: 1, mustNotBe: 2 }),
      "two operators, mustBe and mustNotBe",
    ],
    [
      "a rule without metric",
      withRule({ type: "library", mustBe: 1 }),
      "#/schema/0/quality/0/metric metric is missing.",
    ],
    ["a rule that measures nothing", withRule({ mustBe: 1 }), "mustBe is there without a metric"],
    ["an unknown metric", withRule({ metric: "rowCuont", mustBe: 1 }), 'Did you mean "rowCount"?'],
    [
      "an old operator",
      withRule({ metric: "rowCount", mustBeGreaterThanOrEqualTo: 1 }),
      'Did you mean "mustBeGreaterOrEqualTo"?',
    ],
    ["a SQL rule without query", withRule({ type: "sql", mustBe: 1 }), "query is missing."],
    [
      "a range of one",
      withRule({ metric: "rowCount", mustBeBetween: [1] }),
      "mustBeBetween must have exactly 2 entries.",
    ],
    ["a check of nobody", withRule({ type: "custom", engine: "soda" }), "implementation is missing."],
    [
      "an unknown dimension",
      withRule({ metric: "rowCount", mustBe: 1, dimension: "accurracy" }),
      'Did you mean "accuracy"?',
    ],
    ["an unknown server", withServer({ server: "a", type: "postgress" }), 'Did you mean "postgres"?'],
    [
      "a server without its facts",
      withServer({ server: "a", type: "kafka" }),
      "#/servers/0/host host is missing.",
    ],
    [
      "facts of another server",
      withServer({ server: "a", type: "kafka", host: "h", schema: "s" }),
      "#/servers/0/schema",
    ],
    [
      "an objective without value",
      { ...base, slaProperties: [{ property: "latency" }] },
      "#/slaProperties/0/value value is missing.",
    ],
    [
      "a reference that is none",
      withSchema({ name: "a", relationships: [{ to: "just words" }] }),
      "to must be a reference such as",
    ],
    [
      "a column that refers from",
      withSchema({ name: "a", relationships: [{ from: "orders.a", to: "orders.a" }] }),
      "from is this property already: leave it out.",
    ],
    [
      "an empty choice",
      { ...withSchema({ name: "a", enum: [] }), apiVersion: "v3.2.0" },
      "enum must have at least 1 entry.",
    ],
    [
      "a map without its parts",
      { ...withSchema({ name: "a", logicalType: "map" }), apiVersion: "v3.2.0" },
      "map is missing.",
    ],
    [
      "a vector without dimensions",
      { ...withSchema({ name: "a", logicalType: "vector", logicalTypeOptions: {} }), apiVersion: "v3.2.0" },
      "dimensions is missing.",
    ],
  ])("names %s", (_name, document, expected) => {
    const { contract, errors } = read(document);
    expect(details(errors).join("\n")).toContain(expected);
    expect(contract?.id).toBe("c");
  });

  it.each<[string, unknown]>([
    [
      "iceberg since 3.2",
      withServer({ server: "a", type: "iceberg", catalog: "c", catalogUrl: "https://x.example" }, "v3.2.0"),
    ],
    [
      "a port as a placeholder since 3.2",
      withServer({ server: "a", type: "mysql", host: "h", port: "${PORT}", database: "d" }, "v3.2.0"),
    ],
    [
      "a custom server",
      withServer({ server: "a", type: "custom", location: "https://x.example", stream: "s" }),
    ],
    [
      "items without a name",
      withSchema({ name: "a", logicalType: "array", items: { logicalType: "string" } }),
    ],
    ["a rule in words", withRule({ type: "text", description: "Looks right" })],
    ["a SQL rule", withRule({ type: "sql", query: "select 1", mustBeBetween: [1, 2] })],
    [
      "a rule of another engine",
      withRule({ type: "custom", engine: "soda", implementation: { check: "x" } }),
    ],
  ])("accepts %s", (_name, document) => {
    expect(read(document).errors).toEqual([]);
  });

  it("quotes what was written, as the format wants it, with its place", () => {
    const yaml = "apiVersion: v3.1.0\nkind: DataContract\nid: c\nstatus: active\nversion: 1.0\n";
    expect(read(yaml).errors).toEqual([
      { pointer: "#/version", detail: 'version must be text: write version: "1.0".', line: 5, column: 1 },
    ]);
    expect(read(JSON.stringify({ ...base, version: 2 })).errors[0]?.detail).toBe(
      'version must be text: write "version": "2".',
    );
  });
});
