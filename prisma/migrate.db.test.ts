import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import pg from "pg";
import { afterEach, expect, inject, test } from "vitest";

import { databaseAt, run } from "@/lib/testing/template-database";

import { migrate } from "./migrate";

const made: string[] = [];

afterEach(async () => {
  for (const name of made.splice(0)) await run(inject("databaseUrl"), `drop database ${name} with (force)`);
});

async function emptyDatabase(): Promise<string> {
  const name = `migrate_${randomUUID().replaceAll("-", "")}`;
  await run(inject("databaseUrl"), `create database ${name}`);
  made.push(name);
  return databaseAt(inject("databaseUrl"), name);
}

async function count(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Number((await client.query<{ count: string }>(sql)).rows[0]?.count);
  } finally {
    await client.end();
  }
}

async function folderWith(migrations: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "trellis-migrations-"));
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, name, "migration.sql"), sql);
  }
  return folder;
}

test("applies each migration once, however often it is called", async () => {
  const url = await emptyDatabase();

  const first = await migrate(url);
  const second = await migrate(url);

  expect(first).not.toEqual([]);
  expect(second).toEqual([]);
  expect(await count(url, "select count(*) from _prisma_migrations")).toBe(first.length);
});

test("lets exactly one of several processes that start at once apply them", async () => {
  const url = await emptyDatabase();

  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(url)));

  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await count(url, "select count(*) from graphile_worker.migrations")).toBeGreaterThan(0);
});

test("leaves no trace of a migration that fails, and goes on from there when it is corrected", async () => {
  const url = await emptyDatabase();
  const folder = await folderWith({
    "1_first": "create table first (id int)",
    "2_second": "create table second (id int); select wrong",
  });

  await expect(migrate(url, folder)).rejects.toThrow(/wrong/);
  expect(await count(url, "select count(*) from pg_tables where tablename in ('first', 'second')")).toBe(1);

  await writeFile(path.join(folder, "2_second", "migration.sql"), "create table second (id int)");
  expect(await migrate(url, folder)).toEqual(["2_second"]);
  await rm(folder, { recursive: true });
});

test("refuses a database whose migrations are not the ones of this version", async () => {
  const url = await emptyDatabase();
  const folder = await folderWith({ "1_first": "create table first (id int)" });
  await migrate(url, folder);
  await writeFile(path.join(folder, "1_first", "migration.sql"), "create table first (id bigint)");

  await expect(migrate(url, folder)).rejects.toThrow(/1_first was changed/);
  await rm(folder, { recursive: true });
});
