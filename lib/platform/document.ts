import { parseJson, type Parsed } from "./document-json";
import { DOCUMENT_LIMIT } from "./document-limits";
import { type DocumentFormat, formatOf, isLines } from "./document-media";
import { parseYaml } from "./document-yaml";
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

/**
 * Reads one document. Whatever the bytes are, it answers or throws a DomainError: 400 unreadable,
 * 413 too large, 415 wrong media type, 422 readable but not allowed (duplicate or prototype keys, tags …).
 */
export function readDocument(bytes: Uint8Array, mediaType: string | null): SourceDocument {
  if (isLines(mediaType)) throw invalid("One document cannot be sent as lines of JSON.", [], 415);
  const format = formatOf(mediaType);
  if (bytes.byteLength > DOCUMENT_LIMIT)
    throw invalid(`The document is larger than ${DOCUMENT_LIMIT / 1024 / 1024} MB.`, [], 413);
  return parse(bytes, decode(bytes), format);
}

/** Puts places to complaints about a document. */
export const placed = (document: SourceDocument, complaints: readonly FieldError[]): FieldError[] =>
  complaints.map((complaint) => ({ ...complaint, ...document.locate(complaint.pointer) }));

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A byte order mark is dropped from the text and stays in the bytes. */
function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid("The document is not valid UTF-8.", [], 400);
  }
}

function parse(bytes: Uint8Array, text: string, format: DocumentFormat): SourceDocument {
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
