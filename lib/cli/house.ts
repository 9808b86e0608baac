import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/platform/db/embedded";
import { pause } from "@/lib/platform/processes";
import { migrate } from "@/prisma/migrate";

import { keepRunning, startChild, tailOf } from "./children";
import { openSearchServer } from "./meilisearch";
import { environmentOf, type Owner, type Variables } from "./owner";
import { chooseFreePort, isPortFree } from "./ports";
import { report, step } from "./progress";

const NEXT = "node_modules/next/dist/bin/next";
const READY_WITHIN_MS = 180_000;
const LOOPBACK = "127.0.0.1";

/** The database of the settings, migrated: a given server, or the embedded one in the data directory. */
export async function openDatabase(owner: Owner): Promise<string> {
  const url = owner.settings.databaseUrl ?? (await step("Postgres", () => startDatabase(owner)));
  await owner.lock?.tell({ databaseUrl: url });
  await step("database schema", () => migrate(url));
  return url;
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
  const environment: Variables = {
    ...(await environmentOf(settings, { url, address, isDemo })),
    ...(await openSearchServer(owner)),
  };
  const mode = isDevelopment ? "dev" : "start";
  const args = [NEXT, mode, "--port", String(port), ...(host === null ? [] : ["--hostname", host])];
  const env: Variables = { ...environment, NODE_ENV: isDevelopment ? "development" : "production" };

  const { stop } = await keepRunning({
    name: "The portal",
    start: () => startChild({ args, env, ...(logFile !== undefined && { logFile }) }),
    report,
    giveUp: (error) =>
      void tailOf(logFile ?? "").then((tail) => fail(new Error(`${error.message}\n${tail}`))),
  });
  await closings.add(stop);
  await owner.lock?.tell({ address });
  // Without a worker of its own it is never ready by itself.
  const question = environment.TRELLIS_WORKER === "separate" ? "/api/health/live" : "/api/health";
  await step("portal", () => whenReady(`http://${host ?? LOOPBACK}:${port}${question}`));
  return { address, environment };
}

async function findPort(wanted: number, host: string | null): Promise<number> {
  const port = await chooseFreePort(wanted, (candidate) => isPortFree(candidate, host));
  if (port !== wanted) report(`  ! port ${wanted} is taken; using ${port} instead`);
  return port;
}

async function whenReady(url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  let said = "it does not answer";
  while (Date.now() < until) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
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
  const child = await startChild({ args, env: environment });
  await closings.add(child.stop);
  if ((await child.ended) !== 0)
    throw new Error("The demo mesh could not be registered; its message is above.");
}
