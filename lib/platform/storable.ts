import { objectionToText } from "./document-limits";
import { below } from "./document-place";
import type { FieldError } from "./errors";

/**
 * The first text of an input that Postgres could not store, or null. Looks at the input's own fields and lists;
 * a document inside is inspected where it is read, which can say the line.
 */
export function findUnstorable(input: unknown): FieldError | null {
  if (typeof input !== "object" || input === null) return null;
  for (const [field, value] of Object.entries(input)) {
    const found = inField(below("#", field), value);
    if (found) return found;
  }
  return null;
}

function inField(pointer: string, value: unknown): FieldError | null {
  if (Array.isArray(value)) {
    const faults = value.map((inner: unknown, index) => inText(below(pointer, index), inner));
    return faults.find((fault) => fault !== null) ?? null;
  }
  return inText(pointer, value);
}

function inText(pointer: string, value: unknown): FieldError | null {
  const detail = typeof value === "string" ? objectionToText(value) : null;
  return detail === null ? null : { pointer, detail };
}
