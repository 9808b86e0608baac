import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { plainText } from "./plain-text";

describe("plainText", () => {
  it.each([
    ["Join on `iata`. Draw **maps** with it.", "Join on iata. Draw maps with it."],
    ["# Use\n\n- *first* point\n- [docs](https://example.org/a_b)\n1. one", "Use\n\nfirst point\ndocs\none"],
    ["| ask | read |\n| --- | :-: |\n| rain | `rain_mm` |", "ask · read\nrain · rain_mm"],
    ["Before\n```sql\nselect 1\n```\nafter", "Before\nafter"],
    ["> quoted __not__ touched inside snake_case_names", "quoted not touched inside snake_case_names"],
    ["2 * 3 = 6 and a-b --- c", "2 * 3 = 6 and a-b --- c"],
    ["", ""],
  ])("reads %j as %j", (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });

  it("leaves words of any script as they are", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+){0,5}$/u),
        (text) => plainText(text) === text,
      ),
    );
  });

  it.each(["[", "![", "*", "`", "|", "- ", "_", "[a]("])(
    "takes no long time over a megabyte of %j",
    (piece) => {
      const begin = performance.now();
      plainText(piece.repeat(1_000_000 / piece.length));
      expect(performance.now() - begin).toBeLessThan(1_000);
    },
  );
});
