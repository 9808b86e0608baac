import { describe, expect, it } from "vitest";

import { date, dateTime, uri } from "./document-formats";
import {
  any,
  didYouMean,
  either,
  findingsOf,
  flag,
  list,
  number,
  object,
  record,
  scalar,
  type Shape,
  text,
  whole,
  words,
} from "./document-shape";

const details = (shape: Shape, value: unknown) =>
  findingsOf(shape, value).map(({ pointer, detail }) => `${pointer} ${detail}`);

const table = record(
  { name: text, kind: words("table", "topic"), size: whole, tags: list(text, { distinct: true }), more: any },
  { required: ["name"], renamed: new Map([["label", "name"]]) },
);

describe("what a shape objects to", () => {
  it.each([
    [{ name: "a", kind: "table", size: 3, tags: ["x"], more: null }, []],
    [{}, ["#/name name is missing"]],
    [{ name: 1 }, ["#/name name must be text"]],
    [{ name: null }, ["#/name name is empty: give it a value, or leave the key out"]],
    [{ name: "a", size: 1.5 }, ["#/size size must be a whole number"]],
    [{ name: "a", size: "3" }, ["#/size size must be a number, not text"]],
    [{ name: "a", kind: "tabel" }, ['#/kind kind "tabel" is not known. Did you mean "table"?']],
    [{ name: "a", kind: "x" }, ['#/kind kind "x" is not known. Use one of table, topic.']],
    [{ name: "a", tags: "x" }, ["#/tags tags must be a list, not text"]],
    [{ name: "a", tags: ["x", 1] }, ["#/tags/1 tags[1] must be text"]],
    [{ name: "a", tags: ["x", "x"] }, ["#/tags tags must not have the same entry twice"]],
    [
      { name: "a", Tags: [] },
      ['#/Tags "Tags" is not a key that the standard knows here. Did you mean "tags"?'],
    ],
    [
      { name: "a", label: "b" },
      ['#/label "label" is not a key that the standard knows here. Did you mean "name"?'],
    ],
    [
      { name: "a", "a/b~": 1 },
      [
        '#/a~1b~0 "a/b~" is not a key that the standard knows here. Keys of your own go into customProperties.',
      ],
    ],
    [[], ["# The document must be an object, not a list"]],
    [null, ["# The document must be an object, not empty"]],
  ])("says of %j: %j", (value, expected) => {
    expect(details(table, value)).toEqual(expected);
  });

  it("judges single values, objects, bounds and choices", () => {
    expect(details(scalar, null)).toEqual([]);
    expect(details(scalar, [])).toHaveLength(1);
    expect(details(object, {})).toEqual([]);
    expect(details(object, "x")).toHaveLength(1);
    expect(details(flag, "true")).toEqual(["# The document must be true or false"]);
    expect(details({ is: "number", above: 0 }, 0)).toEqual(["# The document must be more than 0"]);
    expect(details({ is: "number", least: 1 }, 0)).toEqual(["# The document must be 1 or more"]);
    expect(details(list(number, { least: 2, most: 2 }), [1])).toEqual([
      "# The document must have exactly 2 entries",
    ]);
    expect(details(list(number, { least: 1 }), [])).toEqual(["# The document must have at least 1 entry"]);
    const textOrList = either((value) => (Array.isArray(value) ? list(text) : text));
    expect(details(textOrList, ["a"])).toEqual([]);
    expect(details(textOrList, [["a"]])).toEqual(["#/0 The document[0] must be text"]);
  });

  it("stops at fifty findings", () => {
    expect(
      findingsOf(
        list(text),
        Array.from({ length: 1000 }, () => 1),
      ).length,
    ).toBe(50);
  });

  it("asks to quote what was written, where that is the whole mistake", () => {
    expect(findingsOf(table, { name: 1 })[0]?.quote).toBe("name");
    expect(findingsOf(table, { name: {} })[0]?.quote).toBeUndefined();
  });
});

describe("formats", () => {
  it.each([
    [date, "2024-02-29", true],
    [date, "2023-02-29", false],
    [date, "2023-13-01", false],
    [date, "2023-1-1", false],
    [dateTime, "2022-11-15T02:59:43Z", true],
    [dateTime, "2022-11-15T02:59:43.123+01:00", true],
    [dateTime, "2022-11-15T02:59:43", false],
    [dateTime, "2022-11-15T25:00:00Z", false],
    [dateTime, "2022-11-15", false],
    [uri, "https://example.com/a?b=c#d", true],
    [uri, "mailto:a@example.com", true],
    [uri, "s3://bucket/*.parquet", true],
    [uri, "The slack URL", false],
    [uri, "/relative", false],
    [uri, "https://example.com/{id}", false],
    [uri, "https://example.com/100%", false],
  ])("%j: %s is %s", (shape, value, isFine) => {
    expect(findingsOf(shape, value)).toHaveLength(isFine ? 0 : 1);
  });
});

describe("did you mean", () => {
  it.each([
    ["descripton", "description"],
    ["Status", "status"],
    ["verison", "version"],
    ["team", "team"],
    ["id", null],
    ["colour", null],
    ["x".repeat(1000), null],
  ])("%s: %s", (word, expected) => {
    expect(didYouMean(word, ["description", "status", "version", "team", "ab"])).toBe(expected);
  });
});
