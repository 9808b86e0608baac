import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { aDocument } from "../contract";
import type { Match } from "../model";

import { findMatches, type Understanding } from "./matches";

const asWord = (word: string, over: Partial<Understanding> = {}): Understanding => ({
  word,
  singular: null,
  isNear: () => false,
  inside: "nowhere",
  ...over,
});

const marked = ({ text, ranges }: Match) => ranges.map(([start, end]) => text.slice(start, end));

describe("findMatches", () => {
  it("marks the beginning of a word that was typed, and a slip as a whole", () => {
    const document = aDocument({ name: "customerOrders_v2" });
    expect(findMatches(document, [asWord("cust")]).map(marked)).toEqual([["cust"]]);
    expect(
      findMatches(document, [asWord("ordesr", { isNear: (term) => term === "orders" })]).map(marked),
    ).toEqual([["Orders"]]);
  });

  it("joins marks that touch", () => {
    const document = aDocument({ name: "customerOrders" });
    expect(findMatches(document, [asWord("customer"), asWord("orders")]).map(marked)).toEqual([
      ["customerOrders"],
    ]);
  });

  it("marks inner parts only where they were looked for", () => {
    const document = aDocument({ name: "Customers", description: "About customers." });
    const fields = (inside: Understanding["inside"]) =>
      findMatches(document, [asWord("stomer", { inside })]).map(({ field }) => field);
    expect(fields("nowhere")).toEqual([]);
    expect(fields("names")).toEqual(["name"]);
    expect(fields("everywhere")).toEqual(["name", "description"]);
  });

  it("cuts a long description around its first match", () => {
    const document = aDocument({ description: `${"x ".repeat(500)}needle ${"y ".repeat(500)}` });
    const [match] = findMatches(document, [asWord("needle")]);
    expect(match?.text.length).toBeLessThan(300);
    expect(match && marked(match)).toEqual(["needle"]);
  });

  it("names the column whose description it marks", () => {
    const document = aDocument({ columns: [{ name: "amount", description: "Gross, in euro." }] });
    expect(findMatches(document, [asWord("euro")])).toMatchObject([
      { field: "columnDescription", of: "amount" },
    ]);
  });

  it("gives offsets inside the text, ascending and apart, whatever the text", () => {
    const text = fc.string({ unit: "binary", maxLength: 600 });
    fc.assert(
      fc.property(text, text, fc.constantFrom("a", "e", "1", "ß"), (name, description, word) => {
        const matches = findMatches(aDocument({ name, description }), [
          asWord(word, { inside: "everywhere" }),
        ]);
        for (const match of matches) {
          expect(match.ranges.length).toBeGreaterThan(0);
          const ends = match.ranges.flat();
          expect(ends).toEqual([...ends].sort((a, b) => a - b));
          expect(new Set(ends).size).toBe(ends.length);
          expect(ends.at(-1)).toBeLessThanOrEqual(match.text.length);
          if (match.field === "name") expect(match.text).toBe(name);
          if (match.field === "description") expect(description).toContain(match.text);
        }
      }),
    );
  });
});
