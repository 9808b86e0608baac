import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { ParsedProduct } from "@/lib/catalog/model";
import { readDocument } from "@/lib/platform/document";
import { DomainError } from "@/lib/platform/errors";

import { isProductDocument, readProduct } from "./index";

const document = (text: string) => readDocument(new TextEncoder().encode(text), null);
const read = (value: unknown) =>
  readProduct(document(typeof value === "string" ? value : JSON.stringify(value)));
const details = (complaints: readonly { pointer: string; detail: string }[]) =>
  complaints.map(({ pointer, detail }) => `${pointer} ${detail}`);

const ODPS = `apiVersion: v1.1.0
kind: DataProduct
id: customer-orders
name: Customer orders
version: 2.1.0
status: active
type: aggregate
domain: sales
tenant: acme
team:
  name: checkout
  members:
    - username: ada@example.com
      name: Ada
      role: Owner
    - username: gone@example.com
      dateOut: "2024-01-01"
description:
  purpose: All orders with their customers.
  usage: Join by customer_id.
  limitations: No returns.
tags: [orders, customers]
synonyms:
  - synonym: purchases
authoritativeDefinitions:
  - type: canonicalUrl
    url: https://example.com/orders
support:
  - channel: orders-help
    url: https://chat.example.com/orders
    tool: slack
customProperties:
  - property: visibility
    value: restricted
  - property: costCenter
    value: 42
inputPorts:
  - name: raw-orders
    version: 1.0.0
    contractId: raw-orders-contract
outputPorts:
  - id: orders-table
    name: orders
    version: 2.0.0
    type: tables
    contractId: orders-contract
    description: One row per order.
    tags: [gold]
    inputContracts:
      - id: raw-orders-contract
        version: 1.0.0
    customProperties:
      - property: status
        value: active
      - property: Auto-Approve
        value: true
      - property: containsPii
        value: "yes"
      - property: environment
        value: production
      - property: server
        value: {host: db.example.com, port: 5432}
      - property: contractServer
        value: prod
  - name: legacy
    deprecated: true
`;

