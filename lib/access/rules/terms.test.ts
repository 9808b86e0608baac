import { expect, test } from "vitest";

import { termsText } from "./terms";

const NONE = { usage: null, limitations: null, price: null, roles: [] };

test("a contract that sets no terms has none", () => {
  expect(termsText(NONE)).toBeNull();
  expect(termsText({ ...NONE, usage: "  " })).toBeNull();
});

test("terms are one plain text of what the contract says, markup included as it is", () => {
  const text = termsText({
    usage: "Analysis <b>only</b>.",
    limitations: "No resale.",
    price: { amount: 9.95, currency: "EUR", unit: "month" },
    roles: [
      { role: "analyst", access: "read", description: "Reads all rows.", approvers: ["Ada", "Bob"] },
      { role: "auditor", access: null, description: null, approvers: [] },
    ],
  });
  expect(text?.split("\n\n")).toEqual([
    "Usage: Analysis <b>only</b>.",
    "Limitations: No resale.",
    "Price: 9.95 EUR per month",
    "Roles: analyst (read): Reads all rows. (approved by Ada, then Bob)\nauditor",
  ]);
});

test("a price without an amount is agreed with the owner", () => {
  const price = { amount: null, currency: null, unit: "query" };
  expect(termsText({ ...NONE, price })).toBe("Price: agreed with the owner per query");
});
