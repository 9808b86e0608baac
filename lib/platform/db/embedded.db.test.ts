import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded";

let dataDir: string;
let running: EmbeddedPostgres[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "trellis-embedded-"));
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  running = [];
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function start(port?: number): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, durable: true, ...(port && { port }) });
  running.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const pidOf = async () =>
  Number((await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);

test("loses nothing that was committed when the server is killed, and starts on the same port again", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 42 as answer");
  process.kill(await pidOf(), "SIGKILL");
  await first.ended;

  const second = await start(first.port);

  expect(second.url).toBe(first.url);
  expect(await ask(second.url, "select answer from kept")).toEqual([42]);
});

test("takes over the data from a server that lost its parent", async () => {
  const orphan = await start();
  await ask(orphan.url, "create table left_behind as select 7 as answer");

  const next = await start();
  await orphan.ended;

  expect(await ask(next.url, "select answer from left_behind")).toEqual([7]);
});

test("starts although its lock file names a process that is not Postgres", async () => {
  await (await start()).stop();
  const stale = `${process.pid}\n${dataDir}/postgres\n1700000000\n5432\n\n127.0.0.1\n  1234567         0\nready   \n`;
  await writeFile(path.join(dataDir, "postgres", "postmaster.pid"), stale);

  const server = await start();

  expect(await ask(server.url, "select 1")).toEqual([1]);
});

test("makes the database anew when making it was interrupted", async () => {
  const home = await mkdtemp(path.join(tmpdir(), "trellis-embedded-"));
  await writeFile(path.join(home, "postgres.new-1"), "half");

  const server = await startEmbeddedPostgres({ dataDir: home, durable: false });

  expect(await ask(server.url, "select current_setting('server_encoding')")).toEqual(["UTF8"]);
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

test("keeps strangers out who can reach the port but do not know the password", async () => {
  const { port } = await start();

  await expect(ask(`postgresql://postgres:guess@127.0.0.1:${port}/trellis`, "select 1")).rejects.toThrow(
    /password authentication failed/,
  );
});

test("orders and folds text the same on every machine, whatever its script", async () => {
  const { url } = await start();

  expect(await ask(url, "select lower('ÄRGER ΣΊΣΥΦΟΣ')")).toEqual(["ärger σίσυφοσ"]);
  await ask(url, "create extension if not exists pg_trgm");
  expect(await ask(url, "select array_length(show_trgm('データ'), 1) > 0")).toEqual([true]);
});

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)("serves root's data from a folder that only root may enter", async () => {
  const home = await mkdtemp(path.join(tmpdir(), "trellis-private-"));
  await chmod(home, 0o700);

  const server = await startEmbeddedPostgres({ dataDir: path.join(home, "data"), durable: false });

  expect(await ask(server.url, "select current_user")).toEqual(["postgres"]);
  await server.stop();
  await rm(home, { recursive: true, force: true });
});
