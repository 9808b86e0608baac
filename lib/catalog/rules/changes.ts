import { below } from "@/lib/platform/document-place";

import type { Change } from "../model";

/** Facts by which the standards name the members of an array, best first. */
const NAMES = [
  "id",
  "name",
  "property",
  "server",
  "channel",
  "role",
  "username",
  "emailAddress",
  "url",
] as const;

/** A value longer than this, as JSON, is shown by its beginning. */
const VALUE_LENGTH_MAX = 2000;

type Named = ReadonlyMap<string, unknown>;
type Report = (change: Change) => void;

/** What a comparison found; `truncated` when there was more than fits. */
export type Changes = { changes: Change[]; truncated: boolean };

/**
 * The differences between two documents, at most `limit` of them. Arrays of named things are compared by name
 * and plain lists as sets, so that a mere reordering is no change; a pointer then holds the name.
 */
export function compareDocuments(before: unknown, after: unknown, limit = 500): Changes {
  const changes: Change[] = [];
  let truncated = false;
  compare({ before, after, pointer: "#" }, (change) => {
    if (changes.length < limit) changes.push(change);
    else truncated = true;
  });
  return { changes, truncated };
}

type Pair = { before: unknown; after: unknown; pointer: string };

function compare(pair: Pair, report: Report): void {
  const { before, after } = pair;
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    compareMembers(toNamed(before, after), pair.pointer, report);
  } else if (isObject(before) && isObject(after)) {
    const named = (value: object): Named => new Map(Object.entries(value));
    compareMembers([named(before), named(after)], pair.pointer, report);
  } else {
    report({ pointer: pair.pointer, kind: "changed", before: shown(before), after: shown(after) });
  }
}

function compareMembers([before, after]: [Named, Named], pointer: string, report: Report): void {
  for (const [name, value] of before) {
    const at = below(pointer, name);
    if (after.has(name)) compare({ before: value, after: after.get(name), pointer: at }, report);
    else report({ pointer: at, kind: "removed", before: shown(value) });
  }
  for (const [name, value] of after) {
    if (!before.has(name)) report({ pointer: below(pointer, name), kind: "added", after: shown(value) });
  }
}

/** The members of both arrays under the names that are common to all; positions where there are none. */
function toNamed(before: readonly unknown[], after: readonly unknown[]): [Named, Named] {
  for (const nameOf of NAMINGS) {
    const [was, is] = [index(before, nameOf), index(after, nameOf)];
    if (was && is) return [was, is];
  }
  const byPosition = (values: readonly unknown[]): Named =>
    new Map(values.map((value, at) => [String(at), value]));
  return [byPosition(before), byPosition(after)];
}

type Naming = (value: unknown) => string | null;

const NAMINGS: readonly Naming[] = [
  (value) => (typeof value === "object" ? null : JSON.stringify(value).replace(/^"(.*)"$/s, "$1")),
  ...NAMES.map((fact): Naming => (value) => {
    const name: unknown = isObject(value) ? new Map(Object.entries(value)).get(fact) : undefined;
    return typeof name === "string" ? name : null;
  }),
];

/** Null unless every member has a name and no two have the same. */
function index(values: readonly unknown[], nameOf: Naming): Named | null {
  const named = new Map<string, unknown>();
  for (const value of values) {
    const name = nameOf(value);
    if (name === null || named.has(name)) return null;
    named.set(name, value);
  }
  return named;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function shown(value: unknown): unknown {
  if (typeof value !== "object" && typeof value !== "string") return value;
  const text = JSON.stringify(value);
  return text.length <= VALUE_LENGTH_MAX ? value : `${text.slice(0, VALUE_LENGTH_MAX)}…`;
}
