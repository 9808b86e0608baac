import { describe, expect, it } from "vitest";

import { afterFirstParagraph, firstParagraph } from "./plain-text";

const TEXT = "Flights **as reported**,\nwith [delays](https://x.example.org) and `codes`.\n\n- one\n- two";

describe("the first paragraph of a text", () => {
  it("is one line without marks", () => {
    expect(firstParagraph(TEXT)).toBe("Flights as reported, with delays and codes.");
    expect(firstParagraph("")).toBe("");
  });

  it("is followed by the rest as it is", () => {
    expect(afterFirstParagraph(TEXT)).toBe("- one\n- two");
    expect(afterFirstParagraph("One line only.")).toBe("");
  });
});
