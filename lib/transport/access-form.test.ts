import { describe, expect, it } from "vitest";

import { accessFromForm, planFromQuery } from "./access-form";

describe("the request panel", () => {
  it("becomes the input of the operation: one consumer, lists where there may be several", () => {
    const form = new FormData();
    for (const [name, value] of [
      ["$ACTION_ID", "x"],
      ["productId", "airports"],
      ["portId", "port_1"],
      ["scope", "on"],
      ["consumer", "product:urn:li:delays"],
      ["purpose", "To forecast."],
      ["durationDays", "90"],
      ["columns", "iata"],
      ["columns", "city"],
    ] as const)
      form.append(name, value);
    expect(accessFromForm(form)).toEqual({
      productId: "airports",
      portId: "port_1",
      consumer: { kind: "product", id: "urn:li:delays" },
      purpose: "To forecast.",
      durationDays: "90",
      columns: ["iata", "city"],
      roles: [],
    });
  });

  it("leaves a consumer that is none to the operation to refuse", () => {
    const form = new FormData();
    form.append("consumer", "everybody");
    expect(accessFromForm(form).consumer).toBe("everybody");
    expect(accessFromForm(new FormData()).consumer).toBeNull();
  });

  it("asks for a plan by its address", () => {
    const request = new Request("http://portal/plan?portId=port_1&consumer=team%3Arisk");
    expect(planFromQuery(request, { productId: "airports" })).toEqual({
      productId: "airports",
      portId: "port_1",
      consumer: { kind: "team", id: "risk" },
    });
  });
});
