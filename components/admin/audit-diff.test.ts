import { describe, expect, test } from "vitest";

import { briefly, readDetail, shownValue, wordDiff } from "./audit-diff";

describe("the detail of an entry", () => {
  test("is read as changed fields, and facts besides", () => {
    const detail = {
      kind: "team",
      before: { name: "Sales", members: { "ann@example.org": "member", "bo@example.org": "editor" } },
      after: { name: "Sales and returns", members: { "ann@example.org": "owner" } },
    };

    expect(readDetail(detail)).toEqual({
      changes: [
        { path: ["name"], before: "Sales", after: "Sales and returns" },
        { path: ["members", "ann@example.org"], before: "member", after: "owner" },
        { path: ["members", "bo@example.org"], before: "editor" },
      ],
      facts: [{ path: ["kind"], value: "team" }],
    });
  });

  test("may say only what there is now, or only what there was", () => {
    expect(readDetail({ after: { tags: ["a"], links: {} } }).changes).toEqual([
      { path: ["tags"], after: ["a"] },
      { path: ["links"], after: {} },
    ]);
    expect(readDetail({ before: { name: null } }).changes).toEqual([{ path: ["name"], before: null }]);
  });

  test("is facts alone where before and after are no states", () => {
    expect(readDetail({ before: "pending", transition: "start" })).toEqual({
      changes: [],
      facts: [
        { path: ["before"], value: "pending" },
        { path: ["transition"], value: "start" },
      ],
    });
  });

  test.each([null, {}, { before: {}, after: {} }])("may say nothing: %j", (detail) => {
    expect(readDetail(detail)).toEqual({ changes: [], facts: [] });
  });

  test("is shown whatever it is", () => {
    for (const detail of ["text", 7, [1], JSON.parse('{"__proto__": {"x": 1}, "before": [1]}')])
      expect(readDetail(detail).facts).not.toEqual([]);
  });
});

describe("the words of two texts", () => {
  test("are told apart", () => {
    expect(wordDiff("Gold price, daily", "Gold price, weekly")).toEqual([
      { kind: "same", text: "Gold price, " },
      { kind: "removed", text: "daily" },
      { kind: "added", text: "weekly" },
    ]);
  });

  test.each([
    ["no texts", 1, 2],
    ["a text after nothing", null, "x"],
    ["texts without a common word", "member", "governance"],
    ["long texts", "a ".repeat(4000), "b ".repeat(4000)],
  ])("are not compared for %s", (_what, before, after) => {
    expect(wordDiff(before, after)).toBeNull();
  });
});

test.each([
  [null, "nothing"],
  ["", "empty text"],
  [["a", "b"], "a, b"],
  [false, "false"],
  [[], "[]"],
])("the value %j is shown as %s", (value, shown) => {
  expect(shownValue(value)).toBe(shown);
});

test("a change is told in a few words", () => {
  expect(briefly({ path: ["orgRole"], before: "member", after: "admin" })).toBe("orgRole: member → admin");
  expect(briefly({ path: ["members", "a@b.c"], after: "owner" })).toBe("a@b.c: owner");
  expect(briefly({ path: ["name"], before: "x".repeat(60), after: null })).toMatch(
    /^name: x{31}… → nothing$/,
  );
});
