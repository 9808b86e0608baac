import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

type Source = { file: string; text: string };

const sources: readonly Source[] = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("generated/"))
  .map((file) => ({ file, text: readFileSync(path.join("lib", file), "utf8") }));

/** Everything but what is technical: the domains. */
const ofDomains = sources.filter(({ file }) => !/^(?:platform|testing|transport|cli)\//.test(file));
const isStore = ({ file }: Source) => /^[^/]+\/store(?:\/|\.ts$)/.test(file);
const filesOf = (found: readonly Source[]) => found.map(({ file }) => file);

test("only stores talk to the database", () => {
  const offenders = ofDomains
    .filter((source) => !isStore(source))
    .filter(({ text }) => /\b(?:db|tx)\.(?:\$(?:query|execute)Raw|(?!\$)\w+\.\w+\()/.test(text));

  expect(filesOf(offenders)).toEqual([]);
});

test("no SQL is put together from text", () => {
  expect(
    filesOf(sources.filter(({ text }) => /\$(?:query|execute)RawUnsafe|Prisma\.raw\(/.test(text))),
  ).toEqual([]);
});

/** Which schema file declares a table, by the names that Prisma and SQL know it under. */
const owners = new Map(
  readdirSync("prisma/schema").flatMap((file) =>
    [
      ...readFileSync(path.join("prisma/schema", file), "utf8").matchAll(
        /^model (\w+) \{[^}]*?@@map\("(\w+)"\)/gms,
      ),
    ].flatMap(([, model = "", table = ""]) => {
      const owner = path.basename(file, ".prisma");
      return [
        [model.charAt(0).toLowerCase() + model.slice(1), owner],
        [table, owner],
      ] as const;
    }),
  ),
);

const WRITES =
  /\b(?:db|tx)\.(\w+)\.(?:create|update|delete|upsert)|\b(?:insert into|delete from|update)\s+"?([a-z_]+)"?(?=[\s(])(?!\s*=)/g;

const writtenBy = (text: string): string[] =>
  [...text.matchAll(WRITES)]
    .map(([, delegate, table]) => delegate ?? table ?? "")
    .filter((name) => owners.has(name));

test("a store writes only the tables of its own domain's schema file", () => {
  const stores = ofDomains.filter(isStore);
  const writes = stores.flatMap(({ file, text }) => writtenBy(text).map((name) => ({ file, name })));

  expect(new Set(writes.map(({ name }) => name)).size).toBeGreaterThan(10);
  expect(writes.filter(({ file, name }) => owners.get(name) !== file.split("/")[0])).toEqual([]);
});

test("every domain says what it is in a README", () => {
  const domains = [...new Set(ofDomains.map(({ file }) => file.split("/")[0] ?? ""))];

  expect(domains.filter((domain) => !readdirSync(path.join("lib", domain)).includes("README.md"))).toEqual(
    [],
  );
});

test("every filter of visibility is proven to agree with its rule", () => {
  const filters = sources
    .filter(({ file }) => /^[^/]+\/policy(?:\.ts|\/)/.test(file))
    .flatMap(({ text }) => [...text.matchAll(/^export (?:const|function) (\w*VisibleTo)\b/gm)])
    .map(([, name = ""]) => name);
  const proofs = readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".db.test.ts"))
    .map((file) => readFileSync(path.join("lib", file), "utf8"))
    .filter((text) => text.includes("fc.assert("));

  expect(filters.length).toBeGreaterThan(5);
  expect(filters.filter((name) => !proofs.some((text) => text.includes(name)))).toEqual([]);
});
