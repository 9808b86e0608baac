import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** What `next build` reads: folders, and files at the root. */
const FOLDERS = ["app", "components", "lib", "prisma/schema", "public"];
const FILES = [
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "proxy.ts",
  "instrumentation.ts",
];

/** One value for the state of everything that the built portal is made of. */
export async function hashSources(root: string): Promise<string> {
  const found = await Promise.all(FOLDERS.map((folder) => listFiles(root, folder)));
  const files = [...FILES, ...found.flat().filter(isSource)].sort();
  const sum = createHash("sha256").update(process.version);
  for (const file of files) {
    const content = await readFile(path.join(root, file)).catch(() => null);
    if (content) sum.update(`${file}\0${content.length}\0`).update(content);
  }
  return sum.digest("hex");
}

/** Tests and command lines are not part of the portal. */
export const isSource = (file: string): boolean =>
  !/\.(?:test|spec)\.tsx?$|\.md$|^lib\/(?:testing|cli)\//.test(file);

async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
