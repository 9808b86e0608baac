import { describe, expect, it } from "vitest";

import { isNarrowed, readRequests, toRequestsHref, wholeView } from "./request-address";

describe("the address of the inbox", () => {
  it("shows what waits when it says nothing", () => {
    expect(readRequests({})).toEqual(wholeView("waiting"));
    expect(toRequestsHref(wholeView("waiting"))).toBe("/requests");
  });

  it("is read as it was written", () => {
    const address = {
      view: "decided",
      status: "rejected",
      kind: "renewal",
      productId: "flights & more",
      teamId: "aviation",
      cursor: "abc=",
    } as const;
    const { searchParams } = new URL(toRequestsHref(address), "http://portal");
    expect(readRequests(Object.fromEntries(searchParams))).toEqual(address);
    expect(isNarrowed(address)).toBe(true);
  });

  it("leaves out what makes no sense", () => {
    const given = { view: "everything", status: "eaten", kind: ["new", "renewal"], product: "", cursor: [] };
    expect(readRequests(given)).toEqual(wholeView("waiting"));
  });

  it("narrows what waits by no status: all of it waits", () => {
    expect(readRequests({ status: "approved" }).status).toBeNull();
    expect(readRequests({ view: "decided", status: "requested" }).status).toBeNull();
  });
});
