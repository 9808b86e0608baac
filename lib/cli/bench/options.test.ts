import { expect, test } from "vitest";

import { readOptions } from "./options";

test("measures 50,000 products on Postgres unless told otherwise", () => {
  expect(readOptions(["pages"])).toEqual({ parts: ["pages"], products: 50_000, engine: "postgres" });
});

test("takes a number of products, an engine and all parts", () => {
  const args = ["all", "--products", "2000", "--engine=meilisearch"];
  expect(readOptions(args)).toEqual({
    parts: ["ingest", "search", "pages", "access"],
    products: 2000,
    engine: "meilisearch",
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
