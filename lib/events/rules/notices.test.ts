import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { firstOfEach, toBody, toHref, toTitle } from "./notices";

describe("what is kept of a notice", () => {
  it("is one line for a title, whatever names stand in it", () => {
    expect(toTitle("Orders\r\nBcc: everyone@example.org\u2028\0now")).toBe(
      "Orders Bcc: everyone@example.org now",
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const title = toTitle(text);
        expect(title).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
        expect(Array.from(title).length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it("keeps the lines of a body and nothing else that is not seen", () => {
    expect(toBody("one\ntwo\tthree\u0007")).toBe("one\ntwo three");
    expect(Array.from(toBody("🙂".repeat(3000)))).toHaveLength(2000);
  });

  it.each([
    ["/requests/req_1?x=1#note", "/requests/req_1?x=1#note"],
    ["https://evil.example", "/notifications"],
    ["//evil.example", "/notifications"],
    ["/\\evil.example", "/notifications"],
    ["javascript:alert(1)", "/notifications"],
    ["/a\r\nb", "/notifications"],
    ["", "/notifications"],
  ])("leads from %j to %j", (given, kept) => {
    expect(toHref(given)).toBe(kept);
  });
});

describe("of several notices of one event", () => {
  it("each person is told the first that names them", () => {
    const told = firstOfEach([
      { title: "a", people: ["x", "y"] },
      { title: "b", people: ["y", "z"] },
    ]);
    expect([...told].map(([id, { title }]) => [id, title])).toEqual([
      ["x", "a"],
      ["y", "a"],
      ["z", "b"],
    ]);
  });
});
