/**
 * Prisma's schema engine, compiled to WebAssembly and run in this process: the native one is a download. For drafting
 * migrations and for checking them; nothing at run time needs it.
 */
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

export type SchemaFile = { path: string; content: string };

const FOLDER = fileURLToPath(new URL("schema", import.meta.url));

/** The schema as it is in the working tree. */
export async function readSchema(): Promise<SchemaFile[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => ({ path: name, content: await readFile(path.join(FOLDER, name), "utf8") })),
  );
}

/**
 * The SQL that leads from one schema (none: an empty database) to another. The engine insists on a server to ask for
 * its version; it changes nothing there.
 */
export async function sqlBetween(
  from: readonly SchemaFile[],
  to: readonly SchemaFile[],
  serverUrl: string,
): Promise<string> {
  const engine = await openEngine(to, serverUrl);
  try {
    const { stdout } = await engine.diff({
      from: from.length === 0 ? { tag: "empty" } : { tag: "schemaDatamodel", files: [...from] },
      to: { tag: "schemaDatamodel", files: [...to] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? "";
  } finally {
    engine.free();
  }
}

async function openEngine(schema: readonly SchemaFile[], serverUrl: string) {
  const wasm = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: begin } = instance.exports;
  if (typeof begin === "function") Reflect.apply(begin, undefined, []);
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: serverUrl }));
  const datamodels = schema.map((file): [string, string] => [file.path, file.content]);
  return bindings.SchemaEngine.new({ datamodels }, () => undefined, adapter);
}
