import "server-only";

import type pg from "pg";

import type { Env } from "@/lib/platform/env";

import type { SearchEngine } from "./engine";
import { createPostgresEngine } from "./postgres/engine";

/** The engine that the configuration names. */
export function createSearchEngine(_config: Env["search"], pool: pg.Pool): SearchEngine {
  return createPostgresEngine(pool);
}
