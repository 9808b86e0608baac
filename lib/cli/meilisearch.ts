import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";

import { findFreePort } from "@/lib/platform/free-port";
import { pause } from "@/lib/platform/processes";

import { keepRunning, startChild } from "./children";
import type { Owner } from "./owner";
import { report, step } from "./progress";
import { variables } from "./settings";

const READY_WITHIN_MS = 30_000;

/**
 * Starts a Meilisearch server of the portal's own when the machine has the program, and says where the portal finds
 * it. Nothing is said when a server is given or none can be had: then that one, or Postgres, searches.
 */
export async function openSearchServer({
  settings,
  closings,
  fail,
}: Owner): Promise<{ MEILI_URL?: string; MEILI_KEY?: string }> {
  const { MEILI_URL: given } = variables();
  const program = findProgram();
  if (given || program === null) return {};

  const port = await findFreePort();
  const key = randomBytes(24).toString("hex");
  const start = () =>
    startChild({
      program,
      args: [
        `--http-addr=127.0.0.1:${port}`,
        `--db-path=${path.join(settings.dataDir, "meilisearch")}`,
        "--env=production",
        "--no-analytics",
      ],
      // In the environment, because arguments are for everybody to see.
      env: { NODE_ENV: "production", MEILI_MASTER_KEY: key },
      logFile: path.join(settings.dataDir, "meilisearch.log"),
    });
  const { stop } = await keepRunning({ name: "Meilisearch", start, report, giveUp: fail });
  await closings.add(stop);
  const url = `http://127.0.0.1:${port}`;
  await step("Meilisearch", () => whenReady(url));
  return { MEILI_URL: url, MEILI_KEY: key };
}

function findProgram(): string | null {
  const { TRELLIS_MEILI_BIN: named, PATH = "" } = variables();
  if (named) return named;
  const files = PATH.split(path.delimiter).map((folder) => path.join(folder, "meilisearch"));
  return files.find((file) => existsSync(file)) ?? null;
}

async function whenReady(url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    const isReady = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await pause(100);
  }
  throw new Error(
    "Meilisearch does not answer; its log is in the data directory. Unset TRELLIS_MEILI_BIN to search with Postgres.",
  );
}
