import { describe, expect, it } from "vitest";

import type { ConsumerKind } from "@/lib/access/model";

import { byEnd, heldBy, readHoldings, toHoldingsHref } from "./holdings-address";

const held = (kind: ConsumerKind, endsAt: string) => ({
  consumer: { kind, id: "x", name: "X", team: null },
  status: "active" as const,
  endsAt,
});

describe("the address of what one holds", () => {
  it("survives the way there and back", () => {
    for (const address of [
      { holder: "all", showsEnded: false },
      { holder: "teams", showsEnded: true },
    ] as const) {
      const params = new URL(toHoldingsHref(address), "http://portal").searchParams;
      expect(readHoldings(Object.fromEntries(params))).toEqual(address);
    }
  });

  it("leaves out what it does not understand", () => {
    expect(readHoldings({ for: "everybody", ended: ["shown"] })).toEqual({
      holder: "all",
      showsEnded: false,
    });
  });

  it("narrows to one kind of holder, and puts first what ends first", () => {
    const all = [held("team", "2027-02-01T00:00:00Z"), held("user", "2026-12-01T00:00:00Z")];
    expect(heldBy(all, "teams")).toEqual([all[0]]);
    expect(byEnd(all)).toEqual([all[1], all[0]]);
  });
});
