import { parseJson, type Parsed } from "./document-json";
import { DOCUMENT_LIMIT } from "./document-limits";
import { type DocumentFormat, formatOf, isLines } from "./document-media";
import { parseYaml } from "./document-yaml";
import { DomainError, type FieldError, invalid } from "./errors";

/** What is in a document, and where. */
export type SourceDocument = {
  mediaType: "application/json" | "application/yaml";
  value: unknown;
  /** Where the thing is that a JSON Pointer names, or what contains it; counted from 1. */
  locate: (pointer: string) => { line: number; column: number } | null;
  /** A scalar as the text writes it: `1.0`, where the value is 1. */
  written: (pointer: string) => string | null;
};

/**
 * Reads one document. Whatever the bytes are, it answers or throws a DomainError: 400 unreadable,
 * 413 too large, 415 wrong media type, 422 readable but not allowed (duplicate or prototype keys, tags …).
 */
export function readDocument(bytes: Uint8Array, mediaType: string | null): SourceDocument {
  const format = formatOfOne(mediaType);
  if (bytes.byteLength > DOCUMENT_LIMIT) throw tooLarge();
  return parse(decode(bytes), format);
}

/** The same for a text that has been decoded: with a byte order mark, if it came with one. */
export function readDocumentText(text: string, mediaType: string | null): SourceDocument {
  const format = formatOfOne(mediaType);
  if (isTooLarge(text)) throw tooLarge();
  return parse(text.startsWith("\uFEFF") ? text.slice(1) : text, format);
}

function formatOfOne(mediaType: string | null): DocumentFormat {
  if (isLines(mediaType)) throw invalid("One document cannot be sent as lines of JSON.", [], 415);
  return formatOf(mediaType);
}

/** A character takes three bytes at most, half of a pair included. */
const isTooLarge = (text: string): boolean =>
  text.length * 3 > DOCUMENT_LIMIT && new TextEncoder().encode(text).byteLength > DOCUMENT_LIMIT;

const tooLarge = () => invalid(`The document is larger than ${DOCUMENT_LIMIT / 1024 / 1024} MB.`, [], 413);

/** Puts places to complaints about a document. */
export const placed = (document: SourceDocument, complaints: readonly FieldError[]): FieldError[] =>
  complaints.map((complaint) => ({ ...complaint, ...document.locate(complaint.pointer) }));

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A byte order mark is dropped. */
function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid("The document is not valid UTF-8.", [], 400);
  }
}

function parse(text: string, format: DocumentFormat): SourceDocument {
  if (text.trim() === "") throw invalid("The document is empty.", [], 400);
  if (format === "json") return { mediaType: "application/json", ...parseJson(text) };
  if (format === "yaml") return { mediaType: "application/yaml", ...readYaml(text) };
  return guess(text);
}

/** Nobody said what it is: JSON begins with a bracket, and so does YAML in flow style. */
function guess(text: string): SourceDocument {
  if (!/^\s*[[{]/.test(text)) return parse(text, "yaml");
  try {
    return parse(text, "json");
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 400) throw error;
    return asYaml(text) ?? rethrow(error);
  }
}

function asYaml(text: string): SourceDocument | null {
  try {
    return parse(text, "yaml");
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
