import { describe, expect, it } from "vitest";

import { toCell } from "./csv";

describe("toCell", () => {
  it.each([
    ["plain", "plain"],
    ["one, two", '"one, two"'],
    ['a "b"', '"a ""b"""'],
    ["two\nlines", '"two\nlines"'],
    [null, ""],
    [-3, "-3"],
  ])("writes %j as %j", (value, cell) => {
    expect(toCell(value)).toBe(cell);
  });

  it.each(["=1+1", "+1", "-1", "@cmd", "\t=1"])("gives %j to a spreadsheet as text", (value) => {
    expect(toCell(value)).toMatch(/^"?'/);
  });
});
