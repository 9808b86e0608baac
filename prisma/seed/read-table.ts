import { readFileSync } from "node:fs";

/** A row of a data file: column → value; in delimited files every value is a text, and an absent one is "". */
export type Row = Readonly<Record<string, unknown>>;

/** Reads a CSV, TSV or JSON file of rows. GeoJSON is read as its features. */
export function readTable(path: string): Row[] {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  if (path.endsWith(".csv")) return parseDelimited(text, ",");
  if (path.endsWith(".tsv")) return parseDelimited(text, "\t");
  const document: unknown = JSON.parse(text);
  return rowsOf(isRow(document) ? document.features : document);
}

/** RFC 4180, with any one-character delimiter. */
function parseDelimited(text: string, delimiter: string): Row[] {
  const [header = [], ...records] = toRecords(text, delimiter);
  return records.map((values) =>
    Object.fromEntries(header.map((name, index) => [name, values[index] ?? ""])),
  );
}

/** The rows as a CSV text with a header line. */
export function toCsv(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => header.map((name) => quoted(row[name])).join(","));
  return `${[header.join(","), ...lines].join("\n")}\n`;
}

/** A cell as text; what is not there is empty. */
export const textOf = (value: unknown): string =>
  typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);

const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

function quoted(value: unknown): string {
  const text = textOf(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toRecords(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const { value, isLast } of fields(text, delimiter)) {
    record.push(value);
    if (!isLast) continue;
    records.push(record);
    record = [];
  }
  return records;
}

function* fields(text: string, delimiter: string): Generator<{ value: string; isLast: boolean }> {
  let position = 0;
  while (position < text.length) {
    const { value, end } =
      text[position] === '"' ? quotedField(text, position) : plainField(text, position, delimiter);
    yield { value, isLast: text[end] !== delimiter };
    position = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
}

function plainField(text: string, start: number, delimiter: string): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { value: text.slice(start, end), end };
}

function quotedField(text: string, start: number): { value: string; end: number } {
  let end = start + 1;
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}