describe("a product in Bitol's standard", () => {
  it("is read whole, and fits the model", () => {
    const { product, errors, warnings } = read(ODPS);
    expect([errors, warnings]).toEqual([[], []]);
    expect(ParsedProduct.parse(product)).toEqual(product);
    expect(product).toMatchObject({
      id: "customer-orders",
      name: "Customer orders",
      version: "2.1.0",
      status: "active",
      type: "aggregate",
      ownerTeamId: "checkout",
      visibility: "restricted",
      format: "odps",
      apiVersion: "v1.1.0",
      domainName: "sales",
      tenant: "acme",
      purpose: "All orders with their customers.",
      tags: ["orders", "customers"],
      synonyms: ["purchases"],
      people: [{ email: "ada@example.com", name: "Ada", role: "Owner" }],
      links: [{ label: "canonicalUrl", url: "https://example.com/orders", kind: "canonicalUrl" }],
      support: [{ channel: "orders-help", url: "https://chat.example.com/orders", tool: "slack" }],
      customProperties: [{ property: "costCenter", value: 42, description: null }],
      inputPorts: [{ name: "raw-orders", version: "1.0.0", contractId: "raw-orders-contract" }],
    });
  });

  it("takes what the standard has no place for from the ports' custom properties", () => {
    const [orders, legacy] = read(ODPS).product?.outputPorts ?? [];
    expect(orders).toEqual({
      externalId: "orders-table",
      name: "orders",
      version: "2.0.0",
      description: "One row per order.",
      type: "tables",
      contractId: "orders-contract",
      status: "active",
      environment: "production",
      autoApprove: true,
      containsPii: true,
      server: { host: "db.example.com", port: 5432 },
      inputContracts: [{ id: "raw-orders-contract", version: "1.0.0" }],
      tags: ["gold"],
      links: [],
      customProperties: [{ property: "contractServer", value: "prod", description: null }],
    });
    expect(legacy).toMatchObject({
      externalId: null,
      status: "deprecated",
      autoApprove: false,
      server: null,
    });
  });

  const base = { apiVersion: "v1.0.0", kind: "DataProduct", id: "p", status: "active", team: { name: "t" } };

  it.each([
    ["in development", "draft", 0],
    ["In-Development", "draft", 0],
    ["retired", "retired", 0],
    ["published", "active", 0],
    ["Draft", "draft", 0],
    ["certified", "draft", 1],
    ["toString", "draft", 1],
  ])("takes the status %j as %s", (status, expected, warnings) => {
    const reading = read({ ...base, status });
    expect(reading.product?.status).toBe(expected);
    expect(reading.errors).toEqual([]);
    expect(reading.warnings).toHaveLength(warnings);
  });

  it.each([
    ["internal", "organization", 0],
    ["restricted", "restricted", 0],
    ["somewhere", null, 1],
  ])("takes the visibility %j as %s", (value, expected, warnings) => {
    const reading = read({ ...base, customProperties: [{ property: "visibility", value }] });
    expect(reading.product?.visibility).toBe(expected);
    expect(reading.warnings).toHaveLength(warnings);
  });

  it("is deprecated when it says so, whatever its status", () => {
    expect(read({ ...base, apiVersion: "v1.1.0", deprecated: true }).product?.status).toBe("deprecated");
  });

  it("is accepted when the version it claims or the newest accepts it; the other's objections are warnings", () => {
    const shapeOf10 = read({ ...base, apiVersion: "v0.9.0" });
    expect(shapeOf10.errors).toEqual([]);
    expect(details(shapeOf10.warnings)).toEqual(["#/team v0.9.0: team must be a list, not an object."]);

    const shapeOf11 = read({ ...base, status: undefined });
    expect(shapeOf11.errors).toEqual([]);
    expect(details(shapeOf11.warnings)).toEqual(["#/status v1.0.0: status is missing."]);

    const shapeOf09 = read({ ...base, apiVersion: "v0.9.0", team: [{ username: "a" }] });
    expect(shapeOf09.errors).toEqual([]);
    expect(shapeOf09.product).toMatchObject({ ownerTeamId: null, people: [{ email: "a" }] });
  });

  it("is refused with the place and with what to write, and is readable all the same", () => {
    const { product, errors } = read(
      "apiVersion: v1.0.0\nkind: DataProduct\nid: p\nstatus: active\nversion: 1.0\nteam:\n  name: t\ndescripton: x\n",
    );
    expect(product?.version).toBe("1");
    expect(errors).toEqual([
      { pointer: "#/version", detail: 'version must be text: write version: "1.0".', line: 5, column: 1 },
      {
        pointer: "#/descripton",
        detail: '"descripton" is not a key that the standard knows here. Did you mean "description"?',
        line: 8,
        column: 1,
      },
    ]);
  });

  it("needs an id; who owns it may be told by others", () => {
    expect(read({ ...base, id: undefined }).product).toBeNull();
    expect(details(read({ ...base, id: "a/b" }).errors)).toEqual([
      "#/id id must not contain slashes or control characters.",
    ]);
    expect(read({ ...base, team: undefined })).toMatchObject({ errors: [], product: { ownerTeamId: null } });
    const property = { property: "owner", value: "checkout" };
    expect(read({ ...base, team: undefined, customProperties: [property] }).product?.ownerTeamId).toBe(
      "checkout",
    );
  });

  it("has no two ports with one name and version", () => {
    const port = { name: "a", version: "1" };
    const { errors } = read({ ...base, outputPorts: [port, { ...port, version: "2" }, port] });
    expect(details(errors)).toEqual([
      "#/outputPorts/2 There is another port with the name a and this version.",
    ]);
  });
});

