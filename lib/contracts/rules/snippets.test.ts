import { execFileSync } from "node:child_process";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { SchemaObject, Server } from "../model";
import {
  backticked,
  bigQueryName,
  bracketed,
  doubleQuoted,
  inHost,
  libpqValue,
  python,
  shell,
  sqlText,
} from "./snippet-quoting";
import { connectionSnippets, serverOfPort } from "./snippets";

const server = (type: string, facts: Record<string, unknown>): Server => ({
  server: "prod",
  type,
  environment: null,
  description: null,
  facts,
});

const object = (physicalName: string): SchemaObject => ({
  name: "orders",
  physicalName,
  businessName: null,
  physicalType: null,
  description: null,
  granularity: null,
  tags: [],
  quality: [],
  properties: [],
});

const codes = (type: string, facts: Record<string, unknown>, name = "orders") =>
  Object.fromEntries(
    connectionSnippets(server(type, facts), object(name)).map(({ language, code }) => [language, code]),
  );

const POSTGRES = { host: "db.example.com", port: 5433, database: "sales", schema: "public" };

describe("snippets", () => {
  it("connect to Postgres in four languages, with the secrets left to the environment", () => {
    const { python: code = "", sql, duckdb, spark } = codes("postgres", POSTGRES);
    expect(code).toContain('host="db.example.com",\n    port=5433,\n    dbname="sales",');
    expect(code).toContain('password=os.environ["PGPASSWORD"]');
    expect(sql).toBe('SELECT * FROM "public"."orders" LIMIT 100;');
    expect(duckdb).toContain(
      "ATTACH 'host=db.example.com port=5433 dbname=sales' AS source (TYPE postgres, READ_ONLY);",
    );
    expect(spark).toContain('.option("url", "jdbc:postgresql://db.example.com:5433/sales")');
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    [
      "redshift",
      { host: "h", database: "d", schema: "s" },
      'SELECT * FROM "s"."orders" LIMIT 100;',
      ["python", "sql", "duckdb", "spark"],
    ],
    [
      "mysql",
      { host: "h", port: 3306, database: "d" },
      "SELECT * FROM `d`.`orders` LIMIT 100;",
      ["python", "sql", "duckdb", "spark"],
    ],
    [
      "sqlserver",
      { host: "h", database: "d", schema: "dbo" },
      "SELECT TOP 100 * FROM [d].[dbo].[orders];",
      ["python", "sql", "spark"],
    ],
    [
      "oracle",
      { host: "h", port: 1521, serviceName: "x" },
      'SELECT * FROM "orders" FETCH FIRST 100 ROWS ONLY;',
      ["python", "sql", "spark"],
    ],
    [
      "snowflake",
      { account: "a", database: "D", schema: "S" },
      'SELECT * FROM "D"."S"."orders" LIMIT 100;',
      ["python", "sql", "spark"],
    ],
    [
      "bigquery",
      { project: "p", dataset: "d" },
      "SELECT * FROM `p.d.orders` LIMIT 100;",
      ["python", "sql", "duckdb", "spark"],
    ],
    [
      "databricks",
      { catalog: "c", schema: "s" },
      "SELECT * FROM `c`.`s`.`orders` LIMIT 100;",
      ["python", "sql", "spark"],
    ],
    [
      "trino",
      { host: "h", port: 8080, catalog: "c", schema: "s" },
      'SELECT * FROM "c"."s"."orders" LIMIT 100;',
      ["python", "sql"],
    ],
    [
      "athena",
      { schema: "s", stagingDir: "s3://x" },
      'SELECT * FROM "s"."orders" LIMIT 100;',
      ["python", "sql"],
    ],
    ["duckdb", { database: "a.duckdb" }, 'SELECT * FROM "orders" LIMIT 100;', ["python", "sql", "duckdb"]],
  ])("read a table of %s", (type, facts, sql, languages) => {
    const snippets = codes(type, facts);
    expect(snippets.sql).toBe(sql);
    expect(Object.keys(snippets)).toEqual(languages);
  });

  it("take the schema from a physical name that brings one", () => {
    expect(codes("postgres", POSTGRES, "crm.customers").sql).toBe(
      'SELECT * FROM "crm"."customers" LIMIT 100;',
    );
    expect(codes("snowflake", { account: "a", database: "D", schema: "S" }, "X.Y.Z").sql).toContain(
      '"X"."Y"."Z"',
    );
    expect(codes("postgres", POSTGRES, "odd name.x").sql).toContain('"public"."odd name.x"');
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    [
      "s3",
      { location: "s3://b/{model}/*.parquet", format: "parquet" },
      {
        duckdb: "read_parquet('s3://b/orders/*.parquet')",
        python: "duckdb.sql(",
        spark: 'load("s3a://b/orders/*.parquet")',
      },
    ],
    [
      "s3",
      { location: "s3://b/a.csv", endpointUrl: "https://minio.example" },
      { duckdb: "ENDPOINT 'minio.example'", python: 'pd.read_csv("s3://b/a.csv", storage_options=' },
    ],
    ["gcs", { location: "gs://b/a.jsonl" }, { duckdb: "read_json('gs://b/a.jsonl')", python: "lines=True" }],
    [
      "azure",
      { location: "abfss://c@a.dfs.core.windows.net/t", format: "delta" },
      { duckdb: "delta_scan(", python: "DeltaTable(" },
    ],
    [
      "local",
      { path: "/data/a.csv", format: "csv", delimiter: ";" },
      { duckdb: "read_csv('/data/a.csv', delim = ';')", python: 'sep=";"' },
    ],
    [
      "custom",
      { location: "https://example.com/flights.parquet" },
      { duckdb: "read_parquet('https://example.com/flights.parquet')" },
    ],
  ])("read files of %s: %j", (type, facts, expected) => {
    const snippets = codes(type, facts);
    for (const [language, part] of Object.entries(expected)) expect(snippets[language]).toContain(part);
  });

  it("read a topic, call an API, and fall back to the facts", () => {
    expect(codes("kafka", { host: "k:9092" }, "orders-topic").python).toContain(
      'consumer.subscribe(["orders-topic"])',
    );
    expect(codes("api", { location: "https://api.example.com/orders" }).curl).toBe(
      `curl --fail -H "Authorization: Bearer $API_TOKEN" -- 'https://api.example.com/orders'`,
    );
    expect(codes("api", { location: "javascript:alert(1)" })).toEqual({
      text: '"type": "api"\n"location": "javascript:alert(1)"',
    });
    expect(codes("zen", { host: "h" }).text).toBe('"type": "zen"\n"host": "h"');
  });

  it("recognise the server of a port by its facts", () => {
    const languages = (type: string | null, facts: Record<string, unknown>) =>
      connectionSnippets(serverOfPort(type, facts), null).map(({ language }) => language);
    expect(languages("tables", { account: "a", database: "d", schema: "s", table: "t" })).toContain("sql");
    expect(languages(null, { project: "p", dataset: "d" })).toContain("duckdb");
    expect(languages("files", { location: "s3://b/a.parquet" })).toContain("duckdb");
    expect(languages("Kafka", { topic: "t", host: "h" })).toEqual(["python", "spark"]);
    expect(languages("unknown", {})).toEqual(["text"]);
  });
});

