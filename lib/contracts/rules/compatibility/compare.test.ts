import { describe, expect, it } from "vitest";

import { toContract } from "../../odcs/contract";
import { announcesBreak, compareContracts } from "./compare";

const BASE = {
  version: "1.0.0",
  status: "active",
  servers: [{ server: "prod", type: "postgres", host: "db", database: "d", schema: "s" }],
  roles: [{ role: "reader" }],
  slaProperties: [
    { property: "availability", value: 99.5, unit: "%" },
    { property: "latency", value: 4, unit: "h" },
    { property: "retention", value: 1, unit: "y" },
    { property: "timeOfAvailability", value: "07:00" },
    { property: "endOfLife", value: "2030-01-01" },
  ],
  schema: [
    {
      name: "orders",
      physicalName: "sales.orders",
      description: "One row per order.",
      quality: [{ metric: "rowCount", mustBeGreaterThan: 100 }],
      properties: [
        { name: "id", logicalType: "integer", physicalType: "int", required: true, primaryKey: true },
        {
          name: "email",
          logicalType: "string",
          physicalType: "varchar(100)",
          description: "Where the receipt goes.",
          logicalTypeOptions: { maxLength: 100, minLength: 3 },
          quality: [{ id: "few-missing", metric: "missingValues", mustBeLessThan: 5 }],
        },
        { name: "state", logicalType: "string", enum: [{ value: "open" }, { value: "paid" }] },
        { name: "amount", logicalType: "number", physicalType: "decimal(10,2)" },
        {
          name: "lines",
          logicalType: "array",
          items: { logicalType: "object", properties: [{ name: "sku", logicalType: "string" }] },
        },
      ],
    },
    { name: "returns", properties: [{ name: "id", logicalType: "integer" }] },
  ],
};

type Document = typeof BASE;

/** Changes a copy of the base; loosely typed, as documents are. */
function mutated(change: (document: Document) => unknown): Document {
  const copy = structuredClone(BASE);
  change(copy);
  return copy;
}

const read = (document: object) => toContract("c", { ...document });
const compare = (change: (document: Document) => unknown) =>
  compareContracts(read(BASE), read(mutated(change)));
const told = (change: (document: Document) => unknown) =>
  compare(change).map(({ subject, what, isBreaking }) => `${isBreaking ? "!" : "·"} ${subject} ${what}`);

const orders = (document: Document) => document.schema[0] ?? BASE.schema[0];
const column = (document: Document, name: string): Record<string, unknown> =>
  orders(document)?.properties.find((property) => property.name === name) ?? {};
const drop = (document: Document, name: string) => {
  const object = orders(document);
  if (object) object.properties = object.properties.filter((property) => property.name !== name);
};
const sla = (document: Document, property: string): Record<string, unknown> =>
  document.slaProperties.find((one) => one.property === property) ?? {};
const setIn = (target: Record<string, unknown>, values: Record<string, unknown>) =>
  Object.assign(target, values);

