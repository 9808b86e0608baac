import { expect, test } from "vitest";

import { countTests } from "./test-counts";

const vitest = (passed: number, failed: number, ...files: { status: string; tests: string[] }[]) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  })),
});

const playwright = (expected: number, unexpected: number, flaky = 0, errors: unknown[] = []) => ({
  stats: { expected, unexpected, flaky, skipped: 0 },
  errors,
});

test("a check is one test, passed or failed", () => {
  expect(countTests("check", 0, null)).toEqual({ passed: 1, failed: 0 });
  expect(countTests("check", 2, null)).toEqual({ passed: 0, failed: 1 });
});

test("a test file that does not load is a failure of its own", () => {
  const report = vitest(3, 1, { status: "failed", tests: ["failed"] }, { status: "failed", tests: [] });

  expect(countTests("vitest", 1, report)).toEqual({ passed: 3, failed: 2 });
});

test("a tool that ends badly without a failed test has failed", () => {
  expect(countTests("vitest", 1, vitest(3, 0))).toEqual({ passed: 3, failed: 1 });
  expect(countTests("vitest", 1, null)).toEqual({ passed: 0, failed: 1 });
  expect(countTests("playwright", 0, { unknown: true })).toEqual({ passed: 0, failed: 1 });
});

test("a flaky browser test and an error outside of tests have failed", () => {
  expect(countTests("playwright", 1, playwright(5, 1, 1, [{}]))).toEqual({ passed: 5, failed: 3 });
  expect(countTests("playwright", 0, playwright(5, 0))).toEqual({ passed: 5, failed: 0 });
});
