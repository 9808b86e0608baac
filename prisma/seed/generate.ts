import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { aggregate } from "./generate-aggregates";
import { inventPeople } from "./generate-people";
import { toCsv } from "./read-table";

const vega = fileURLToPath(new URL("../../node_modules/vega-datasets/data", import.meta.url));
const target = fileURLToPath(new URL("./mesh/files", import.meta.url));

/** File name → content of the demo's own data files. The same on every run. */
export function generateFiles(): Record<string, string> {
  const people = inventPeople(vega);
  const tables = { ...people, ...aggregate(vega, people["members.csv"] ?? []) };
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, toCsv(rows)]));
}

/** `npx tsx prisma/seed/generate.ts` writes the files anew. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(target, { recursive: true });
  for (const [name, content] of Object.entries(generateFiles())) writeFileSync(`${target}/${name}`, content);
}
