import { z } from "zod";

import type { Stage } from "./test-stages";

export type Counts = { passed: number; failed: number };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

/**
 * What a stage found. What its report cannot tell (a file that does not load, a tool that broke down) counts as one
 * failure, so that a stage that ended badly never counts as passed.
 */
export function countTests(kind: Stage["count"], exitCode: number, report: unknown): Counts {
  const counts = kind === "check" ? { passed: 0, failed: 0 } : readReport(kind, report);
  if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return kind === "check" ? { passed: 1, failed: 0 } : counts;
}

function readReport(kind: "vitest" | "playwright", report: unknown): Counts {
  return kind === "vitest" ? readVitest(report) : readPlaywright(report);
}

function readVitest(report: unknown): Counts {
  const { success, data } = VitestReport.safeParse(report);
  if (!success) return { passed: 0, failed: 1 };
  const brokenFiles = data.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: data.numPassedTests, failed: data.numFailedTests + brokenFiles.length };
}

/** A test that passed only when it was tried again has failed. */
function readPlaywright(report: unknown): Counts {
  const { success, data } = PlaywrightReport.safeParse(report);
  if (!success) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = data.stats;
  return { passed: expected, failed: unexpected + flaky + data.errors.length };
}