describe("two versions of a contract", () => {
  const cases: [name: string, change: (document: Document) => unknown, expected: string[]][] = [
    ["are equal", () => undefined, []],
    ["lose an object", (d) => d.schema.pop(), ["! The object returns is removed"]],
    [
      "rename an object",
      (d) => setIn(d.schema[1] ?? {}, { name: "refunds" }),
      ["! The object returns is renamed to refunds"],
    ],
    [
      "lose a column",
      (d) => {
        drop(d, "amount");
      },
      ["! The column orders.amount is removed"],
    ],
    [
      "rename a column",
      (d) => setIn(column(d, "email"), { name: "mail", quality: [] }),
      ["! The column orders.email is renamed to mail"],
    ],
    [
      "lose a nested field",
      (d) => setIn(column(d, "lines"), { items: { logicalType: "object", properties: [] } }),
      ["! The column orders.lines.[].sku is removed"],
    ],
    [
      "gain a column, even a required one",
      (d) => orders(d)?.properties.push({ name: "note", logicalType: "string", required: true } as never),
      ["· The column orders.note is added"],
    ],
    [
      "narrow a type",
      (d) => setIn(column(d, "amount"), { logicalType: "integer" }),
      ["! The type of orders.amount narrows from number to integer"],
    ],
    [
      "widen a type",
      (d) => setIn(column(d, "id"), { logicalType: "number" }),
      ["· The type of orders.id widens from integer to number"],
    ],
    [
      "change a type",
      (d) => setIn(column(d, "id"), { logicalType: "string" }),
      ["! The type of orders.id changes from integer to string"],
    ],
    [
      "narrow a physical type",
      (d) => setIn(column(d, "email"), { physicalType: "VARCHAR(50)" }),
      ["! The physical type of orders.email narrows from varchar(100) to VARCHAR(50)"],
    ],
    [
      "widen physical types",
      (d) => {
        setIn(column(d, "email"), { physicalType: "text" });
        setIn(column(d, "id"), { physicalType: "bigint" });
        setIn(column(d, "amount"), { physicalType: "decimal(12,2)" });
      },
      [
        "· The physical type of orders.id widens from int to bigint",
        "· The physical type of orders.email widens from varchar(100) to text",
        "· The physical type of orders.amount widens from decimal(10,2) to decimal(12,2)",
      ],
    ],
    [
      "require more",
      (d) => setIn(column(d, "email"), { required: true, unique: true }),
      ["! The column orders.email becomes required", "! The column orders.email becomes unique"],
    ],
    [
      "require less",
      (d) => setIn(column(d, "id"), { required: false }),
      ["· The column orders.id is no longer required"],
    ],
    [
      "shorten a text",
      (d) => setIn(column(d, "email"), { logicalTypeOptions: { maxLength: 50, minLength: 3 } }),
      ["! The maxLength of orders.email goes from 100 to 50"],
    ],
    [
      "loosen its length",
      (d) => setIn(column(d, "email"), { logicalTypeOptions: { maxLength: 200 } }),
      [
        "· The maxLength of orders.email goes from 100 to 200",
        "· The minLength of orders.email goes from 3 to nothing",
      ],
    ],
    [
      "demand a pattern",
      (d) =>
        setIn(column(d, "email"), { logicalTypeOptions: { maxLength: 100, minLength: 3, pattern: "@" } }),
      ['! The pattern of orders.email goes from nothing to "@"'],
    ],
    [
      "tighten an enumeration",
      (d) => setIn(column(d, "state"), { enum: [{ value: "open" }, { value: "late" }] }),
      ['! The enum of orders.state goes from ["open","paid"] to ["open","late"]'],
    ],
    [
      "extend an enumeration",
      (d) => setIn(column(d, "state"), { enum: [{ value: "open" }, { value: "paid" }, { value: "late" }] }),
      ['· The enum of orders.state goes from ["open","paid"] to ["open","paid","late"]'],
    ],
    [
      "document more",
      (d) => setIn(column(d, "state"), { description: "Where it stands." }),
      ["· The description of orders.state is added"],
    ],
    ["lose a server", (d) => d.servers.pop(), ["! The server prod is removed"]],
    [
      "move a server",
      (d) => setIn(d.servers[0] ?? {}, { host: "other" }),
      ["· The server prod is reached in another way"],
    ],
    ["lose a role", (d) => d.roles.pop(), ["! The role reader is removed"]],
    ["gain a role", (d) => d.roles.push({ role: "writer" }), ["· The role writer is added"]],
    [
      "promise less availability",
      (d) => setIn(sla(d, "availability"), { value: "99" }),
      ["! The service level availability weakens from 99.5 % to 99 %"],
    ],
    [
      "promise it by the synonym",
      (d) => setIn(sla(d, "availability"), { property: "AV", value: 99.9 }),
      ["· The service level availability improves from 99.5 % to 99.9 %"],
    ],
    [
      "promise a longer delay in another unit",
      (d) => setIn(sla(d, "latency"), { value: 300, unit: "min" }),
      ["! The service level latency weakens from 4 h to 300 min"],
    ],
    [
      "promise the same in another unit",
      (d) => setIn(sla(d, "latency"), { value: 240, unit: "min" }),
      ["· The service level latency improves from 4 h to 240 min"],
    ],
    [
      "keep the data for less long",
      (d) => setIn(sla(d, "retention"), { value: 6, unit: "months" }),
      ["! The service level retention weakens from 1 y to 6 months"],
    ],
    [
      "are there later in the day",
      (d) => setIn(sla(d, "timeOfAvailability"), { value: "09:00" }),
      ["! The service level timeofavailability weakens from 07:00 to 09:00"],
    ],
    [
      "end later",
      (d) => setIn(sla(d, "endOfLife"), { value: "2031-01-01" }),
      ["· The service level endoflife improves from 2030-01-01 to 2031-01-01"],
    ],
    [
      "take a service level back",
      (d) => d.slaProperties.shift(),
      ["! The service level availability is removed"],
    ],
    [
      "let more be missing",
      (d) =>
        setIn(column(d, "email"), {
          quality: [{ id: "few-missing", metric: "missingValues", mustBeLessThan: 9 }],
        }),
      ["! The quality rule few-missing on orders.email weakens from mustBeLessThan 5 to mustBeLessThan 9"],
    ],
    [
      "let less be missing",
      (d) =>
        setIn(column(d, "email"), { quality: [{ id: "few-missing", metric: "missingValues", mustBe: 0 }] }),
      // A strict number of misses lies within what was let pass.
      ["· The quality rule few-missing on orders.email tightens from mustBeLessThan 5 to mustBe 0"],
    ],
    [
      "drop a quality rule",
      (d) => setIn(orders(d) ?? {}, { quality: [] }),
      ["! The quality rule rowCount on orders is removed"],
    ],
    [
      "reorder everything",
      (d) => {
        d.schema.reverse();
        d.slaProperties.reverse();
        d.schema[1]?.properties.reverse();
      },
      [],
    ],
  ];

  it.each(cases)("%s", (_name, change, expected) => {
    expect(told(change)).toEqual(expected);
  });

  it("tell of what breaks first", () => {
    const changes = compare((d) => {
      orders(d)?.properties.push({ name: "note", logicalType: "string" } as never);
      d.roles.pop();
    });
    expect(changes.map(({ isBreaking }) => isBreaking)).toEqual([true, false]);
  });
});

describe("a version", () => {
  it.each([
    ["1.4.2", "2.0.0", true],
    ["1.4.2", "1.5.0", false],
    ["2.0.0", "1.9.9", false],
    ["v1", "v2", true],
    ["0.1.0", "0.2.0", false],
    ["2024-05-01", "2024-06-01", true],
    ["spring", "autumn", true],
    ["spring", "spring", false],
    [null, null, false],
  ])("%s → %s announces a break: %s", (before, after, expected) => {
    const stated = (version: string | null) => ({ version, status: "active" });
    expect(announcesBreak(stated(before), stated(after))).toBe(expected);
  });

  it("binds nobody while it is a draft", () => {
    expect(
      announcesBreak({ version: "1.0.0", status: "Draft" }, { version: "1.0.0", status: "active" }),
    ).toBe(true);
  });
});
