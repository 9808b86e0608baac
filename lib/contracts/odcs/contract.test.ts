import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { ParsedContract } from "@/lib/contracts/model";
import { readDocument } from "@/lib/platform/document";
import { DomainError } from "@/lib/platform/errors";

import { isContractDocument, readContract } from "./index";

const read = (value: unknown) => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return readContract(readDocument(new TextEncoder().encode(text), null));
};

const base = { apiVersion: "v3.1.0", kind: "DataContract", id: "c", version: "1.0.0", status: "active" };
const withSchema = (...properties: unknown[]) => ({ ...base, schema: [{ name: "orders", properties }] });
const ORDERS = `apiVersion: v3.2.0
kind: DataContract
id: orders-contract
name: Orders
version: 2.1.0
status: active
domain: sales
tenant: acme
tags: [orders]
description:
  purpose: One row per order.
  usage: Analytics.
  limitations: No returns.
team:
  name: checkout
  members:
    - username: ada@example.com
      role: Owner
schema:
  - name: orders
    physicalName: sales.orders
    physicalType: table
    businessName: Orders
    dataGranularityDescription: One row per order
    quality:
      - metric: rowCount
        mustBeGreaterThan: 0
    properties:
      - name: order_id
        logicalType: string
        physicalType: uuid
        primaryKey: true
        primaryKeyPosition: 1
        required: true
        unique: true
      - name: email
        logicalType: string
        classification: PII
        quality:
          - id: email-missing
            metric: missingValues
            mustBeLessOrEqualTo: 5
            unit: percent
            dimension: completeness
      - name: lines
        logicalType: array
        items:
          logicalType: object
          properties:
            - name: sku
              logicalType: string
              classification: Highly Confidential
      - name: labels
        logicalType: map
        map:
          key: {logicalType: string}
          value: {logicalType: integer}
      - name: customer_id
        logicalType: string
        primaryKeyPosition: -1
        relationships:
          - to: customers.id
  - name: customers
    properties:
      - name: id
        logicalType: string
servers:
  - server: prod
    type: postgres
    environment: production
    host: db.example.com
    port: 5432
    database: sales
    schema: public
roles:
  - role: analyst
    access: read
    firstLevelApprovers: ada@example.com, team-lead
support:
  - channel: help
    url: https://chat.example.com
price:
  priceAmount: 9.5
  priceCurrency: EUR
  priceUnit: month
slaProperties:
  - property: latency
    value: 4
    unit: d
    element: orders.order_id
customProperties:
  - property: visibility
    value: restricted
`;

