import { randomUUID } from "node:crypto";

import { afterAll, expect } from "vitest";

import { createSearchEngine, type SearchOptions } from "@/lib/platform/engines/search";
import type { SearchEngine } from "@/lib/platform/engines/search/engine";
import type { EngineName } from "@/lib/platform/engines/search/model";

import { testDatabase } from "./database";
import { startMeilisearchStub } from "./meilisearch-stub/server";

/** A search engine that tests can reach; each `open` gives one that is empty. */
export type ReachableEngine = { says: string; name: EngineName; open: () => Promise<SearchEngine> };

/** Postgres, the stub of Meilisearch, and with MEILI_URL that server too. */
export function reachableEngines(): ReachableEngine[] {
  const { MEILI_URL: url, MEILI_KEY: key } = process.env;
  const server: ReachableEngine = {
    says: `Meilisearch at ${url ?? ""}`,
    name: "meilisearch",
    open: () => openMeilisearch({ url: url ?? "", key: key ?? null }),
  };
  return [
    { says: "Postgres", name: "postgres", open: openPostgres },
    { says: "Meilisearch (a stub of it)", name: "meilisearch", open: openStub },
    ...(url ? [server] : []),
  ];
}

/** Tests do not wait for what will not come. */
const OPTIONS: Partial<SearchOptions> = { patienceMs: 300, retryMs: 50 };

async function openPostgres(): Promise<SearchEngine> {
  const { pool } = await testDatabase();
  const engine = createSearchEngine({ kind: "postgres" }, pool, OPTIONS);
  afterAll(() => engine.close());
  return engine;
}

async function openStub(): Promise<SearchEngine> {
  const stub = await startMeilisearchStub();
  afterAll(async () => {
    await stub.stop();
    expect(stub.violations).toEqual([]);
  });
  return openMeilisearch(stub);
}

async function openMeilisearch({ url, key }: { url: string; key: string | null }): Promise<SearchEngine> {
  const { pool } = await testDatabase();
  const index = `test_${randomUUID().replaceAll("-", "")}`;
  const engine = createSearchEngine({ kind: "meilisearch", url, key }, pool, { ...OPTIONS, index });
  afterAll(() => engine.close());
  return engine;
}
