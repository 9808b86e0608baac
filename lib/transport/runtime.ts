import "server-only";

import { connect } from "@/lib/platform/db/client";
import { startClock } from "@/lib/platform/db/clock";
import { createSearchEngine } from "@/lib/platform/engines/search";
import { env } from "@/lib/platform/env";
import type { Runtime } from "@/lib/platform/operation";

/** Survives the bundles that Next makes of one module: a process has one pool and one search engine. */
const shared = globalThis as typeof globalThis & { trellisRuntime?: Runtime };

/** The runtime of this process, opened on first use. */
export function runtime(): Runtime {
  return (shared.trellisRuntime ??= open());
}

function open(): Runtime {
  const { databaseUrl, databasePoolSize, search } = env();
  const database = connect(databaseUrl, databasePoolSize);
  const { now } = startClock(database.pool);
  return { ...database, now, search: createSearchEngine(search, database.pool) };
}
