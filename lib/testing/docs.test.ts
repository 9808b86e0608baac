import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import manifest from "@/package.json";

const documents = [
  "README.md",
  ".github/CONTRIBUTING.md",
  ...["docs", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => path.join(folder, file)),
  ),
].filter((file) => existsSync(file));

const FOLDERS = "app|components|lib|prisma|e2e|docs|public|\\.github|\\.ci";
const SPAN = /`([^`\n]+)`/g;
const LINK = /\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g;

/** Paths in code spans: they name files from the root. A pattern (`*`, `<name>`, `…`) names none in particular. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(SPAN)]
    .map(([, span = ""]) => span)
    .filter((span) => new RegExp(`^(?:${FOLDERS})/[^\\s]*$`).test(span) && !/[*<>{}…|]/.test(span));

/** Relative links, seen from the document. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(LINK)].map(([, target = ""]) => target).filter((target) => !/^[a-z]+:|^\//.test(target));

test.each(documents)("every path that %s names exists", (document) => {
  const text = readFileSync(document, "utf8");
  const missing = [
    ...pathsIn(text).filter((file) => !existsSync(file)),
    ...linksIn(text).filter((file) => !existsSync(path.join(path.dirname(document), decodeURI(file)))),
  ];

  expect(missing).toEqual([]);
});

const scripts = new Set(Object.keys(manifest.scripts));

test.each(documents)("every npm script that %s names exists", (document) => {
  const named = [...readFileSync(document, "utf8").matchAll(/npm run ([\w:]+)/g)].map(
    ([, name = ""]) => name,
  );

  expect(named.filter((name) => !scripts.has(name))).toEqual([]);
});
