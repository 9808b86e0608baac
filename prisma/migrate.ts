/**
 * Brings a database up to date: prisma/migrations in order, recorded where `prisma migrate deploy` would record
 * them, and the tables of the job queue. Exists because `prisma migrate` downloads an engine that an offline
 * machine cannot get.
 */
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

const FOLDER = fileURLToPath(new URL("migrations", import.meta.url));

/** The key that `prisma migrate` locks on: of several processes that start at once, one migrates. */
const LOCK = 72707369;

const LEDGER = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

const MIN_VERSION = 130_000;

/** Applies what is missing and returns the names of the migrations it applied. */
export async function migrate(url: string, folder = FOLDER): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const applied = await applyMissing(client, folder);
    await runMigrations({ connectionString: url, logger: silent });
    return applied;
  } finally {
    await client.end();
  }
}

const silent = new Logger(() => () => undefined);

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string; name: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as name",
  );
  const [version] = rows;
  if (version && Number(version.number) < MIN_VERSION) {
    throw new Error(`The database server is Postgres ${version.name}; Trellis needs version 13 or newer.`);
  }
}

async function applyMissing(client: pg.Client, folder: string): Promise<string[]> {
  await client.query(LEDGER);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const done = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const applied: string[] = [];
  for (const migration of await readMigrations(folder)) {
    const known = done.get(migration.name);
    if (known === undefined) {
      await apply(client, migration);
      applied.push(migration.name);
    } else if (known !== migration.checksum) {
      throw new Error(
        `The migration ${migration.name} was changed after this database had applied it. Use another database, or one made by this version.`,
      );
    }
  }
  return applied;
}

type Migration = { name: string; sql: string; checksum: string };

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** The migration and its entry in the ledger commit together. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      "insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)",
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