const DPS = {
  dataProductSpecification: "0.0.1",
  id: "search-queries",
  info: {
    title: "Search queries",
    owner: "search",
    description: "All queries.",
    status: "in development",
    archetype: "source-aligned",
    maturity: "managed",
  },
  inputPorts: [{ id: "topic", name: "Search topic", sourceSystemId: "search-service", tags: ["kafka"] }],
  outputPorts: [
    {
      id: "queries-v1",
      name: "queries",
      type: "snowflake",
      status: "active",
      environment: "prod",
      server: { account: "acme", database: "SEARCH", schema: "V1" },
      containsPii: false,
      autoApprove: true,
      dataContractId: "queries-contract",
      links: { schema: "https://example.com/schema" },
      custom: { tier: "gold" },
    },
    { id: "files", name: "files", location: "s3://bucket/files" },
  ],
  links: { docs: "https://example.com" },
  custom: { visibility: "restricted" },
  tags: ["search"],
};

describe("a product in the older format", () => {
  it("is read whole, and fits the model", () => {
    const { product, errors, warnings } = read(DPS);
    expect([errors, warnings]).toEqual([[], []]);
    expect(ParsedProduct.parse(product)).toEqual(product);
    expect(product).toMatchObject({
      id: "search-queries",
      name: "Search queries",
      ownerTeamId: "search",
      status: "draft",
      type: "sourceAligned",
      format: "dps",
      apiVersion: "0.0.1",
      purpose: "All queries.",
      visibility: "restricted",
      links: [{ label: "docs", url: "https://example.com", kind: null }],
      inputPorts: [{ name: "Search topic", sourceSystemId: "search-service", tags: ["kafka"] }],
    });
    expect(product?.outputPorts).toMatchObject([
      {
        externalId: "queries-v1",
        contractId: "queries-contract",
        autoApprove: true,
        containsPii: false,
        server: { account: "acme" },
        links: [{ label: "schema" }],
        customProperties: [{ property: "tier", value: "gold" }],
      },
      { externalId: "files", server: { location: "s3://bucket/files" } },
    ]);
  });

  it("is refused without title, owner or port ids", () => {
    const { product, errors } = read({ ...DPS, info: { owner: "search" }, outputPorts: [{ name: "a" }] });
    expect(product?.name).toBe("search-queries");
    expect(details(errors)).toEqual(["#/info/title title is missing.", "#/outputPorts/0/id id is missing."]);
  });
});

describe("anything else", () => {
  it("is told apart", () => {
    expect(isProductDocument({ kind: "DataProduct" })).toBe(true);
    expect(isProductDocument({ dataProductSpecification: "0.0.1" })).toBe(true);
    expect(isProductDocument({ kind: "DataContract" })).toBe(false);
    expect(isProductDocument([])).toBe(false);
    expect(read({ kind: "DataContract", id: "x" }).errors[0]?.detail).toContain("data contract");
    expect(read([1]).product).toBeNull();
  });

  it("never makes the reader fail, and what is read fits the model", () => {
    const keys = [
      ...[
        "apiVersion",
        "kind",
        "id",
        "name",
        "status",
        "team",
        "members",
        "username",
        "description",
        "tags",
        "info",
      ],
      ...[
        "owner",
        "title",
        "inputPorts",
        "outputPorts",
        "customProperties",
        "property",
        "value",
        "contractId",
      ],
      ...[
        "server",
        "links",
        "custom",
        "authoritativeDefinitions",
        "url",
        "synonyms",
        "support",
        "inputContracts",
      ],
      "dataProductSpecification",
    ];
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom(null, true, 0, -1.5, "", "active", "DataProduct", "v1.1.0", "x"),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 8 }),
      ),
    }));
    const forms = [{ kind: "DataProduct" }, { dataProductSpecification: "0.0.1" }, {}];
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...keys), value),
        fc.constantFrom(...forms),
        (given, form) => {
          try {
            const { product } = read({ id: "p", ...given, ...form });
            if (product) expect(ParsedProduct.safeParse(product).success).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
