import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { canonicalJson, GENESIS, hashOf, headOf, toText } from "./audit-chain";

const entry = {
  ...{ seq: 1, id: "aud_1", at: "2026-11-24T10:00:00.000Z", action: "catalog.setVisibility" },
  ...{ actorKind: "user", actorId: "usr_1", subjectId: "orders" },
  detail: { before: { visibility: "organization" }, after: { visibility: "restricted" } },
};

describe("the canonical text of a value", () => {
  test("is the same whatever the order of keys", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  test("sorts keys as RFC 8785 does, by UTF-16 code units", () => {
    const keys = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };

    expect(canonicalJson(keys)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });

  test("writes numbers as ECMAScript does", () => {
    expect(canonicalJson([1e21, 1e-7, -0, 333333333.33333329, 5e-324])).toBe(
      "[1e+21,1e-7,0,333333333.3333333,5e-324]",
    );
  });

  test("keeps a key that is named like a part of the language", () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1},"constructor":2}'))).toBe(
      '{"__proto__":{"x":1},"constructor":2}',
    );
  });

  test("is JSON of the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("the hash of an entry", () => {
  test("is what any implementation of RFC 8785 and SHA-256 finds", () => {
    expect(hashOf(entry, GENESIS.hash)).toBe(
      "89f6775bf6b89a7ad64b016d6d34692a342030016a97493c54c6fef8b2c013f1",
    );
  });

  test.each([
    ["seq", 2],
    ["id", "aud_2"],
    ["at", "2026-11-24T10:00:00.001Z"],
    ["action", "catalog.removeProduct"],
    ["actorKind", "key"],
    ["actorId", "usr_2"],
    ["subjectId", null],
    ["detail", {}],
  ])("changes with its %s", (field, value) => {
    expect(hashOf({ ...entry, [field]: value }, GENESIS.hash)).not.toBe(hashOf(entry, GENESIS.hash));
  });

  test("changes with the entry before", () => {
    expect(hashOf(entry, "1".repeat(64))).not.toBe(hashOf(entry, GENESIS.hash));
  });
});

describe("a head as text", () => {
  test("is read as it was written", () => {
    expect(headOf(toText({ seq: 41, hash: "ab".repeat(32) }))).toEqual({ seq: 41, hash: "ab".repeat(32) });
  });

  test.each(["", "41", `:${"a".repeat(64)}`, `x:${"a".repeat(64)}`, "1:abc", `1:${"A".repeat(64)}`])(
    "is nothing else: %s",
    (text) => {
      expect(headOf(text)).toBeNull();
    },
  );
});
