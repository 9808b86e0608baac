import { rm } from "node:fs/promises";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { runMigrations } from "graphile-worker";
import pg from "pg";
import type { TestProject } from "vitest/node";

import { startEmbeddedPostgres } from "@/lib/platform/db/embedded";
import { migrate } from "@/prisma/migrate";

declare module "vitest" {
  // Vitest merges what it provides to tests into this interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  export interface ProvidedContext {
    databaseUrl: string;
    template: string;
  }
}

/** Vitest global setup: one migrated template, cloned by every test file in a few milliseconds. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `trellis_template_${process.pid}`;
  await run(server.url, `drop database if exists ${template}`);
  await run(server.url, `create database ${template}`);
  const url = databaseAt(server.url, template);
  await migrate(url);
  await runMigrations({ connectionString: url });
  project.provide("databaseUrl", server.url);
  project.provide("template", template);
  return async () => {
    await run(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

/** TEST_DATABASE_URL, or a throw-away server that trades durability for speed. */
async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: () => Promise.resolve() };
  const dataDir = await mkdtemp(path.join(tmpdir(), "trellis-test-"));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on its own connection. */
export async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export function databaseAt(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}
