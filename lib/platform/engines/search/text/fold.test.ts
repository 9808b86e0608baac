import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fold } from "./fold";

describe("fold", () => {
  it.each([
    ["Überblick", "uberblick"],
    ["Straße", "strasse"],
    ["CRÈME BRÛLÉE", "creme brulee"],
    ["Łódź", "lodz"],
    ["İstanbul", "istanbul"],
    ["ΟΔΟΣ", "οδοσ"],
    ["Ёлка", "елка"],
    ["مُحَمَّد", "محمد"],
    ["ＡＢＣ１２", "abc12"],
    ["データ", "データ"],
    ["고객", "고객"],
  ])("writes %s as %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("changes nothing when done twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });
});
