import path from "node:path";

import { readEnv } from "@/lib/platform/env";

import type { Closings } from "./closings";
import { findHolder, holdLock, type Lock } from "./lock";
import { keepSecrets } from "./secrets";
import { readSettings, type Settings, variables } from "./settings";

const lockFileOf = (dataDir: string): string => path.join(dataDir, "supervisor.lock");

export type Variables = NodeJS.ProcessEnv;

/** What starts and ends a house, and hears that a part of it was given up. */
export type Owner = {
  settings: Settings;
  closings: Closings;
  fail: (error: Error) => void;
  /** Null with a given database server: any number of houses may stand on that. */
  lock: Lock | null;
};

/** Checks the configuration, before anything is built or started with it, and holds the data directory. */
export async function takeHouse(closings: Closings, fail: (error: Error) => void): Promise<Owner> {
  const settings = readSettings(variables());
  const place = { url: "postgresql://embedded", address: "http://localhost", isDemo: false };
  readEnv(await environmentOf(settings, place));
  const lock = settings.databaseUrl === null ? await holdDataDir(settings, closings) : null;
  return { settings, closings, fail, lock };
}

async function holdDataDir({ dataDir }: Settings, closings: Closings): Promise<Lock> {
  const result = await holdLock(lockFileOf(dataDir));
  if ("holder" in result) {
    const where = result.holder.address ? ` at ${result.holder.address}` : " and still starting";
    throw new Error(
      `Trellis is already running on ${dataDir}${where}. Stop it first, or choose another folder with TRELLIS_DATA_DIR.`,
    );
  }
  await closings.add(result.lock.release);
  return result.lock;
}

/** The database of a running house on the data directory, when the settings name none. */
export async function findDatabase({ databaseUrl, dataDir }: Settings): Promise<string | null> {
  return databaseUrl ?? (await findHolder(lockFileOf(dataDir)))?.databaseUrl ?? null;
}

type Place = { url: string; address: string; isDemo: boolean };

/** The variables of the portal and its worker: those given, completed by what the data directory keeps. */
export async function environmentOf(
  { dataDir, databaseUrl, publicUrl }: Settings,
  { url, address, isDemo }: Place,
): Promise<Variables> {
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    ...(await keepSecrets(dataDir)),
    ...presentOf(variables()),
    DATABASE_URL: databaseUrl ?? url,
    NEXTAUTH_URL: publicUrl ?? address,
    ...(isDemo && { TRELLIS_DEMO: "1" }),
  };
}

/** An empty variable is one that is not set. */
const presentOf = (all: Variables): Variables => ({
  NODE_ENV: "production",
  ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")),
});
