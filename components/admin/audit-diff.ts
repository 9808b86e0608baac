import { diffWordsWithSpace } from "diff";

export type Field = { path: readonly string[]; value: unknown };

/** A field of a state, before and after; a side is absent where it was not there. */
export type ChangedField = { path: readonly string[]; before?: unknown; after?: unknown };

type Facts = Readonly<Record<string, unknown>>;

const isFacts = (value: unknown): value is Facts =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the detail of an entry says was changed, and what it says besides. */
export function readDetail(detail: unknown): { changes: ChangedField[]; facts: Field[] } {
  if (!isFacts(detail)) return { changes: [], facts: detail === null ? [] : [{ path: [], value: detail }] };
  const { before, after, ...rest } = detail;
  const isChange = (side: unknown): side is Facts | undefined => side === undefined || isFacts(side);
  if (!isChange(before) || !isChange(after)) return { changes: [], facts: fieldsOf(detail) };
  return { changes: changesOf(before, after), facts: fieldsOf(rest) };
}

function changesOf(before: Facts = {}, after: Facts = {}): ChangedField[] {
  const [old, now] = [byKey(before), byKey(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    return {
      path: (was ?? is)?.path ?? [],
      ...(was && { before: was.value }),
      ...(is && { after: is.value }),
    };
  });
}

const byKey = (side: Facts): Map<string, Field> =>
  new Map(fieldsOf(side).map((field) => [JSON.stringify(field.path), field]));

const DEPTH_MAX = 4;

/** Every value with the way to it; objects are walked into, lists are values. */
function fieldsOf(value: unknown, path: readonly string[] = []): Field[] {
  const isInner =
    isFacts(value) && path.length < DEPTH_MAX && (path.length === 0 || Object.keys(value).length > 0);
  if (!isInner) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) => fieldsOf(inner, [...path, name]));
}

export type Piece = { kind: "same" | "added" | "removed"; text: string };

/** Beyond these a comparison of words takes long and says little. */
const TEXT_MAX = 4000;
const EDITS_MAX = 400;

/** What changed between two texts word by word; null where they are too long or have too little in common. */
export function wordDiff(before: unknown, after: unknown): Piece[] | null {
  if (typeof before !== "string" || typeof after !== "string") return null;
  if (before.length + after.length > TEXT_MAX) return null;
  const parts = diffWordsWithSpace(before, after, { maxEditLength: EDITS_MAX }) ?? [];
  const pieces = parts.map(({ value, added, removed }): Piece => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
  return pieces.some(({ kind, text }) => kind === "same" && /\w/.test(text)) ? pieces : null;
}

/** A value as people read it: texts as they are, the rest as JSON. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (value === "") return "empty text";
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string"))
    return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The change in a few words, for the row of a table. */
export function briefly({ path, before, after }: ChangedField): string {
  const name = path.at(-1) ?? "value";
  const is = cut(shownValue(after));
  return before === undefined ? `${name}: ${is}` : `${name}: ${cut(shownValue(before))} → ${is}`;
}

const BRIEF_MAX = 32;

const cut = (text: string): string => (text.length > BRIEF_MAX ? `${text.slice(0, BRIEF_MAX - 1)}…` : text);
