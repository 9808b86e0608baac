import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { editDistance, prefixDistance } from "./distance";

/** Optimal string alignment as the textbook has it. */
function slowDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      table[i]?.splice(j, 1, Math.min(replaced, at(i - 1, j) + 1, at(i, j - 1) + 1, swapped));
    }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
const max = fc.integer({ min: 0, max: 3 });

describe("editDistance", () => {
  it.each([
    ["custmoer", "customer", 1],
    ["custoner", "customer", 1],
    ["custmer", "customer", 1],
    ["ccustomer", "customer", 1],
    ["csutmoer", "customer", 2],
    ["orders", "orders", 0],
  ])("of %s and %s is %i", (from, to, distance) => {
    expect(editDistance(from, to, 2)).toBe(distance);
  });

  it("is that of the textbook, or above the limit as that is", () => {
    fc.assert(
      fc.property(word, word, max, (from, to, limit) => {
        expect(editDistance(from, to, limit)).toBe(Math.min(slowDistance(from, to), limit + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it("to the beginning of a word is the least of all beginnings", () => {
    fc.assert(
      fc.property(word, word, max, (from, to, limit) => {
        const all = Array.from({ length: to.length + 1 }, (_, end) => slowDistance(from, to.slice(0, end)));
        expect(prefixDistance(from, to, limit)).toBe(Math.min(...all, limit + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it("of words longer than any term is too far", () => {
    expect(editDistance("a".repeat(500), "a".repeat(500), 2)).toBe(3);
  });
});
