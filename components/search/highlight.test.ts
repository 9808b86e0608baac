import { describe, expect, it } from "vitest";

import { partsOf } from "./highlight";

const marked = (text: string, ranges: [number, number][]): string =>
  partsOf(text, ranges)
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join("");

describe("partsOf", () => {
  it("marks each range and keeps every character", () => {
    expect(
      marked("fraud score features", [
        [0, 5],
        [6, 11],
      ]),
    ).toBe("[fraud] [score] features");
  });

  it("leaves a text without ranges whole", () => {
    expect(marked("fraud", [])).toBe("fraud");
  });

  it("ignores ranges that overlap, are empty, or lie outside of the text", () => {
    expect(
      marked("fraud", [
        [0, 3],
        [2, 4],
        [4, 4],
        [4, 99],
      ]),
    ).toBe("[fra]ud");
  });
});
