import { describe, expect, it } from "vitest";

import { readActivity } from "./activity-address";

describe("the address of an activity page", () => {
  it.each([
    [
      { from: "1", to: "3" },
      { from: 1, to: 3 },
    ],
    [
      { from: "3", to: "1" },
      { from: 1, to: 3 },
    ],
    [
      { from: "2", to: "2" },
      { from: null, to: 2 },
    ],
    [{ to: "2" }, { from: null, to: 2 }],
    [{ source: "4" }, { source: 4 }],
    [
      { from: "-1", to: "x", source: ["1", "2"], before: "" },
      { from: null, to: null, source: null, before: null },
    ],
    [{ to: "99999999999" }, { to: null }],
  ])("asks for versions in their order and for nothing that makes no sense: %o", (given, asked) => {
    expect(readActivity(given)).toMatchObject(asked);
  });
});
