import { expect, test } from "vitest";

import { readOptions } from "./options";

test("measures 50,000 products on Postgres unless told otherwise", () => {
  const usual = { products: 50_000, engine: "postgres", growth: false };
  expect(readOptions(["pages"])).toEqual({ parts: ["pages"], ...usual });
});

test("takes a number of products, an engine, growth and all parts", () => {
  const args = ["all", "--products", "2000", "--growth", "--engine=meilisearch"];
  expect(readOptions(args)).toEqual({
    parts: ["ingest", "search", "pages", "access"],
    products: 2000,
    engine: "meilisearch",
    growth: true,
  });
});

test.each([
  [[], '"" is no bench.'],
  [["lineage"], '"lineage" is no bench.'],
  [["pages", "search"], '"pages search" is no bench.'],
  [["pages", "--engine", "solr"], '"solr" is no engine.'],
  [["pages", "--products", "many"], "--products takes a whole number"],
  [["pages", "--products", "1e9"], "--products takes a whole number"],
  [["pages", "--seed", "2"], "--seed"],
])("refuses %j and says what it takes", (args, problem) => {
  expect(() => readOptions(args)).toThrow(problem);
  expect(() => readOptions(args)).toThrow("Usage: npm run bench -- ingest|search|pages|access|all");
});
