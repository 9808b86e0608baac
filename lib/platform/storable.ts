import type { z } from "zod";

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

/** The schema, which refuses texts and names at any depth that Postgres could not store: for structured inputs. */
export const storable = <S extends z.ZodType>(schema: S): S =>
  schema.superRefine((value, context) => {
    for (const { path, detail } of faultsIn(value, []))
      context.addIssue({ code: "custom", path: [...path], message: detail });
  });

type Fault = { path: readonly (string | number)[]; detail: string };

function faultsIn(value: unknown, path: Fault["path"]): Fault[] {
  const detail = typeof value === "string" ? objectionToText(value) : null;
  if (detail !== null) return [{ path, detail }];
  if (Array.isArray(value))
    return value.flatMap((inner: unknown, index) => faultsIn(inner, [...path, index]));
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...faultsIn(name, path),
    ...faultsIn(inner, [...path, name]),
  ]);
}
