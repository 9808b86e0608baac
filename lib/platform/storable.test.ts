import { expect, test } from "vitest";
import { z } from "zod";

import { findUnstorable, storable } from "./storable";

test("names the place of a text that Postgres could not store", () => {
  expect(findUnstorable({ id: "a", tags: ["b", "c\0"] })?.pointer).toBe("#/tags/1");
  expect(findUnstorable({ "a/b": "\ud800" })?.pointer).toBe("#/a~1b");
});

test("accepts everything else: whole pairs, what is no text, and documents, which are inspected elsewhere", () => {
  expect(
    findUnstorable({ id: "\u{1f600}", bytes: new Uint8Array([0]), at: new Date(0), no: null }),
  ).toBeNull();
  expect(findUnstorable({ document: { text: "\0" } })).toBeNull();
  expect(findUnstorable("\0")).toBeNull();
});

test("looks at every depth of a structured input, at texts and at names", () => {
  const schema = storable(z.object({ info: z.record(z.string(), z.unknown()) }));
  expect(schema.safeParse({ info: { a: [{ b: "c" }] } }).success).toBe(true);
  for (const info of [{ a: [{ b: "c\0" }] }, { "a\0": 1 }, { a: { b: "\ud800" } }])
    expect(schema.safeParse({ info }).success).toBe(false);
});
