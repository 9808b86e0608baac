import "server-only";

import { jobActor } from "@/lib/platform/actor";
import { env } from "@/lib/platform/env";
import type { Runtime } from "@/lib/platform/operation";

import { createBootstrapKey } from "./service/keys";

/** Gives automation its first key. It is made once: revoked, it stays revoked at the next start. */
export async function ensureBootstrapKey(
  runtime: Runtime,
  secret: string | null = env().bootstrapApiKey,
): Promise<void> {
  if (secret !== null) await createBootstrapKey.execute(runtime, jobActor("start"), { secret });
}
