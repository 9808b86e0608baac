import { describe, expect, it } from "vitest";

import type { SchemaProperty } from "@/lib/contracts/model";

import { filterRows, findRow, sortRows, toRows, unfoldedRows } from "./schema-rows";

const field = (name: string, over: Partial<SchemaProperty> = {}): SchemaProperty => ({
  name,
  physicalName: null,
  businessName: null,
  logicalType: "string",
  physicalType: null,
  description: null,
  isRequired: false,
  isUnique: false,
  isPrimaryKey: false,
  primaryKeyPosition: null,
  isPartitioned: false,
  isCritical: false,
  isDeprecated: false,
  options: {},
  classification: null,
  classificationText: null,
  personalData: null,
  tags: [],
  examples: [],
  quality: [],
  references: [],
  properties: [],
  ...over,
});

const rows = toRows({
  name: "orders",
  properties: [
    field("id", { logicalType: "integer", classification: "internal" }),
    field("customer", {
      logicalType: "object",
      properties: [field("email", { personalData: "email", classification: "confidential" }), field("name")],
    }),
    field("total", {
      logicalType: "number",
      description: "What was paid in euros",
      classification: "public",
    }),
  ],
});
const names = (shown: readonly { fullName: string }[]) => shown.map(({ fullName }) => fullName);

describe("the rows of a schema", () => {
  it("hold nested fields after the field that holds them, with their whole path", () => {
    expect(rows.map(({ path, depth, descendants }) => [path, depth, descendants])).toEqual([
      ["orders.id", 0, 0],
      ["orders.customer", 0, 2],
      ["orders.customer.email", 1, 0],
      ["orders.customer.name", 1, 0],
      ["orders.total", 0, 0],
    ]);
  });

  it("are found by every word in names, types, descriptions and kinds of personal data", () => {
    expect(names(filterRows(rows, "paid EUROS"))).toEqual(["total"]);
    expect(names(filterRows(rows, "customer string"))).toEqual(["customer.email", "customer.name"]);
    expect(names(filterRows(rows, "  "))).toHaveLength(5);
    expect(filterRows(rows, "paid nothing")).toEqual([]);
  });

  it("are sorted by name, type, or strictest classification, equal ones in their own order", () => {
    expect(names(sortRows(rows, "name"))[0]).toBe("customer");
    expect(names(sortRows(rows, "classification"))).toEqual([
      "customer.email",
      "id",
      "total",
      "customer",
      "customer.name",
    ]);
    expect(sortRows(rows, "position")).toBe(rows);
  });

  it("fold away with the row above them", () => {
    expect(names(unfoldedRows(rows, new Set([1])))).toEqual(["id", "customer", "total"]);
  });

  it("are named in an address by their path or by their name alone", () => {
    expect(findRow(rows, "#orders.customer.email")?.index).toBe(2);
    expect(findRow(rows, "#total")?.index).toBe(4);
    expect(findRow(rows, "#nothing")).toBeNull();
    expect(findRow(rows, "")).toBeNull();
  });

  it("of 1,500 columns are made and searched in milliseconds", () => {
    const wide = toRows({
      name: "wide",
      properties: Array.from({ length: 1_500 }, (_, index) =>
        field(`column_${index}`, { description: "A number" }),
      ),
    });
    const start = performance.now();
    expect(filterRows(wide, "column_14 number")).toHaveLength(111);
    expect(performance.now() - start).toBeLessThan(100);
  });
});
