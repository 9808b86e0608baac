import { describe, expect, it } from "vitest";

import type { QualityRule } from "../model";
import { qualityInWords } from "./quality-words";

const rule = (over: Partial<QualityRule>): QualityRule => ({
  id: null,
  type: "library",
  metric: null,
  dimension: null,
  severity: null,
  description: null,
  operator: null,
  threshold: null,
  unit: null,
  arguments: null,
  query: null,
  ...over,
});

describe("a quality rule in words", () => {
  it.each<[Partial<QualityRule>, string | null, string]>([
    [
      { metric: "missingValues", operator: "mustBeLessOrEqualTo", threshold: 5, unit: "percent" },
      "order_id",
      "At most 5 % of order_id are missing",
    ],
    [{ metric: "nullValues", operator: "mustBe", threshold: 0 }, "order_id", "None of order_id are null"],
    [
      { metric: "nullValues", operator: "mustBeLessThan", threshold: 1000 },
      null,
      "Less than 1,000 of the values are null",
    ],
    [
      { metric: "duplicateValues", operator: "mustBeLessThan", threshold: 1, unit: "%" },
      "id",
      "Less than 1 % of id are duplicates",
    ],
    [
      { metric: "invalidValues", operator: "mustBeBetween", threshold: [1, 2.5] },
      "id",
      "Between 1 and 2.5 of id are invalid",
    ],
    [
      { metric: "rowCount", operator: "mustBeGreaterThan", threshold: 1_000_000 },
      "orders",
      "orders has more than 1,000,000 rows",
    ],
    [{ metric: "rowCount", operator: "mustBe", threshold: 1 }, null, "There are exactly 1 row"],
    [
      { type: "sql", operator: "mustNotBeBetween", threshold: [0, 10] },
      null,
      "The query returns less than 0 or more than 10",
    ],
    [{ type: "sql", operator: "mustBe", threshold: "ok" }, null, "The query returns exactly ok"],
    [
      { metric: "freshness", operator: "mustBeGreaterOrEqualTo", threshold: 2 },
      null,
      "freshness is at least 2",
    ],
    [{ type: "text", description: "Looks right" }, "id", "Looks right"],
    [{ type: "text" }, null, "A rule without words"],
    [{ type: "custom" }, null, "A check of its own kind"],
    [{ metric: "rowCount" }, null, "The metric rowCount is watched"],
    [
      { metric: "rowCount", operator: "mustBe", threshold: { odd: true } },
      null,
      "The metric rowCount is watched",
    ],
    [
      { metric: "rowCount", operator: "mustBeBetween", threshold: [1] },
      null,
      "The metric rowCount is watched",
    ],
    [{ type: "sql", operator: "toString", threshold: 1 }, null, "A query is run"],
  ])("%j of %s: %s", (over, subject, expected) => {
    expect(qualityInWords(rule(over), subject)).toBe(expected);
  });
});
