import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { findHolder, holdLock, type Lock } from "./lock";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "trellis-lock-"));
  file = path.join(folder, "new", "the.lock");
});

afterEach(() => rm(folder, { recursive: true }));

async function hold(): Promise<Lock> {
  const result = await holdLock(file);
  if ("holder" in result) throw new Error("The lock is taken.");
  return result.lock;
}

test("tells the second who holds the lock and where, and lets him in when it is released", async () => {
  const first = await hold();
  await first.tell({ address: "http://localhost:3000" });

  expect(await holdLock(file)).toMatchObject({ holder: { address: "http://localhost:3000" } });
  expect(await findHolder(file)).toMatchObject({ address: "http://localhost:3000" });

  await first.release();
  expect(await findHolder(file)).toBeNull();
  await (await hold()).release();
});

test("lets exactly one of many that start at once hold the lock", async () => {
  const results = await Promise.all(Array.from({ length: 20 }, () => holdLock(file)));

  const locks = results.flatMap((result) => ("lock" in result ? [result.lock] : []));
  expect(locks).toHaveLength(1);
  await Promise.all(locks.map((lock) => lock.release()));
});

test.each([
  ["a process that is gone", JSON.stringify({ token: "t", port: 1, address: null, databaseUrl: null })],
  ["nobody, because it was half written", '{"token":'],
])("takes over a lock of %s", async (_, content) => {
  await (await hold()).release();
  await writeFile(file, content);

  const results = await Promise.all(Array.from({ length: 10 }, () => holdLock(file)));

  const locks = results.flatMap((result) => ("lock" in result ? [result.lock] : []));
  expect(locks).toHaveLength(1);
  await Promise.all(locks.map((lock) => lock.release()));
});

test("takes over a lock whose port now belongs to somebody else", async () => {
  const other = await holdLock(path.join(folder, "other.lock"));
  if (!("lock" in other)) throw new Error("The other lock is taken.");
  const holder = await findHolder(path.join(folder, "other.lock"));
  await (await hold()).release();
  await writeFile(file, JSON.stringify({ ...holder, token: "mine" }));

  await (await hold()).release();
  await other.lock.release();
});
