/**
 * Drafts the SQL of the next migration: `npx tsx prisma/diff.ts [commit]` prints what leads from prisma/schema as it
 * was at the commit (HEAD) to prisma/schema as it is now. Read it, correct it, and save it as
 * prisma/migrations/<date>_<name>/migration.sql.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { startEmbeddedPostgres } from "@/lib/platform/db/embedded";

import { readSchema, type SchemaFile, sqlBetween } from "./schema-engine";

const commit = process.argv[2] ?? "HEAD";
const dataDir = await mkdtemp(path.join(tmpdir(), "trellis-diff-"));
const server = await startEmbeddedPostgres({ dataDir, durable: false });
try {
  process.stdout.write(await sqlBetween(schemaAt(commit), await readSchema(), server.url));
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit();

function schemaAt(ref: string): SchemaFile[] {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" });
  const names = git("ls-tree", "--name-only", ref, "prisma/schema/").split("\n").filter(Boolean);
  return names.map((name) => ({ path: path.basename(name), content: git("show", `${ref}:${name}`) }));
}
