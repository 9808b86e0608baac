import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseQuery, singularOf, WORDS_MAX } from "./query";

describe("parseQuery", () => {
  it.each([
    ["the orders of customers", ["orders", "customers"]],
    ["the", ["the"]],
    ["customerOrders_v2", ["customer", "orders", "v2"]],
    ["orders orders ORDERS", ["orders"]],
    ["顧客注文", ["顧客", "客注", "注文"]],
    ["顧", ["顧"]],
    [`"'%_\\\0;--`, []],
    ["", []],
  ])("reads %j", (text, words) => {
    expect(parseQuery(text).words).toEqual(words);
  });

  it("has a bound, however much is typed", () => {
    const words = Array.from(
      { length: 200 },
      (_, index) => `word${String.fromCharCode(97 + (index % 26))}${index}x`,
    );
    expect(parseQuery(words.join(" ")).words.length).toBe(WORDS_MAX);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 5000 }), (text) => {
        expect(parseQuery(text).words.length).toBeLessThanOrEqual(WORDS_MAX);
      }),
    );
  });
});

describe("singularOf", () => {
  it.each([
    ["orders", "order"],
    ["policies", "policy"],
    ["address", null],
    ["gas", null],
    ["order", null],
  ])("of %s is %s", (word, singular) => {
    expect(singularOf(word)).toBe(singular);
  });
});
