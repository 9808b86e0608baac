import { describe, expect, it } from "vitest";

import { accessOf, opensByItself, type PortFacts } from "./port-access";

const aPort = (
  autoApprove: boolean,
  contract: PortFacts["contract"] = null,
  containsPii = false,
): PortFacts => ({
  port: { autoApprove, containsPii },
  contract,
});

describe("access to ports", () => {
  it("opens by itself only where the port says so and nothing sensitive is in it", () => {
    expect(opensByItself(aPort(true))).toBe(true);
    expect(opensByItself(aPort(false))).toBe(false);
    expect(opensByItself(aPort(true, null, true))).toBe(false);
    expect(opensByItself(aPort(true, { classification: "public", personalData: true }))).toBe(false);
    expect(opensByItself(aPort(true, { classification: "restricted", personalData: false }))).toBe(false);
    expect(opensByItself(aPort(true, { classification: "confidential", personalData: false }))).toBe(true);
  });

  it("is counted over the ports of a product", () => {
    expect(accessOf([aPort(true), aPort(false)])).toEqual({ open: 1, total: 2 });
    expect(accessOf([])).toEqual({ open: 0, total: 0 });
  });
});
