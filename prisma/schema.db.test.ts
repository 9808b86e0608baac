import { randomUUID } from "node:crypto";

import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { databaseAt, run } from "@/lib/testing/template-database";

import { migrate } from "./migrate";
import { readSchema, sqlBetween } from "./schema-engine";

const server = inject("databaseUrl");
const name = (what: string) => `${what}_${randomUUID().replaceAll("-", "")}`;
const migrated = name("migrated");
const drafted = name("drafted");

beforeAll(async () => {
  await run(server, `create database ${migrated}`);
  await run(server, `create database ${drafted}`);
  await migrate(databaseAt(server, migrated));
  await run(databaseAt(server, drafted), await sqlBetween([], await readSchema(), server));
});

afterAll(async () => {
  await run(server, `drop database ${migrated} with (force)`);
  await run(server, `drop database ${drafted} with (force)`);
});

const COLUMNS = `
  select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
  from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    and c.relname <> '_prisma_migrations' order by 1`;

/** Prisma knows neither partial indexes nor checks: a migration may have them besides. */
const INDEXES = `
  select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and c.relname <> '_prisma_migrations' and i.indpred is null order by 1`;

const FOREIGN_KEYS = `
  select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
  where contype in ('f', 'p') and connamespace = 'public'::regnamespace and conrelid::regclass::text <> '_prisma_migrations' order by 1`;

async function ask(database: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseAt(server, database) });
  await client.connect();
  try {
    const { rows } = await client.query<[string]>({ text: sql, rowMode: "array" });
    return rows.map(([value]) => value);
  } finally {
    await client.end();
  }
}

test.each([
  ["columns", COLUMNS],
  ["indexes", INDEXES],
  ["keys", FOREIGN_KEYS],
])("the migrations, applied to an empty database, make exactly the %s of the schema", async (_, sql) => {
  const made = await ask(migrated, sql);

  expect(made).not.toEqual([]);
  expect(made).toEqual(await ask(drafted, sql));
});