/** What is left of code when everything quoted is taken out: hostile values must not change it. */
const skeleton = (language: string, code: string): string => code.replaceAll(QUOTED[language] ?? /$^/g, "Q");

const SQL = /"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`\\]|\\.|``)*`/gs;
const PYTHON = /"(?:[^"\\]|\\.)*"/gs;
const QUOTED: Readonly<Record<string, RegExp>> = { sql: SQL, duckdb: SQL, python: PYTHON, spark: PYTHON };

const HOSTILE = [
  `'; DROP TABLE users; --`,
  `"; import os; os.system("id"); "`,
  "`); rm -rf / #",
  "$(id)",
  "a\nb",
  "]]; EXEC xp_cmdshell; --",
  `\\'; drop --`,
  `""" + evil + """`,
  "\u202etxt\u0000\u001b[201~",
];

describe("quoting", () => {
  const anything = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...HOSTILE));
  const plain = fc.string({ unit: "grapheme" });

  it("keeps a text one literal of Python, with its value", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const code = python(text);
        expect(code).toMatch(/^"(?:[^"\\\n]|\\.)*"$/);
        expect(JSON.parse(code)).toBe(text.replaceAll(/\p{Surrogate}/gu, "\ufffd"));
      }),
    );
  });

  it("keeps a text one word of a shell, with its value", () => {
    fc.assert(
      fc.property(fc.oneof(plain, fc.constantFrom(...HOSTILE)), (text) => {
        const seen = execFileSync("sh", ["-c", `printf %s ${shell(text)}`], { encoding: "utf8" });
        expect(seen).toBe(shell(text).slice(1, -1).replaceAll(`'\\''`, "'"));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ["a SQL text", sqlText, /^'(?:[^']|'')*'$/],
    ["a SQL name", doubleQuoted, /^"(?:[^"]|"")*"$/],
    ["a name in backticks", backticked, /^`(?:[^`]|``)*`$/],
    ["a name of BigQuery", bigQueryName, /^`(?:[^`\\]|\\.)*`$/s],
    ["a name of SQL Server", bracketed, /^\[(?:[^\]]|\]\])*\]$/],
    ["a value of libpq", libpqValue, /^(?:[\w.-]+|'(?:[^'\\]|\\.)*')$/s],
    ["a host", inHost, /^[\w.\-${}%'()*!~]*$/],
  ] as const)("keeps %s whole, and without what a terminal would obey", (_name, quote, whole) => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(quote(text)).toMatch(whole);
        expect(quote(text)).not.toMatch(/[\u0000-\u0008\u001b\u007f\u202a-\u202e]/);
      }),
    );
  });

  it.each([
    ["postgres", { host: "x", port: 1, database: "x", schema: "x" }],
    ["mysql", { host: "x", port: 1, database: "x" }],
    ["snowflake", { account: "x", database: "x", schema: "x", warehouse: "x" }],
    ["bigquery", { project: "x", dataset: "x" }],
    ["databricks", { host: "x", catalog: "x", schema: "x" }],
    ["kafka", { host: "x" }],
    ["s3", { location: "s3://x" }],
    ["athena", { schema: "x", stagingDir: "x", regionName: "x" }],
    ["trino", { host: "x", port: 1, catalog: "x", schema: "x" }],
  ])("leaves no way out of the snippets of %s", (type, facts) => {
    for (const value of HOSTILE) {
      const hostile = Object.fromEntries(
        Object.entries(facts).map(([key, usual]) => [
          key,
          typeof usual === "number" ? usual : `${usual}${value}`,
        ]),
      );
      const expected = codes(type, Object.fromEntries(Object.entries(facts)), "x");
      for (const [language, code] of Object.entries(codes(type, hostile, `x${value}`)))
        expect(skeleton(language, code), `${language}: ${code}`).toBe(
          skeleton(language, expected[language] ?? ""),
        );
    }
  });
});