describe("a contract", () => {
  it("is read whole, and fits the model", () => {
    const { contract, errors, warnings } = read(ORDERS);
    expect([errors, warnings]).toEqual([[], []]);
    expect(ParsedContract.parse(contract)).toEqual(contract);
    expect(contract).toMatchObject({
      id: "orders-contract",
      name: "Orders",
      version: "2.1.0",
      status: "active",
      ownerTeamId: "checkout",
      visibility: "restricted",
      classification: "restricted",
      personalData: true,
      apiVersion: "v3.2.0",
      purpose: "One row per order.",
      domainName: "sales",
      people: [{ email: "ada@example.com", name: "ada@example.com", role: "Owner" }],
      servers: [
        {
          server: "prod",
          type: "postgres",
          environment: "production",
          facts: { host: "db.example.com", port: 5432, database: "sales", schema: "public" },
        },
      ],
      roles: [{ role: "analyst", access: "read", approvers: ["ada@example.com", "team-lead"] }],
      price: { amount: 9.5, currency: "EUR", unit: "month" },
      sla: [{ property: "latency", value: 4, unit: "d", element: "orders.order_id" }],
      customProperties: [],
    });
  });

  it("keeps the tree of its columns: items as [], the parts of a map in braces", () => {
    const columns = read(ORDERS).contract?.schema[0]?.properties ?? [];
    expect(columns.map(({ name, properties }) => [name, properties.map((child) => child.name)])).toEqual([
      ["order_id", []],
      ["email", []],
      ["lines", ["[]"]],
      ["labels", ["{key}", "{value}"]],
      ["customer_id", []],
    ]);
    expect(columns[0]).toMatchObject({
      isRequired: true,
      isUnique: true,
      isPrimaryKey: true,
      primaryKeyPosition: 1,
    });
    expect(columns[1]).toMatchObject({
      classification: "confidential",
      classificationText: "PII",
      personalData: "unspecified",
      quality: [
        {
          id: "email-missing",
          type: "library",
          operator: "mustBeLessOrEqualTo",
          threshold: 5,
          unit: "percent",
        },
      ],
    });
    expect(columns[2]?.properties[0]?.properties[0]).toMatchObject({
      name: "sku",
      classification: "restricted",
    });
    expect(columns[4]).toMatchObject({ primaryKeyPosition: null, references: ["customers.id"] });
  });

  it.each([
    [{ team: { name: "a" }, domain: "b" }, "a"],
    [{ customProperties: [{ property: "owner", value: "c" }], domain: "b" }, "c"],
    [{ team: [{ username: "x" }], domain: "b" }, "b"],
    [{}, null],
  ])("finds its owner in %j: %s", (more, owner) => {
    expect(read({ ...base, ...more }).contract?.ownerTeamId).toBe(owner);
  });

  it("reads old names of things", () => {
    const column = {
      name: "a",
      isNullable: false,
      quality: [{ rule: "duplicateCount", mustBeGreaterThanOrEqualTo: 3 }],
    };
    const { contract, errors } = read({
      ...withSchema(column),
      slaProperties: [{ property: "x", value: 1, column: "a" }],
    });
    expect(contract?.schema[0]?.properties[0]).toMatchObject({
      isRequired: true,
      quality: [{ metric: "duplicateCount", operator: "mustBeGreaterOrEqualTo", threshold: 3 }],
    });
    expect(contract?.sla[0]?.element).toBe("a");
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe("privacy", () => {
  it.each([
    ["public", "public"],
    ["Internal Use Only", "internal"],
    ["low", "internal"],
    ["sensitive", "confidential"],
    ["PII", "confidential"],
    ["highly-confidential", "restricted"],
    ["High", "restricted"],
    ["PII / Restricted", "restricted"],
    ["purple", null],
  ])("takes the classification %j as %s", (classification, expected) => {
    const column = read(withSchema({ name: "a", classification })).contract?.schema[0]?.properties[0];
    expect(column).toMatchObject({ classification: expected, classificationText: classification });
  });

  it.each([
    [{ classification: "pii" }, "unspecified"],
    [{ classification: "confidential" }, null],
    [{ tags: ["pii:email"] }, "email"],
    [{ tags: ["Personal Data"] }, "unspecified"],
    [{ customProperties: [{ property: "pii", value: true }] }, "unspecified"],
    [{ customProperties: [{ property: "personalData", value: "email" }] }, "email"],
    [{ classification: "pii", customProperties: [{ property: "pii", value: false }] }, null],
  ])("finds personal data in %j: %s", (facts, expected) => {
    const { contract } = read(withSchema({ name: "a", ...facts }));
    expect(contract?.schema[0]?.properties[0]?.personalData).toBe(expected);
    expect(contract?.personalData).toBe(expected !== null);
  });
});

describe("anything else", () => {
  it("is told apart", () => {
    expect(isContractDocument({ kind: "DataContract" })).toBe(true);
    expect(isContractDocument({ dataContractSpecification: "1.1.0" })).toBe(true);
    expect(isContractDocument({ kind: "DataProduct" })).toBe(false);
    expect(read({ dataContractSpecification: "1.1.0", id: "x" })).toMatchObject({ contract: null });
    expect(read({ dataContractSpecification: "1.1.0" }).errors[0]?.detail).toContain("older format");
    expect(read({ kind: "DataProduct" }).errors[0]?.detail).toContain("data product");
    expect(read([1]).contract).toBeNull();
    expect(read({ ...base, id: undefined }).contract).toBeNull();
  });

  it("never makes the reader fail, and what is read fits the model", () => {
    const keys = [
      ...[
        "apiVersion",
        "version",
        "name",
        "status",
        "team",
        "members",
        "username",
        "schema",
        "properties",
        "items",
      ],
      ...[
        "map",
        "key",
        "value",
        "logicalType",
        "logicalTypeOptions",
        "classification",
        "tags",
        "quality",
        "metric",
      ],
      ...[
        "type",
        "mustBe",
        "mustBeBetween",
        "relationships",
        "to",
        "from",
        "servers",
        "server",
        "slaProperties",
      ],
      ...[
        "property",
        "element",
        "slaDefaultElement",
        "support",
        "channel",
        "price",
        "priceAmount",
        "roles",
        "role",
      ],
      ...["customProperties", "description", "authoritativeDefinitions", "context", "id", "enum", "examples"],
    ];
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom(
          null,
          true,
          0,
          -1.5,
          "",
          "active",
          "v3.1.0",
          "a.b",
          "schema/a",
          "array",
          "object",
          "sql",
          "kafka",
        ),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 8 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value), (given) => {
        try {
          const { contract } = read({ kind: "DataContract", apiVersion: "v3.1.0", ...given, id: "c" });
          expect(ParsedContract.safeParse(contract).success).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
