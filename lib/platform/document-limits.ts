import { type FieldError, invalid } from "./errors";
import { toPointer } from "./document-place";

/** 2 MB: the largest single document. */
export const DOCUMENT_LIMIT = 2 * 1024 * 1024;

/** A contract nests a column in two levels, so that this is some 40 levels of structures in structures. */
export const DEPTH_LIMIT = 100;

/** Aliases count each time they are used, so that this bounds what a small text can expand to. */
export const VALUE_LIMIT = 250_000;
export const TEXT_LIMIT = 4 * DOCUMENT_LIMIT;

/** Enough to correct a document by; more only repeats the same mistake. */
export const COMPLAINT_LIMIT = 50;

/** Keys that name machinery of JavaScript objects: a document that needs one is an attack or an accident. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

export const tooDeep = () => invalid(`The document nests deeper than ${DEPTH_LIMIT} levels.`);
export const tooMany = () => invalid(`The document holds more than ${VALUE_LIMIT} values.`);

/** What Postgres cannot store: NUL, and halves of a surrogate pair. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Why a text may not stand in a document, or null. */
export const objectionToText = (text: string): string | null =>
  UNSTORABLE.test(text)
    ? "The text contains a character that cannot be stored (NUL or half of a pair)."
    : null;

/** Why a key may not stand in a document, or null. */
export const objectionToKey = (key: string): string | null =>
  FORBIDDEN_KEYS.has(key) ? `The key "${key}" is not allowed.` : objectionToText(key);

export type Path = (string | number)[];

/** What a parsed value holds: its number of object keys, and what may not stand in a document. */
export type Inspection = { keys: number; objections: { path: Path; detail: string }[] };

/** Walks a parsed value once, within the limits of depth and size. */
export function inspect(value: unknown): Inspection {
  const inspection: Inspection = { keys: 0, objections: [] };
  const path: Path = [];
  let values = 0;

  function object(detail: string | null): void {
    if (detail && inspection.objections.length < COMPLAINT_LIMIT)
      inspection.objections.push({ path: [...path], detail });
  }

  function enter(part: string | number, inner: unknown): void {
    path.push(part);
    if (typeof part === "string") object(objectionToKey(part));
    visit(inner);
    path.pop();
  }

  function visit(inner: unknown): void {
    if (++values > VALUE_LIMIT) throw tooMany();
    if (typeof inner === "string") object(objectionToText(inner));
    else if (typeof inner === "number") object(objectionToNumber(inner));
    else if (typeof inner === "object" && inner !== null) visitAll(inner);
  }

  function visitAll(inner: object): void {
    if (path.length >= DEPTH_LIMIT) throw tooDeep();
    if (Array.isArray(inner)) {
      for (let index = 0; index < inner.length; index++) enter(index, inner[index]);
      return;
    }
    for (const [key, member] of Object.entries(inner)) {
      inspection.keys++;
      enter(key, member);
    }
  }

  visit(value);
  return inspection;
}

/** Why a number may not stand in a document, or null. */
export const objectionToNumber = (value: number): string | null =>
  Number.isFinite(value) ? null : "The number is not finite or too large.";

/** Refuses a document that holds what may not stand in one. */
export function refuse(
  objections: readonly { path: Path; detail: string }[],
  locate: (pointer: string) => { line: number; column: number } | null,
): never {
  const fields = objections.map(({ path, detail }): FieldError => {
    const pointer = toPointer(path);
    return { pointer, detail, ...locate(pointer) };
  });
  throw invalid(fields[0]?.detail ?? "The document is not valid.", fields);
}
