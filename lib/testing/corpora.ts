import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Documents of other projects, beside the repository. Tests that read them are skipped where they are not. */
const root = new URL("../../../shared/corpora/", import.meta.url);

/** One file of a corpus, with what its origin says of it. */
export type CorpusFile = {
  file: string;
  bytes: Uint8Array;
  /** In the words of the index. */
  stated: string;
  isInvalid: boolean;
  isSchema: boolean;
};

/** The files of a corpus that its index lists; empty where there is none. */
export function corpus(name: string): CorpusFile[] {
  const index = new URL(`${name}/INDEX.tsv`, root);
  if (!existsSync(index)) return [];
  const lines = readFileSync(index, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => {
    const columns = line.split("\t");
    const [file = ""] = columns;
    const stated = columns.at(-1) ?? "";
    return {
      file,
      bytes: readFileSync(new URL(`${name}/${file}`, root)),
      stated,
      isInvalid: stated.startsWith("INVALID"),
      isSchema: stated === "schema",
    };
  });
}

/** Whether the corpora are there. */
export const hasCorpora = existsSync(root);

/** A text of a corpus. */
export const corpusText = (path: string): string => readFileSync(fileURLToPath(new URL(path, root)), "utf8");

/** A JSON file of a corpus. */
export const corpusJson = (path: string): unknown => JSON.parse(corpusText(path));
