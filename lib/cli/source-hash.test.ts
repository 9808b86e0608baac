import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { hashSources, isSource } from "./source-hash";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "trellis-sources-"));
  await mkdir(path.join(root, "app"));
  await writeFile(path.join(root, "app", "page.tsx"), "one");
});

afterEach(() => rm(root, { recursive: true }));

test("the same sources have the same hash, whenever they were written", async () => {
  const before = await hashSources(root);
  await writeFile(path.join(root, "app", "page.tsx"), "one");

  expect(await hashSources(root)).toBe(before);
});

test("a change, a new file and a new name each change the hash", async () => {
  const hashes = [await hashSources(root)];
  await writeFile(path.join(root, "app", "page.tsx"), "two");
  hashes.push(await hashSources(root));
  await writeFile(path.join(root, "app", "more.tsx"), "");
  hashes.push(await hashSources(root));
  await rm(path.join(root, "app", "more.tsx"));
  await writeFile(path.join(root, "app", "other.tsx"), "");
  hashes.push(await hashSources(root));

  expect(new Set(hashes).size).toBe(4);
});

test("tests, documents and command lines do not make a build stale", () => {
  const files = [
    "lib/cli/demo.ts",
    "lib/testing/actors.ts",
    "lib/catalog/rules.test.ts",
    "lib/catalog/README.md",
  ];

  expect(files.filter(isSource)).toEqual([]);
  expect(isSource("lib/catalog/rules.ts")).toBe(true);
});
