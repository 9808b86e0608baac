import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import pg from "pg";
import { z } from "zod";

import { pause } from "@/lib/platform/processes";

import { ensureBuilt } from "../build";
import { type Closings, openClosings } from "../closings";
import { openDatabase } from "../house";
import { type Owner, takeHouse } from "../owner";
import { openPortal } from "../portal";
import { setVariables } from "../settings";
import type { Asker } from "./client";
import type { Options } from "./options";

const PORT = "3400";
const CONNECTIONS = 8;
const KEY_WITHIN_MS = 30_000;

/** What every part of the bench stands on: one throw-away database, as durable as in production. */
export type Ground = {
  options: Options;
  owner: Owner;
  /** The migrated database. */
  url: string;
  /** Connections to it past the portal, for the bare references. */
  pool: pg.Pool;
  /** A key of the whole organisation. */
  key: Asker;
};

/** Lays the ground in a folder of its own, which is taken away in the end. */
export async function layGround(
  options: Options,
  closings: Closings,
  fail: (error: Error) => void,
): Promise<Ground> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "trellis-bench-"));
  await closings.add(() => rm(dataDir, { recursive: true, force: true }));
  const key = `trl_${randomBytes(24).toString("hex")}`;
  // Empty ones are not set: a bench never touches the database that the person works with.
  setVariables({
    ...{ PORT, TRELLIS_DATA_DIR: dataDir, TRELLIS_BOOTSTRAP_API_KEY: key, TRELLIS_LOG_LEVEL: "error" },
    ...{
      DATABASE_URL: "",
      NEXTAUTH_URL: "",
      TRELLIS_DEMO: "",
      TRELLIS_WORKER: "",
      TRELLIS_HOST: "127.0.0.1",
    },
  });
  const owner = await takeHouse(closings, fail);
  await ensureBuilt(closings);
  const url = await openDatabase(owner);
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  pool.on("error", () => undefined);
  await closings.add(() => pool.end());
  return { options, owner, url, pool, key: { "x-api-key": key } };
}

const Health = z.object({ search: z.object({ engine: z.string() }) });

export type BenchPortal = { address: string; close: () => Promise<void> };

/** Starts the built portal on the ground, where the demo lets people in; it ends with the ground at the latest. */
export async function openBenchPortal({ owner, options, url, key }: Ground): Promise<BenchPortal> {
  const closings = openClosings();
  await owner.closings.add(() => closings.closeAll());
  const { address } = await openPortal({ ...owner, closings }, { url, isDemo: true, isDevelopment: false });
  await refuseOtherEngine(address, options.engine);
  await untilKeyCounts(address, key);
  return { address, close: () => closings.closeAll() };
}

/** The portal gives the key out beside everything else that it starts. */
async function untilKeyCounts(address: string, key: Asker): Promise<void> {
  const until = Date.now() + KEY_WITHIN_MS;
  while ((await fetch(`${address}/api/teams`, { headers: key })).status === 401) {
    if (Date.now() > until) throw new Error("The portal never knew the key of the bench.");
    await pause(50);
  }
}

async function refuseOtherEngine(address: string, wanted: string): Promise<void> {
  const response = await fetch(`${address}/api/health`);
  const { engine } = Health.parse(await response.json()).search;
  if (engine === wanted) return;
  throw new Error(
    `The portal searches with ${engine}, not with ${wanted}. Meilisearch is found by TRELLIS_MEILI_BIN, the PATH or MEILI_URL.`,
  );
}
