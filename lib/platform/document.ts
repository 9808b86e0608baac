import { parseJson, type Part, type Parsed, splitArray } from "./document-json";
import { DOCUMENT_LIMIT } from "./document-limits";
import { type DocumentFormat, formatOf, isLines } from "./document-media";
import { placesIn } from "./document-place";
import { parseYaml } from "./document-yaml";
import { splitLines, splitYaml } from "./document-split";
import { DomainError, type FieldError, invalid } from "./errors";

/** A document as it came, and what is in it. */
export type SourceDocument = {
  bytes: Uint8Array;
  mediaType: "application/json" | "application/yaml";
  value: unknown;
  /** Where the thing is that a JSON Pointer names, or what contains it; counted from 1. */
  locate: (pointer: string) => { line: number; column: number } | null;
  /** A scalar as the text writes it: `1.0`, where the value is 1. */
  written: (pointer: string) => string | null;
};

/** One of many documents that came together: readable, or with the reason why not. */
export type ReceivedDocument = {
  /** The exact text of this one. */
  bytes: Uint8Array;
  /** The line of the whole text on which it begins; its own places count from its own first line. */
  firstLine: number;
} & ({ document: SourceDocument; problem: null } | { document: null; problem: DomainError });

/** How many documents one call may bring. */
export const DOCUMENTS_LIMIT = 500;

/**
 * Reads one document. Whatever the bytes are, it answers or throws a DomainError: 400 unreadable,
 * 413 too large, 415 wrong media type, 422 readable but not allowed (duplicate or prototype keys, tags …).
 */
export function readDocument(bytes: Uint8Array, mediaType: string | null): SourceDocument {
  if (isLines(mediaType)) throw invalid("One document cannot be sent as lines of JSON.", [], 415);
  const format = formatOf(mediaType);
  return parse(bytes, decode(bytes), format);
}

/** Reads many documents: a JSON array, lines of JSON (NDJSON), or YAML documents separated by `---`. */
export function readDocuments(bytes: Uint8Array, mediaType: string | null): ReceivedDocument[] {
  const format = isLines(mediaType) ? "lines" : formatOf(mediaType);
  const text = decodeText(bytes);
  const pieces = piecesOf(text, format);
  if (pieces.length === 0) throw invalid("There is no document in the request.", [], 400);
  if (pieces.length > DOCUMENTS_LIMIT)
    throw invalid(
      `There are ${pieces.length} documents in the request: at most ${DOCUMENTS_LIMIT} are taken at once.`,
      [],
      413,
    );

  const places = placesIn(text);
  return pieces.map((piece) => receive(piece, places(piece.offset).line));
}

/** Puts places to complaints about a document. */
export const placed = (document: SourceDocument, complaints: readonly FieldError[]): FieldError[] =>
  complaints.map((complaint) => ({ ...complaint, ...document.locate(complaint.pointer) }));

type Piece = Part & { format: DocumentFormat };

function piecesOf(text: string, format: DocumentFormat | "lines"): Piece[] {
  const as = (parts: Part[], kind: DocumentFormat) => parts.map((part) => ({ ...part, format: kind }));
  if (format === "lines") return as(splitLines(text), "json");
  if (format === "yaml") return as(splitYaml(text), "yaml");
  if (text.trimStart().startsWith("[")) return as(elementsOf(text), "json");
  if (isJsonLines(text)) return as(splitLines(text), "json");
  return format === "json" ? [{ text, offset: 0, format }] : as(splitYaml(text), format);
}

/** Whether it is lines of JSON though nobody said so: the first line is a whole object, and there are more. */
function isJsonLines(text: string): boolean {
  const [first, second] = splitLines(text);
  if (second === undefined || !first?.text.startsWith("{")) return false;
  try {
    JSON.parse(first.text);
    return true;
  } catch {
    return false;
  }
}

/** The elements are read one by one later; here the array as a whole must be one. */
function elementsOf(text: string): Part[] {
  try {
    JSON.parse(text);
  } catch {
    parseJson(text);
  }
  return splitArray(text);
}

function receive({ text, format }: Piece, firstLine: number): ReceivedDocument {
  const bytes = new TextEncoder().encode(text);
  try {
    return { bytes, firstLine, document: parse(bytes, text, format), problem: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { bytes, firstLine, document: null, problem: error };
  }
}

function decode(bytes: Uint8Array): string {
  assertSize(bytes);
  return decodeText(bytes);
}

function assertSize(bytes: Uint8Array): void {
  if (bytes.byteLength > DOCUMENT_LIMIT)
    throw invalid(`The document is larger than ${DOCUMENT_LIMIT / 1024 / 1024} MB.`, [], 413);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A byte order mark is dropped from the text and stays in the bytes. */
function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid("The document is not valid UTF-8.", [], 400);
  }
}

function parse(bytes: Uint8Array, text: string, format: DocumentFormat): SourceDocument {
  assertSize(bytes);
  if (text.trim() === "") throw invalid("The document is empty.", [], 400);
  if (format === "json") return { bytes, mediaType: "application/json", ...parseJson(text) };
  if (format === "yaml") return { bytes, mediaType: "application/yaml", ...readYaml(text) };
  return guess(bytes, text);
}

/** Nobody said what it is: JSON begins with a bracket, and so does YAML in flow style. */
function guess(bytes: Uint8Array, text: string): SourceDocument {
  if (!/^\s*[[{]/.test(text)) return parse(bytes, text, "yaml");
  try {
    return parse(bytes, text, "json");
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 400) throw error;
    return asYaml(bytes, text) ?? rethrow(error);
  }
}

function asYaml(bytes: Uint8Array, text: string): SourceDocument | null {
  try {
    return parse(bytes, text, "yaml");
  } catch {
    return null;
  }
}

function rethrow(error: DomainError): never {
  throw error;
}

function readYaml(text: string): Parsed {
  const parsed = parseYaml(text);
  if (parsed.value === null) throw invalid("The document is empty.", [], 400);
  return parsed;
}
