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
describe("what no schema can say", () => {
  const twoTables = (relationship: unknown) => ({
    ...base,
    schema: [
      { name: "orders", properties: [{ name: "a" }, { name: "b" }], relationships: [relationship] },
      {
        id: "cust",
        name: "customers",
        properties: [
          { id: "key", name: "id" },
          { name: "address", logicalType: "object", properties: [{ name: "street" }] },
        ],
      },
    ],
  });

  it.each<[string, unknown, string]>([
    [
      "two tables of a name",
      { ...base, schema: [{ name: "a" }, { name: "a" }] },
      '#/schema/1/name There is another entry with the name "a" in this list.',
    ],
    ["two columns of a name", withSchema({ name: "a" }, { name: "a" }), "#/schema/0/properties/1/name"],
    [
      "two servers of a name",
      { ...base, servers: [1, 2].map(() => ({ server: "a", type: "custom" })) },
      "#/servers/1/server",
    ],
    [
      "two roles of an id",
      {
        ...base,
        roles: [
          { id: "a", role: "x" },
          { id: "a", role: "y" },
        ],
      },
      "#/roles/1/id",
    ],
    [
      "two rules of an id",
      {
        ...base,
        schema: [{ name: "a", quality: [1, 2].map(() => ({ id: "q", metric: "rowCount", mustBe: 1 })) }],
      },
      "#/schema/0/quality/1/id",
    ],
    [
      "a relationship to nowhere",
      twoTables({ from: "orders.a", to: "ghosts.id" }),
      '#/schema/0/relationships/0/to "ghosts.id" leads nowhere',
    ],
    [
      "a relationship from nowhere",
      twoTables({ from: "ghosts.id", to: "orders.a" }),
      "#/schema/0/relationships/0/from",
    ],
    [
      "unequal composite keys",
      twoTables({ from: ["orders.a", "orders.b"], to: ["customers.id"] }),
      "as many columns on both sides: from has 2, to has 1.",
    ],
    [
      "one key and a list",
      twoTables({ from: "orders.a", to: ["customers.id"] }),
      "from and to must both be one reference or both be lists.",
    ],
    [
      "an array of nothing",
      withSchema({ name: "a", logicalType: "array" }),
      "#/schema/0/properties/0 An array needs items",
    ],
    [
      "an extension without a name",
      { ...base, customProperties: [{ property: " ", value: 1 }] },
      "#/customProperties/0/property The custom property has no name.",
    ],
    ["an empty rule", withRule({}), "#/schema/0/quality/0 The quality rule is empty."],
    [
      "a negative price",
      { ...base, price: { priceAmount: -1 } },
      "#/price/priceAmount priceAmount must not be negative.",
    ],
    [
      "a scheduler without schedule",
      { ...base, slaProperties: [{ property: "x", value: 1, scheduler: "cron" }] },
      "#/slaProperties/0/scheduler",
    ],
    [
      "an objective for nothing",
      { ...withSchema({ name: "a" }), slaDefaultElement: "ghosts" },
      '#/slaDefaultElement "ghosts" is no table or column of this contract.',
    ],
    [
      "a channel of no place",
      { ...base, support: [{ channel: "slack", tool: "Slack" }] },
      "#/support/0/url url is missing",
    ],
    ["an id with a slash", { ...base, id: "a/b" }, "#/id id must not contain slashes"],
  ])("names %s", (_name, document, expected) => {
    expect(details(read(document).errors).join("\n")).toContain(expected);
  });

  it.each<[string, unknown, string]>([
    [
      "a column that points to another contract's table",
      withSchema({ name: "a", relationships: [{ to: "elsewhere.id" }] }),
      "leads nowhere",
    ],
    [
      "a column that its table does not have",
      twoTables({ from: "orders.a", to: "customers.ghost" }),
      "leads nowhere",
    ],
    [
      "an objective for a name of the platform",
      { ...withSchema({ name: "a" }), slaProperties: [{ property: "x", value: 1, element: "tab1.a" }] },
      "tab1.a",
    ],
  ])("only warns of %s", (_name, document, expected) => {
    const { errors, warnings } = read(document);
    expect(errors).toEqual([]);
    expect(details(warnings).join("\n")).toContain(expected);
  });

  it.each<[string, unknown]>([
    ["by names", twoTables({ from: "orders.a", to: "customers.id" })],
    ["by ids", twoTables({ from: "schema/orders/properties/a", to: "schema/cust/properties/key" })],
    [
      "with a leading slash",
      twoTables({ from: "/schema/orders/properties/a", to: "schema/customers/properties/id" }),
    ],
    ["into another file", twoTables({ from: "orders.a", to: "other.yaml#/schema/x/properties/y" })],
    [
      "of several columns",
      twoTables({ from: ["orders.a", "orders.b"], to: ["customers.id", "customers.id"] }),
    ],
  ])("follows references %s", (_name, document) => {
    expect(read(document)).toMatchObject({ errors: [], warnings: [] });
  });

  it("follows references to nested columns, which 3.2 allows", () => {
    const nested = {
      ...twoTables({ from: "orders.a", to: "customers.address.street" }),
      apiVersion: "v3.2.0",
    };
    expect(read(nested)).toMatchObject({ errors: [], warnings: [] });
  });

  it("takes the elements of an objective by table, column or both", () => {
    const slaProperties = [{ property: "x", value: 1, element: "orders, orders.a, a" }];
    expect(read({ ...withSchema({ name: "a" }), slaProperties })).toMatchObject({ errors: [], warnings: [] });
  });
});
