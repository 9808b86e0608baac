import path from "node:path";

import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/platform/db/embedded";
import { readEnv } from "@/lib/platform/env";
import { pause } from "@/lib/platform/processes";
import { migrate } from "@/prisma/migrate";

import { keepRunning, startNode, tailOf } from "./children";
import type { Closings } from "./closings";
import { findHolder, holdLock, type Lock } from "./lock";
import { chooseFreePort, isPortFree } from "./ports";
import { report, step } from "./progress";
import { keepSecrets } from "./secrets";
import { type Settings, variables } from "./settings";

const NEXT = "node_modules/next/dist/bin/next";
const READY_WITHIN_MS = 180_000;
const LOOPBACK = "127.0.0.1";

const lockFileOf = (dataDir: string): string => path.join(dataDir, "supervisor.lock");

type Variables = NodeJS.ProcessEnv;

/** What starts and ends a house, and hears that a part of it was given up. */
export type Owner = { settings: Settings; closings: Closings; fail: (error: Error) => void };

/** The database of the settings, migrated: a given server, or the embedded one in the data directory. */
export async function openDatabase(owner: Owner): Promise<{ url: string; lock: Lock | null }> {
  const { databaseUrl } = owner.settings;
  if (databaseUrl !== null) {
    await step("database schema", () => migrate(databaseUrl));
    return { url: databaseUrl, lock: null };
  }
  const lock = await holdDataDir(owner);
  const url = await step("Postgres", () => startDatabase(owner));
  await lock.tell({ databaseUrl: url });
  await step("database schema", () => migrate(url));
  return { url, lock };
}

async function holdDataDir({ settings: { dataDir }, closings }: Owner): Promise<Lock> {
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

async function startDatabase({ settings: { dataDir }, closings, fail }: Owner): Promise<string> {
  let port: number | null = null;
  async function start(): Promise<EmbeddedPostgres> {
    // The portal knows the first port: every later start must use it again.
    const server = await startEmbeddedPostgres({ dataDir, durable: true, ...(port !== null && { port }) });
    port = server.port;
    return server;
  }
  const { first, stop } = await keepRunning({ name: "Postgres", start, report, giveUp: fail });
  await closings.add(stop);
  return first.url;
}

/** The database of a running house on the data directory, when the settings name none. */
export async function findDatabase({ databaseUrl, dataDir }: Settings): Promise<string | null> {
  return databaseUrl ?? (await findHolder(lockFileOf(dataDir)))?.databaseUrl ?? null;
}

type Portal = {
  url: string;
  isDemo: boolean;
  isDevelopment: boolean;
  /** Where its output goes; this terminal when there is none. */
  logFile?: string;
};

/** Starts the portal on the wanted port or the next free one, and waits until it is ready. */
export async function openPortal(
  owner: Owner,
  { url, isDemo, isDevelopment, logFile }: Portal,
): Promise<{ address: string; environment: Variables }> {
  const { settings, closings, fail } = owner;
  const host = settings.host ?? (isDemo ? LOOPBACK : null);
  const port = await findPort(settings.port, host);
  const address = settings.publicUrl ?? `http://localhost:${port}`;
  const environment = await environmentOf(settings, { url, address, isDemo });
  const mode = isDevelopment ? "dev" : "start";
  const args = [NEXT, mode, "--port", String(port), ...(host === null ? [] : ["--hostname", host])];
  const env: Variables = { ...environment, NODE_ENV: isDevelopment ? "development" : "production" };

  const { stop } = await keepRunning({
    name: "The portal",
    start: () => startNode({ args, env, ...(logFile !== undefined && { logFile }) }),
    report,
    giveUp: (error) =>
      void tailOf(logFile ?? "").then((tail) => fail(new Error(`${error.message}\n${tail}`))),
  });
  await closings.add(stop);
  await step("portal", () => whenReady(`http://${host ?? LOOPBACK}:${port}`));
  return { address, environment };
}

async function findPort(wanted: number, host: string | null): Promise<number> {
  const port = await chooseFreePort(wanted, (candidate) => isPortFree(candidate, host));
  if (port !== wanted) report(`  ! port ${wanted} is taken; using ${port} instead`);
  return port;
}

/** Refuses a wrong configuration before anything is built or started with it. */
export async function checkConfiguration(settings: Settings): Promise<void> {
  readEnv(
    await environmentOf(settings, {
      url: "postgresql://embedded",
      address: "http://localhost",
      isDemo: false,
    }),
  );
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

async function whenReady(base: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  let said = "it does not answer";
  while (Date.now() < until) {
    try {
      const response = await fetch(`${base}/api/health`, { signal: AbortSignal.timeout(20_000) });
      if (response.ok) return;
      said = await response.text();
    } catch {
      // It does not listen yet.
    }
    await pause(200);
  }
  throw new Error(`The portal is not ready: ${said}`);
}

/** Puts the demo mesh into the portal's database and waits until the portal has indexed it. */
export async function seed({ closings }: Owner, environment: Variables): Promise<void> {
  const args = ["--conditions=react-server", "lib/cli/bootstrap.mjs", "seed"];
  const child = await startNode({ args, env: environment });
  await closings.add(child.stop);
  if ((await child.ended) !== 0)
    throw new Error("The demo mesh could not be registered; its message is above.");
}
