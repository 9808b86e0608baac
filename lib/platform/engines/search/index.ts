import "server-only";

import type pg from "pg";

import type { Env } from "@/lib/platform/env";

import type { SearchEngine } from "./engine";
import { createPostgresEngine } from "./postgres/engine";

/** For how long a rebuild waits for its counts to agree while products are being registered. */
const PATIENCE_MS = 10_000;

/** The engine that the configuration names. */
export function createSearchEngine(_config: Env["search"], pool: pg.Pool): SearchEngine {
  return createPostgresEngine(pool, { patienceMs: PATIENCE_MS });
}
