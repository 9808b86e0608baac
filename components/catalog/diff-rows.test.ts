import { describe, expect, it } from "vitest";

import type { DiffLine } from "@/lib/catalog/model";

import { placeOf, shownValue, toBlocks } from "./diff-rows";

const same = (text: string): DiffLine => ({ kind: "same", text, before: 1, after: 1 });
const added = (text: string): DiffLine => ({ kind: "added", text, before: null, after: 1 });

describe("a diff", () => {
  it("shows three lines around each change and says how many it leaves out", () => {
    const lines = [...Array.from({ length: 10 }, (_, index) => same(`a${index}`)), added("new"), same("b")];
    const blocks = toBlocks(lines);
    expect(
      blocks.map((block) => (block.kind === "gap" ? block.count : block.lines.map(({ text }) => text))),
    ).toEqual([7, ["a7", "a8", "a9", "new", "b"]]);
  });

  it("of equal texts is one gap, of nothing is nothing", () => {
    expect(toBlocks([same("a"), same("b")])).toEqual([{ kind: "gap", count: 2 }]);
    expect(toBlocks([])).toEqual([]);
  });

  it("names the place of a change by its words", () => {
    expect(placeOf({ pointer: "#/outputPorts/a~1b/version" })).toEqual(["outputPorts", "a/b", "version"]);
    expect(placeOf({ pointer: "#" })).toEqual([]);
  });

  it("shows texts as they are and everything else as JSON", () => {
    expect(shownValue("v1")).toBe("v1");
    expect(shownValue({ a: 1 })).toBe('{\n  "a": 1\n}');
    expect(shownValue(undefined)).toBe("nothing");
  });
});
