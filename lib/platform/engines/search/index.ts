import "server-only";

import type pg from "pg";

import type { Env } from "@/lib/platform/env";

import type { SearchEngine } from "./engine";
import { createMeilisearchEngine } from "./meilisearch/engine";
import { createPostgresEngine } from "./postgres/engine";

export type SearchOptions = {
  /** For how long a rebuild waits for its counts to agree while products are being registered. */
  patienceMs: number;
  /** How often it is tried to reach a Meilisearch that is away. */
  retryMs: number;
  /** Uid of the index in Meilisearch. */
  index: string;
};

const USUAL: SearchOptions = { patienceMs: 10_000, retryMs: 5000, index: "trellis_products" };

/** The engine that the configuration names. */
export function createSearchEngine(
  config: Env["search"],
  pool: pg.Pool,
  options: Partial<SearchOptions> = {},
): SearchEngine {
  const { patienceMs, retryMs, index } = { ...USUAL, ...options };
  const postgres = createPostgresEngine(pool, { patienceMs });
  switch (config.kind) {
    case "postgres":
      return postgres;
    case "meilisearch":
      return createMeilisearchEngine(pool, postgres, { url: config.url, key: config.key, index, retryMs });
  }
}
