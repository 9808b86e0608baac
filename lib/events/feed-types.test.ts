import { describe, expect, it } from "vitest";

import { factsOf, feedNameOf } from "./feed-types";

describe("the name of an event in the feed", () => {
  it.each([
    ["catalog.product.registered", { isNew: true }, "DataProductCreated"],
    ["catalog.product.registered", { isNew: false }, "DataProductUpdated"],
    ["catalog.product.visibilitySet", {}, "DataProductUpdated"],
    ["catalog.product.removed", {}, "DataProductDeleted"],
    ["contracts.contract.registered", { isNew: true }, "DataContractCreated"],
    ["contracts.contract.removed", {}, "DataContractDeleted"],
    ["identity.team.registered", { isNew: false }, "TeamUpdated"],
    ["access.agreement.created", {}, "AccessCreated"],
    ["access.request.submitted", {}, "AccessRequested"],
    ["access.agreement.activated", {}, "AccessActivated"],
    ["access.agreement.ended", { how: "cancelled" }, "AccessDeactivated"],
    ["access.provisioning.succeeded", {}, "AccessProvisioned"],
  ])("is for %s %j: %s", (type, payload, name) => {
    expect(feedNameOf({ type, payload })).toBe(name);
  });

  it("is made of the event's own words where clients know none", () => {
    expect(feedNameOf({ type: "identity.user.deactivated", payload: {} })).toBe("UserDeactivated");
    expect(feedNameOf({ type: "access.request.stepApproved", payload: {} })).toBe("RequestStepApproved");
  });

  it("is no property of every object", () => {
    expect(feedNameOf({ type: "constructor", payload: {} })).toBe("");
  });
});

describe("what an event says besides id and time", () => {
  it("is the state and the platform that provisioning has reported", () => {
    const payload = { productId: "orders", platform: "snowflake" };
    expect(factsOf({ type: "access.provisioning.failed", payload })).toEqual({
      status: "provisioning-failed",
      platform: "snowflake",
    });
    expect(factsOf({ type: "access.provisioning.started", payload: {} })).toEqual({ status: "provisioning" });
  });

  it("is nothing for everything else, whatever it carries", () => {
    expect(factsOf({ type: "access.request.approved", payload: { status: "x", platform: "y" } })).toEqual({});
  });
});
