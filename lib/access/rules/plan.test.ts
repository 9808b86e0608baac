import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Classification } from "@/lib/catalog/model";

import type { Plan, PlanFacts } from "../model";
import { bulkFacts, planOf } from "./plan";

type Consumer = "same team" | "same domain" | "other domain";

const TEAM = { id: "team", name: "Orders team" };
const DOMAIN = { id: "domain", name: "Sales" };

const facts = (over: Partial<PlanFacts> = {}): PlanFacts => ({
  ...{ classification: "internal", personalData: false, autoApprove: false, sameTeam: false },
  ...{ sameDomain: true, providerTeam: TEAM, providerDomain: DOMAIN, ...over },
});

const standing = (consumer: Consumer) => ({
  sameTeam: consumer === "same team",
  sameDomain: consumer !== "other domain",
});

const wordsOf = (plan: Plan): string =>
  plan.kind === "automatic" ? "at once" : plan.steps.map(({ kind }) => kind).join(", ");

/** The plan by classification and personal data, for each consumer, without and with `autoApprove` of the port. */
type Row = [Classification | null, boolean, Record<Consumer, [asked: string, autoApprove: string]>];

const OPEN: Row[2] = {
  "same team": ["at once", "at once"],
  "same domain": ["owner", "at once"],
  "other domain": ["owner", "at once"],
};
const PERSONAL: Row[2] = {
  "same team": ["owner, governance", "owner, governance"],
  "same domain": ["owner, governance", "owner, governance"],
  "other domain": ["owner, governance", "owner, governance"],
};
const PERSONAL_ABROAD: Row[2] = {
  ...PERSONAL,
  "other domain": ["owner, domain, governance", "owner, domain, governance"],
};

const TABLE: Row[] = [
  [null, false, OPEN],
  ["public", false, OPEN],
  ["internal", false, OPEN],
  ["confidential", false, { ...OPEN, "other domain": ["owner, domain", "at once"] }],
  ["restricted", false, PERSONAL_ABROAD],
  [null, true, PERSONAL],
  ["public", true, PERSONAL],
  ["internal", true, PERSONAL],
  ["confidential", true, PERSONAL_ABROAD],
  ["restricted", true, PERSONAL_ABROAD],
];

const CASES = TABLE.flatMap(([classification, personalData, plans]) =>
  (["same team", "same domain", "other domain"] as const).flatMap((consumer) =>
    [false, true].map((autoApprove) => ({
      ...{ classification, personalData, consumer, autoApprove },
      expected: plans[consumer][autoApprove ? 1 : 0],
    })),
  ),
);

describe("the plan", () => {
  test("is known for every combination", () => {
    expect(CASES).toHaveLength(5 * 2 * 3 * 2);
  });

  test.each(CASES)(
    "of $classification data, personal $personalData, for $consumer, auto-approved $autoApprove: $expected",
    ({ classification, personalData, consumer, autoApprove, expected }) => {
      const plan = planOf(facts({ classification, personalData, autoApprove, ...standing(consumer) }));
      expect(wordsOf(plan)).toBe(expected);
    },
  );

  test.each(CASES)(
    "asks the domain once where it owns the product itself ($classification, $personalData, $consumer, $autoApprove)",
    ({ classification, personalData, consumer, autoApprove, expected }) => {
      const over = { classification, personalData, autoApprove, ...standing(consumer) };
      const plan = planOf(facts({ ...over, providerTeam: DOMAIN }));
      expect(wordsOf(plan)).toBe(expected.replace("owner, domain", "domain"));
    },
  );

  test("asks no domain where the owning team stands in none", () => {
    const plan = planOf(facts({ classification: "confidential", sameDomain: false, providerDomain: null }));
    expect(wordsOf(plan)).toBe("owner");
  });

  test("says of every step, and of every grant, why", () => {
    for (const { classification, personalData, consumer, autoApprove } of CASES) {
      const plan = planOf(facts({ classification, personalData, autoApprove, ...standing(consumer) }));
      const reasons = plan.kind === "automatic" ? [plan.because] : plan.steps.map(({ because }) => because);
      for (const reason of reasons) expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  test("never grants restricted or personal data without people", () => {
    const any = fc.record({
      classification: fc.constantFrom(null, "public", "internal", "confidential", "restricted" as const),
      personalData: fc.boolean(),
      autoApprove: fc.boolean(),
      sameTeam: fc.boolean(),
      sameDomain: fc.boolean(),
      providerTeam: fc.constantFrom(TEAM, DOMAIN),
      providerDomain: fc.constantFrom(null, DOMAIN),
    });
    fc.assert(
      fc.property(any, (given) => {
        const plan = planOf(given);
        const isSensitive = given.personalData || given.classification === "restricted";
        if (isSensitive) expect(plan.kind).toBe("steps");
        if (plan.kind === "steps") {
          expect(plan.steps[0]?.kind).not.toBe("governance");
          expect(plan.steps.some(({ kind }) => kind === "governance")).toBe(isSensitive);
        }
      }),
    );
  });
});

describe("requests that may be decided together", () => {
  const wish = {
    ...{ kind: "new" as const, productId: "p", portId: "o", durationDays: 90 },
    ...{ columns: ["a", "b"], roles: [], facts: facts() },
  };

  test("ask the same, whatever the order of the columns", () => {
    expect(bulkFacts({ ...wish, columns: ["b", "a"] })).toBe(bulkFacts(wish));
  });

  test.each([
    { durationDays: 30 },
    { kind: "renewal" as const },
    { portId: "other" },
    { columns: ["a"] },
    { roles: ["analyst"] },
    { facts: facts({ classification: "confidential" }) },
    { facts: facts({ sameDomain: false }) },
  ])("differ by %j", (over) => {
    expect(bulkFacts({ ...wish, ...over })).not.toBe(bulkFacts(wish));
  });
});
