import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { ended, endWithThisProcess } from "@/lib/platform/processes";

import { ensureBrowser } from "./browser";
import { type Closings, untilStopped } from "./closings";
import { report } from "./progress";
import { variables } from "./settings";
import { type Counts, countTests } from "./test-counts";
import { chooseStages, type Stage } from "./test-stages";

type Result = Counts & { name: string; seconds: number };

/** `npm test [-- stage …]`: every stage, whether or not the ones before passed; then one line with the sum. */
export const main = (args: readonly string[]): Promise<void> =>
  untilStopped(async (closings) => {
    const stages = chooseStages(args);
    const folder = await mkdtemp(path.join(tmpdir(), "trellis-results-"));
    await closings.add(() => rm(folder, { recursive: true, force: true }));
    const results: Result[] = [];
    for (const stage of stages) results.push(await runStage(stage, { folder, closings }));

    report(`\n${results.map(toRow).join("\n")}\n`);
    const failed = sumOf(results, "failed");
    if (failed > 0) process.exitCode = 1;
    report(`${sumOf(results, "passed")} passed, ${failed} failed`);
  });

type Context = { folder: string; closings: Closings };

async function runStage(stage: Stage, { folder, closings }: Context): Promise<Result> {
  const { name, count } = stage;
  report(`\n── ${name} ${"─".repeat(Math.max(0, 70 - name.length))}`);
  const started = Date.now();
  const file = path.join(folder, `${name}.json`);
  const exitCode = await runCommand(stage, file, closings);
  const counts = countTests(count, exitCode, await readJson(file));
  return { name, ...counts, seconds: (Date.now() - started) / 1000 };
}

async function runCommand({ command, count }: Stage, file: string, closings: Closings): Promise<number> {
  const { npm_execpath: npm } = variables();
  const [program, args] =
    "bin" in command
      ? [path.join("node_modules/.bin", command.bin), command.args]
      : npm
        ? [process.execPath, [npm, "run", "--silent", command.script]]
        : ["npm", ["run", "--silent", command.script]];
  const environment = count === "playwright" ? await browserEnvironment(file) : {};
  if (environment === null) return 1;
  const child = spawn(program, [...args, ...(count === "vitest" ? [`--outputFile.json=${file}`] : [])], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...variables(), ...environment },
    detached: true,
  });
  const { pid } = child;
  const whenEnded = ended(child);
  if (pid) {
    void whenEnded.then(endWithThisProcess(-pid, "TERM"));
    await closings.add(async () => {
      child.kill("SIGTERM");
      await whenEnded;
    });
  }
  const result = await whenEnded;
  return typeof result === "number" ? result : 1;
}

/** Null when there is no browser, after saying why. */
async function browserEnvironment(file: string): Promise<Record<string, string> | null> {
  try {
    const browser = await ensureBrowser(report);
    return { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(browser !== null && { TRELLIS_CHROMIUM: browser }) };
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    return null;
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return null;
  }
}

const sumOf = (results: readonly Result[], part: "passed" | "failed"): number =>
  results.reduce((sum, result) => sum + result[part], 0);

const toRow = ({ name, seconds, passed, failed }: Result): string =>
  [
    failed > 0 ? "✗" : "✓",
    name.padEnd(8),
    `${seconds.toFixed(1)} s`.padStart(9),
    `${passed} passed`.padStart(14),
    failed > 0 ? `${failed} failed`.padStart(14) : "",
  ]
    .join(" ")
    .trimEnd();
