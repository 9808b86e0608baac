import { invalid } from "./errors";

/** `unknown`: the sender did not say, so that the text decides. */
export type DocumentFormat = "json" | "yaml" | "unknown";

const FORMATS = new Map<string, DocumentFormat>(
  Object.entries({
    "application/json": "json",
    "text/json": "json",
    "application/yaml": "yaml",
    "application/x-yaml": "yaml",
    "text/yaml": "yaml",
    "text/x-yaml": "yaml",
    "text/plain": "unknown",
    "application/octet-stream": "unknown",
  }),
);

const LINES = new Set([
  "application/x-ndjson",
  "application/ndjson",
  "application/jsonl",
  "application/x-jsonlines",
]);

/** What a media type says about a document; refuses what is neither JSON nor YAML, and other encodings. */
export function formatOf(mediaType: string | null): DocumentFormat {
  const known = FORMATS.get(mediaType ?? "");
  if (known !== undefined) return known;
  const name = essence(mediaType);
  const format = name === "" ? "unknown" : (FORMATS.get(name) ?? suffixOf(name));
  if (format === null)
    throw invalid(
      `The media type ${name.slice(0, 80)} is not supported: send application/json or application/yaml.`,
      [],
      415,
    );
  assertUtf8(mediaType);
  return format;
}

/** Whether the media type says lines of JSON, which is many documents. */
export function isLines(mediaType: string | null): boolean {
  if (!LINES.has(essence(mediaType))) return false;
  assertUtf8(mediaType);
  return true;
}

const essence = (mediaType: string | null): string =>
  (mediaType ?? "").split(";", 1).join().trim().toLowerCase();

function suffixOf(name: string): DocumentFormat | null {
  if (/^application\/[\w.-]+\+json$/.test(name)) return "json";
  return /^application\/[\w.-]+\+yaml$/.test(name) ? "yaml" : null;
}

function assertUtf8(mediaType: string | null): void {
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(mediaType ?? "")?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8" && charset !== "us-ascii")
    throw invalid(`The charset ${charset.slice(0, 40)} is not supported: send UTF-8.`, [], 415);
}
