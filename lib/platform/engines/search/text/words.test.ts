import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fold } from "./fold";
import { nameKeyOf, spokenWordsOf, TERM_LENGTH_MAX, type Word, wordsOf } from "./words";

const termsOf = (text: string) => wordsOf(text).map(({ term }) => term);

describe("wordsOf", () => {
  it.each([
    ["customer orders", ["customer", "orders"]],
    ["customer-orders.daily/raw", ["customer", "orders", "daily", "raw"]],
    ["customerOrders_v2", ["customer", "orders", "customerorders", "v", "2", "v2"]],
    ["customerOrdersDaily", ["customer", "orders", "daily"]],
    ["HTTPServer", ["http", "server", "httpserver"]],
    ["iPhone", ["i", "phone", "iphone"]],
    ["sha256", ["sha", "256", "sha256"]],
    ["Größe", ["grosse"]],
    ["顧客注文", ["顧", "客", "顧客", "注", "客注", "文", "注文"]],
    ["заказыКлиентов", ["заказы", "клиентов", "заказыклиентов"]],
    ["طلبات العملاء", ["طلبات", "العملاء"]],
    ["🚀 launch", ["🚀", "launch"]],
    ["?!… --- ''", []],
  ])("splits %s", (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it("says where each term stands in the text, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const isWrong = ({ term, start, end }: Word) =>
          start >= end ||
          !fold(text.slice(start, end)).startsWith(term) ||
          term.length > TERM_LENGTH_MAX ||
          /[\s\0]/.test(term);
        expect(wordsOf(text).filter(isWrong)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("reads plain letters as it reads all others", () => {
    const plain = fc.string({ unit: fc.constantFrom("a", "b", "X", "Y", "1", "2", "_", "-", " ", ".") });
    fc.assert(
      fc.property(plain, (text) => {
        // The accent that is folded away makes the text go the long way.
        expect(termsOf(text)).toEqual(termsOf(`${text} é`).slice(0, -1));
      }),
      { numRuns: 300 },
    );
  });

  it("cuts endless words without breaking a sign", () => {
    const [word] = wordsOf(`${"a".repeat(TERM_LENGTH_MAX - 1)}𝒳𝒳`);
    expect(word?.term).toBe("a".repeat(TERM_LENGTH_MAX - 1));
    expect(termsOf("𐐀".repeat(100_000))[0]?.length).toBe(TERM_LENGTH_MAX);
  });
});

describe("spokenWordsOf", () => {
  it.each([
    ["customerOrders_v2", ["customer", "orders", "v2"]],
    ["orders2024", ["orders", "2024"]],
    ["vendorIDs", ["vendorids"]],
    ["2ndHand", ["2nd", "hand"]],
    ["顧客注文 daily", ["顧客注文", "daily"]],
  ])("hears %s", (text, words) => {
    expect(spokenWordsOf(text)).toEqual(words);
  });

  it("hears only what a document with that text is found by", () => {
    const text = fc.stringMatching(/^[a-zA-Z0-9_\-. éßЖ]{0,30}$/);
    fc.assert(
      fc.property(text, (name) => {
        const terms = termsOf(name);
        expect(spokenWordsOf(name).filter((word) => !terms.includes(word))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("gives names that differ only in their spelling one key", () => {
    const keys = ["customer-orders_v2", "Customer Orders V2", "customerOrders.v2", "CUSTOMER/ORDERS v2"].map(
      nameKeyOf,
    );
    expect(new Set(keys)).toEqual(new Set(["customer orders v2"]));
  });
});
