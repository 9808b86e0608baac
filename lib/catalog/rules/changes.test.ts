import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { compareDocuments } from "./changes";
import { compareLines } from "./lines";

const changesOf = (before: unknown, after: unknown) => compareDocuments(before, after).changes;

describe("the comparison of two documents", () => {
  it("finds nothing between a document and itself, whatever it holds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(changesOf(value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  it("finds something between different documents, apart from the order of named things", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), fc.string(), (document, key) => {
        const other = new Map<string, unknown>([...Object.entries(document), [key, "new"]]);
        expect(changesOf(document, Object.fromEntries(other))).toHaveLength(1);
      }),
    );
  });

  it("compares columns by name, so that moving one is no change", () => {
    const before = {
      schema: [{ name: "orders", properties: [{ name: "id" }, { name: "amount", required: false }] }],
    };
    const after = {
      schema: [{ name: "orders", properties: [{ name: "amount", required: true }, { name: "id" }] }],
    };
    expect(changesOf(before, after)).toEqual([
      { pointer: "#/schema/orders/properties/amount/required", kind: "changed", before: false, after: true },
    ]);
  });

  it("says what was added and what was removed, with the value", () => {
    expect(changesOf({ tags: ["a", "b"] }, { tags: ["b", "c"], name: "x" })).toEqual([
      { pointer: "#/tags/a", kind: "removed", before: "a" },
      { pointer: "#/tags/c", kind: "added", after: "c" },
      { pointer: "#/name", kind: "added", after: "x" },
    ]);
  });

  it("falls back to positions where names are missing or doubled", () => {
    expect(changesOf([{ name: "a" }, { name: "a" }], [{ name: "a" }, { name: "b" }])).toEqual([
      { pointer: "#/1/name", kind: "changed", before: "a", after: "b" },
    ]);
  });

  it("escapes names for a JSON Pointer and takes prototype keys as plain names", () => {
    expect(changesOf({ "a/b~c": 1 }, Object.fromEntries([["__proto__", { x: 1 }]]))).toEqual([
      { pointer: "#/a~1b~0c", kind: "removed", before: 1 },
      { pointer: "#/__proto__", kind: "added", after: { x: 1 } },
    ]);
  });

  it("stops at its limit and says so, and shows of long values only the beginning", () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`k${at}`, at]));
    expect(compareDocuments({}, many, 10)).toMatchObject({ truncated: true, changes: { length: 10 } });
    const [change] = changesOf({}, { text: "x".repeat(10_000) });
    expect(String(change?.after)).toHaveLength(2001);
  });
});

describe("the line diff", () => {
  it("numbers the lines of both sides", () => {
    expect(compareLines("a\nb\nc\n", "a\nB\nc\n").lines).toEqual([
      { kind: "same", text: "a", before: 1, after: 1 },
      { kind: "removed", text: "b", before: 2, after: null },
      { kind: "added", text: "B", before: null, after: 2 },
      { kind: "same", text: "c", before: 3, after: 3 },
    ]);
  });

  it("gives back both texts", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { lines } = compareLines(before.join("\n"), after.join("\n"));
        const side = (kind: "added" | "removed") =>
          lines.filter((line) => line.kind === "same" || line.kind === kind).map((line) => line.text);
        expect([side("removed"), side("added")]).toEqual([before, after]);
      }),
    );
  });

  it("shows JSON of one line as people would write it", () => {
    const { lines } = compareLines('{"id":"a","v":1}', '{"id":"a","v":2}\n');
    expect(lines.filter(({ kind }) => kind !== "same").map(({ text }) => text)).toEqual([
      '  "v": 1',
      '  "v": 2',
    ]);
  });

  it("does not compare texts that are too long or have nothing in common", () => {
    const lines = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${prefix}${at}`).join("\n");
    expect(compareLines(lines("a", 6000), "x")).toEqual({ lines: [], truncated: true });
    expect(compareLines(lines("a", 3000), lines("b", 3000))).toEqual({ lines: [], truncated: true });
  });
});
