import { readFile, rm, writeFile } from "node:fs/promises";

import { pause } from "@/lib/platform/processes";

import { startChild } from "./children";
import { type Closings, openClosings } from "./closings";
import { holdLock, type Lock } from "./lock";
import { report, step } from "./progress";
import { variables } from "./settings";
import { hashSources } from "./source-hash";

const NEXT = "node_modules/next/dist/bin/next";
/** In the build, so that a build which is begun takes it away; the others outside, because it takes them too. */
const STAMP = ".next/trellis-sources";
const LOCK = "node_modules/.trellis-build.lock";
const LOG = "node_modules/.trellis-build.log";

/** `npm run build`. */
export async function main(): Promise<void> {
  await whileAlone(() => step("portal build", () => build(openClosings())));
}

/** Builds the portal unless it was built from these very sources. Another process that builds is waited for. */
export async function ensureBuilt(closings: Closings): Promise<void> {
  if (await isBuilt()) return;
  await whileAlone(async () => {
    if (await isBuilt()) return;
    report("Building the portal. This takes about a minute, and only when the sources changed.");
    await step("portal build", () => build(closings));
  });
}

const isBuilt = async (): Promise<boolean> =>
  (await readFile(STAMP, "utf8").catch(() => null)) === (await hashSources("."));

async function build(closings: Closings): Promise<void> {
  const sources = await hashSources(".");
  await rm(LOG, { force: true });
  const child = await startChild({
    args: [NEXT, "build"],
    env: { ...variables(), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile: LOG,
  });
  await closings.add(child.stop);
  const result = await child.ended;
  if (result !== 0) throw new Error(`The portal could not be built.\n${await readFile(LOG, "utf8")}`);
  await writeFile(STAMP, sources);
}

async function whileAlone(work: () => Promise<void>): Promise<void> {
  const lock = await waitForLock();
  try {
    await work();
  } finally {
    await lock.release();
  }
}

async function waitForLock(): Promise<Lock> {
  for (let tries = 0; ; tries += 1) {
    const result = await holdLock(LOCK);
    if ("lock" in result) return result.lock;
    if (tries === 0) report("Another process is building the portal; waiting for it.");
    await pause(1_000);
  }
}
