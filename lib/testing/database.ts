import { randomUUID } from "node:crypto";

import { afterAll, inject } from "vitest";

import { connect, type Database } from "@/lib/platform/db/client";
import { createSearchEngine } from "@/lib/platform/engines/search";
import type { Runtime } from "@/lib/platform/operation";

import { databaseAt, run } from "./template-database";

/** A private, migrated Postgres database for the calling test file; dropped when the file ends. */
export async function testDatabase(): Promise<Database & { url: string }> {
  const server = inject("databaseUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await run(server, `create database ${name} template ${inject("template")}`);
  const url = databaseAt(server, name);
  const database = connect(url, 8);
  afterAll(async () => {
    await database.db.$disconnect();
    await database.pool.end();
    await run(server, `drop database ${name} with (force)`);
  });
  return { ...database, url };
}

/** A runtime over a private database, with the search engine on it. `clock.now` may be set by the test. */
export async function testRuntime(): Promise<Runtime & { clock: { now: Date | null }; url: string }> {
  const database = await testDatabase();
  const clock: { now: Date | null } = { now: null };
  const search = createSearchEngine({ kind: "postgres" }, database.pool);
  afterAll(() => search.close());
  return { ...database, search, clock, now: () => clock.now ?? new Date() };
}
