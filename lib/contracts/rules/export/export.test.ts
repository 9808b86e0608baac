import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";

import { toContract } from "@/lib/contracts/odcs/contract";
import { foreignContracts } from "@/lib/testing/foreign-contracts";

import { toDbtModels } from "./dbt";
import { DIALECTS, toDdl } from "./ddl";
import { toJsonSchema } from "./json-schema";

const orders = toContract("c", {
  servers: [{ server: "prod", type: "postgres" }],
  schema: [
    {
      name: "orders",
      physicalName: "sales.orders",
      description: "It's one row per order.",
      properties: [
        { name: "id", logicalType: "integer", physicalType: "bigint", primaryKey: true, required: true },
        {
          name: "state",
          logicalType: "string",
          physicalType: "text; drop table x",
          enum: [{ value: "open" }, { value: "paid" }],
          description: "{{ env_var('SECRET') }}",
        },
        {
          name: 'odd"name`',
          logicalType: "date",
          unique: true,
          logicalTypeOptions: { minimum: "2020-01-01" },
        },
        {
          name: "lines",
          logicalType: "array",
          items: {
            logicalType: "object",
            properties: [
              { name: "sku", logicalType: "string", required: true, logicalTypeOptions: { maxLength: 5 } },
            ],
          },
        },
      ],
    },
  ],
});

describe("a contract as SQL", () => {
  it("for Postgres names every column with its type, keys and words", () => {
    expect(toDdl(orders.schema, "postgres", orders.servers)).toBe(`create table "sales"."orders" (
  "id" bigint not null,
  "state" text,
  "odd""name\`" date unique,
  "lines" jsonb,
  primary key ("id")
);
comment on table "sales"."orders" is 'It''s one row per order.';
comment on column "sales"."orders"."state" is '{{ env_var(''SECRET'') }}';
`);
  });

  it("for BigQuery states nested types, and keys that are not enforced", () => {
    const sql = toDdl(orders.schema, "bigquery", orders.servers);
    expect(sql).toContain("`lines` array<struct<`sku` string>>");
    expect(sql).toContain("primary key (`id`) not enforced");
    expect(sql).toContain('options (description = "It\'s one row per order.")');
  });

  it("never takes over a physical type that is more than a type", () => {
    for (const dialect of DIALECTS)
      expect(toDdl(orders.schema, dialect, orders.servers)).not.toContain("drop table");
  });

  it("keeps a backslash before a quote inside the text, for Snowflake too", () => {
    const { schema } = toContract("c", {
      schema: [{ name: "t", description: "end\\'); drop table x; --", properties: [{ name: "a" }] }],
    });
    expect(toDdl(schema, "snowflake", [])).toContain("comment 'end\\\\''); drop table x; --'");
  });
});

describe("a contract as JSON Schema", () => {
  const validate = addFormats(new Ajv2020()).compile(toJsonSchema("Orders", orders.schema));
  it.each([
    [{ id: 1, state: "open", lines: [{ sku: "a" }] }, true],
    [{ id: 1, state: null }, true],
    [{ state: "open" }, false],
    [{ id: 1, state: "lost" }, false],
    [{ id: 1, lines: [{ sku: "longer" }] }, false],
    [{ id: 1, lines: [{}] }, false],
    [{ id: 1.5 }, false],
  ])("says of %j: %s", (row, expected) => {
    expect(validate(row)).toBe(expected);
  });
});

describe("a contract as dbt models", () => {
  it("has constraints and tests, and no words that dbt would run", () => {
    const [model] = toDbtModels(orders.schema).models;
    expect(model).toMatchObject({
      name: "orders",
      columns: [
        {
          name: "id",
          data_type: "bigint",
          constraints: [{ type: "not_null" }, { type: "primary_key" }],
          data_tests: ["unique", "not_null"],
        },
        {
          name: "state",
          description: "{% raw %}{{ env_var('SECRET') }}{% endraw %}",
          data_tests: [{ accepted_values: { arguments: { values: ["open", "paid"] } } }],
        },
        { name: 'odd"name`', data_tests: ["unique"] },
        { name: "lines" },
      ],
    });
  });
});

describe.skipIf(foreignContracts.length === 0)(
  `the ${foreignContracts.length} valid contracts of other projects`,
  () => {
    it("are all written, as JSON Schemas that are right by its own schema", () => {
      const ajv = new Ajv2020({ strict: false, logger: false });
      for (const { file, contract } of foreignContracts) {
        expect(ajv.validateSchema(toJsonSchema(contract.id, contract.schema)), file).toBe(true);
        for (const dialect of DIALECTS)
          expect(toDdl(contract.schema, dialect, contract.servers), file).toBeTypeOf("string");
        expect(toDbtModels(contract.schema).models, file).toHaveLength(contract.schema.length);
      }
    });
  },
);
