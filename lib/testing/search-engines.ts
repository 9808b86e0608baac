import { afterAll } from "vitest";

import { createSearchEngine } from "@/lib/platform/engines/search";
import type { SearchEngine } from "@/lib/platform/engines/search/engine";
import type { EngineName } from "@/lib/platform/engines/search/model";

import { testDatabase } from "./database";

/** A search engine that tests can reach; each `open` gives one that is empty. */
export type ReachableEngine = { says: string; name: EngineName; open: () => Promise<SearchEngine> };

export function reachableEngines(): ReachableEngine[] {
  return [{ says: "Postgres", name: "postgres", open: openPostgres }];
}

async function openPostgres(): Promise<SearchEngine> {
  const { pool } = await testDatabase();
  const engine = createSearchEngine({ kind: "postgres" }, pool);
  afterAll(() => engine.close());
  return engine;
}
