import { pause } from "@/lib/platform/processes";

import { type Child, keepRunning, startChild, tailOf } from "./children";
import { openSearchServer } from "./meilisearch";
import { environmentOf, type Owner, type Variables } from "./owner";
import { chooseFreePort, isPortFree } from "./ports";
import { report, step } from "./progress";

const NEXT = "node_modules/next/dist/bin/next";
const READY_WITHIN_MS = 180_000;
const LOOPBACK = "127.0.0.1";

type Portal = {
  url: string;
  isDemo: boolean;
  isDevelopment: boolean;
  /** Where its output goes; this terminal when there is none. */
  logFile?: string;
};

/** Where the portal is found, and with which variables. */
type Place = { port: number; address: string; environment: Variables };

/** Starts the portal on the wanted port or the next free one, and waits until it is ready. */
export async function openPortal(owner: Owner, portal: Portal): Promise<Omit<Place, "port">> {
  const { settings, closings, fail } = owner;
  const host = settings.host ?? (portal.isDemo ? LOOPBACK : null);
  const search = await openSearchServer(owner);
  let place = await findPlace();
  let isSettled = false;

  async function findPlace(): Promise<Place> {
    const port = await findPort(settings.port, host);
    const address = settings.publicUrl ?? `http://localhost:${port}`;
    const { url, isDemo } = portal;
    return {
      port,
      address,
      environment: { ...(await environmentOf(settings, { url, address, isDemo })), ...search },
    };
  }

  /** Another portal that starts at the same moment may take the port first: only once it listens is it ours. */
  async function start(): Promise<Child> {
    for (;;) {
      const child = await startServer(place, host, portal);
      isSettled ||= portal.isDevelopment || (await child.spoke);
      if (isSettled || (await isPortFree(place.port, host))) return child;
      place = await findPlace();
    }
  }

  const { stop } = await keepRunning({
    name: "The portal",
    start,
    report,
    giveUp: (error) =>
      void tailOf(portal.logFile ?? "").then((tail) => fail(new Error(`${error.message}\n${tail}`))),
  });
  await closings.add(stop);
  const { port, address, environment } = place;
  await owner.lock?.tell({ address });
  // Without a worker of its own it is never ready by itself.
  const question = environment.TRELLIS_WORKER === "separate" ? "/api/health/live" : "/api/health";
  await step("portal", () => whenReady(`http://${host ?? LOOPBACK}:${port}${question}`));
  return { address, environment };
}

function startServer(
  { port, environment }: Place,
  host: string | null,
  { isDevelopment, logFile }: Portal,
): Promise<Child> {
  const mode = isDevelopment ? "dev" : "start";
  const args = [NEXT, mode, "--port", String(port), ...(host === null ? [] : ["--hostname", host])];
  const env: Variables = { ...environment, NODE_ENV: isDevelopment ? "development" : "production" };
  return startChild({ args, env, ...(logFile !== undefined && { logFile }) });
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
