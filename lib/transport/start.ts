import "server-only";

import { ensureBootstrapKey } from "@/lib/identity";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { startLoop } from "@/lib/platform/loop";

import { runtime } from "./runtime";
import { startWorker } from "./worker";

/** Starts what the portal process runs beside Next, and ends it with the process that started it. */
export function startPortal(): void {
  const worker = env().worker === "in-process" ? startWorker(runtime()) : null;
  const bootstrap = startLoop({ name: "bootstrap key", step: giveBootstrapKey, pollMs: HOUR_MS });

  async function stop(signal: string): Promise<void> {
    log.info({ signal }, "stopping");
    await bootstrap.stop();
    await worker?.stop();
    process.exit(0);
  }

  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(signal));
  // The supervisor keeps a channel open: when it is killed, the portal must not stay behind.
  process.once("disconnect", () => void stop("disconnect"));
  // Next listens before it comes here: the supervisor learns that the port is this portal's.
  process.send?.("listening");
}

const HOUR_MS = 3_600_000;

/** A loop, because the database may be away for a moment when the portal starts. */
async function giveBootstrapKey(): Promise<number> {
  await ensureBootstrapKey(runtime());
  return 0;
}
