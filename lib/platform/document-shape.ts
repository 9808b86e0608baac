import { COMPLAINT_LIMIT } from "./document-limits";
import { below, toPointer } from "./document-place";

/** What a standard allows at one place of a document. Tables of these are the standards, as data. */
export type Shape =
  | { is: "any" }
  | { is: "flag" }
  | { is: "scalar" }
  | { is: "object" }
  | TextShape
  | NumberShape
  | ListShape
  | RecordShape
  /** The shape depends on the value: which variant of a record, text or list. */
  | { is: "either"; pick: (value: unknown) => Shape };

export type TextShape = {
  is: "text";
  oneOf?: readonly string[];
  /** `what` completes the sentence "must be …". */
  like?: { test: (text: string) => boolean; what: string };
};

export type NumberShape = { is: "number"; whole?: boolean; least?: number; above?: number };

export type ListShape = { is: "list"; of: () => Shape; least?: number; most?: number; distinct?: boolean };

export type RecordShape = {
  is: "record";
  fields: ReadonlyMap<string, Shape>;
  required: readonly string[];
  /** Whether keys that the standard does not know are allowed. */
  isOpen: boolean;
  /** What only a look at several keys can say. */
  also?: (value: Fields, report: Report) => void;
  /** Keys that were called otherwise once, or are elsewhere, with what to write instead. */
  renamed?: ReadonlyMap<string, string>;
};

export type Fields = Readonly<Record<string, unknown>>;

/** A complaint without its place; `value` asks for the fix-it hint that quotes what was written. */
export type Finding = { pointer: string; detail: string; quote?: string };

type Report = (key: string | null, detail: string) => void;

export const any: Shape = { is: "any" };
export const flag: Shape = { is: "flag" };
export const scalar: Shape = { is: "scalar" };
export const object: Shape = { is: "object" };
export const text: TextShape = { is: "text" };
export const number: NumberShape = { is: "number" };
export const whole: NumberShape = { is: "number", whole: true };

export const words = (...oneOf: readonly string[]): TextShape => ({ is: "text", oneOf });

export const like = (pattern: RegExp, what: string): TextShape => ({
  is: "text",
  like: { test: (value) => pattern.test(value), what },
});

export const list = (of: Shape | (() => Shape), more: Omit<ListShape, "is" | "of"> = {}): ListShape => ({
  is: "list",
  of: typeof of === "function" ? of : () => of,
  ...more,
});

export const either = (pick: (value: unknown) => Shape): Shape => ({ is: "either", pick });

type RecordOptions = Pick<RecordShape, "also" | "renamed"> & {
  required?: readonly string[];
  isOpen?: boolean;
};

export const record = (
  fields: Readonly<Record<string, Shape>>,
  { required = [], isOpen = false, ...more }: RecordOptions = {},
): RecordShape => ({ is: "record", fields: new Map(Object.entries(fields)), required, isOpen, ...more });

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Everything about the value that the shape does not allow, in the order of the document, bounded. */
export function findingsOf(shape: Shape, value: unknown): Finding[] {
  const walk: Walk = { path: [], findings: [] };
  check(shape, value, walk);
  return walk.findings;
}

/** Where the walk is, as one stack: most places are never complained about, and their pointers never made. */
type Walk = { path: (string | number)[]; findings: Finding[] };

function check(shape: Shape, value: unknown, walk: Walk): void {
  if (shape.is === "any" || walk.findings.length >= COMPLAINT_LIMIT) return;
  if (shape.is === "either") check(shape.pick(value), value, walk);
  else if (shape.is === "record") checkRecord(shape, value, walk);
  else if (shape.is === "list") checkList(shape, value, walk);
  else checkLeaf(shape, value, walk);
}

/** Complains about the present place, by its name. */
function complain({ path, findings }: Walk, objection: string, more: { quote?: string } = {}): void {
  findings.push({ pointer: toPointer(path), detail: `${nameOf(path)} ${objection}`, ...more });
}

function nameOf(path: readonly (string | number)[]): string {
  const last = path.at(-1);
  if (last === undefined) return "The document";
  return typeof last === "string" ? last : `${nameOf(path.slice(0, -1))}[${last}]`;
}

function checkLeaf(shape: Leaf, value: unknown, walk: Walk): void {
  const objection = objectionTo(shape, value);
  if (objection === null) return;
  const isQuotable = objection === NOT_TEXT && (typeof value === "number" || typeof value === "boolean");
  complain(walk, objection, isQuotable ? { quote: nameOf(walk.path) } : {});
}

const NOT_TEXT = "must be text";

type Leaf = Exclude<Shape, ListShape | RecordShape | { is: "any" | "either" }>;

function objectionTo(shape: Leaf, value: unknown): string | null {
  if (value === null) return shape.is === "scalar" ? null : "is empty: give it a value, or leave the key out";
  switch (shape.is) {
    case "flag":
      return unless(typeof value === "boolean", "must be true or false");
    case "scalar":
      return unless(typeof value !== "object", "must be a single value, not a list or an object");
    case "object":
      return unless(isFields(value), `must be an object, not ${kindOf(value)}`);
    case "text":
      return typeof value === "string" ? objectionToText(shape, value) : NOT_TEXT;
    case "number":
      return typeof value === "number"
        ? objectionToNumber(shape, value)
        : `must be a number, not ${kindOf(value)}`;
  }
}

const unless = (isFine: boolean, objection: string): string | null => (isFine ? null : objection);

function objectionToText({ oneOf, like: pattern }: TextShape, value: string): string | null {
  if (pattern && !pattern.test(value)) return `must be ${pattern.what}`;
  if (!oneOf || oneOf.includes(value)) return null;
  const near = didYouMean(value, oneOf);
  const hint =
    near === null
      ? `Use ${oneOf.length === 1 ? "" : "one of "}${oneOf.join(", ")}.`
      : `Did you mean "${near}"?`;
  return `"${short(value)}" is not known. ${hint}`;
}

function objectionToNumber({ whole: isWhole, least, above }: NumberShape, value: number): string | null {
  if (isWhole && !Number.isInteger(value)) return "must be a whole number";
  if (least !== undefined && value < least) return `must be ${least} or more`;
  return above !== undefined && value <= above ? `must be more than ${above}` : null;
}

function checkList(shape: ListShape, value: unknown, walk: Walk): void {
  if (!Array.isArray(value)) {
    complain(walk, `must be a list, not ${kindOf(value)}`);
    return;
  }
  const size = objectionToSize(shape, value);
  if (size !== null) complain(walk, size);
  const of = shape.of();
  for (let index = 0; index < value.length; index++) {
    walk.path.push(index);
    check(of, value[index], walk);
    walk.path.pop();
  }
}

function objectionToSize({ least = 0, most = Infinity, distinct }: ListShape, value: readonly unknown[]) {
  if (least === most && value.length !== least) return `must have exactly ${least} entries`;
  if (value.length < least) return `must have at least ${least} ${least === 1 ? "entry" : "entries"}`;
  if (value.length > most) return `must have at most ${most} entries`;
  const texts = distinct ? value.map((item) => JSON.stringify(item)) : [];
  return new Set(texts).size < texts.length ? "must not have the same entry twice" : null;
}

function checkRecord(shape: RecordShape, value: unknown, walk: Walk): void {
  if (!isFields(value)) {
    complain(walk, `must be an object, not ${kindOf(value)}`);
    return;
  }
  for (const key of shape.required) if (!Object.hasOwn(value, key)) report(walk, key, `${key} is missing`);
  for (const key in value) {
    const field = shape.fields.get(key);
    if (!field) {
      if (!shape.isOpen) report(walk, key, unknownKey(key, shape));
      continue;
    }
    walk.path.push(key);
    check(field, value[key], walk);
    walk.path.pop();
  }
  shape.also?.(value, (key, detail) => {
    report(walk, key, detail);
  });
}

/** Complains about a member of the present place, or about the place itself, in words of its own. */
function report({ path, findings }: Walk, key: string | null, detail: string): void {
  const pointer = toPointer(path);
  findings.push({ pointer: key === null ? pointer : below(pointer, key), detail });
}

function unknownKey(key: string, { fields, renamed }: RecordShape): string {
  const near = renamed?.get(key) ?? didYouMean(key, [...fields.keys()]);
  const hint = near === null ? "Keys of your own go into customProperties." : `Did you mean "${near}"?`;
  return `"${short(key)}" is not a key that the standard knows here. ${hint}`;
}

const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  return typeof value === "object"
    ? "an object"
    : `a ${typeof value === "boolean" ? "truth value" : "number"}`;
}

/**
 * The nearest known word, if it is near enough to be a slip: at most two letters changed, a third of the word.
 * Other digits are another version, not a slip.
 */
export function didYouMean(word: string, known: readonly string[]): string | null {
  if (word.length > 60) return null;
  let best: string | null = null;
  let least = Math.min(2, Math.floor(word.length / 3)) + 1;
  const digits = digitsOf(word);
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least || digitsOf(candidate) !== digits) continue;
    const away = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (away < least) [best, least] = [candidate, away];
  }
  return best;
}

const digitsOf = (word: string): string => word.replaceAll(/\D/g, "");

/** Edits between two words, transpositions counted as one; `limit` when there are as many or more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        cell(row, j - 1) + Number(a[i - 1] !== b[j - 1]),
        isSwap ? cell(before, j - 2) + 1 : Infinity,
        cell(row, j) + 1,
        cell(next, j - 1) + 1,
      );
    }
    [before, row] = [row, next];
  }
  return Math.min(cell(row, b.length), limit);
}

const cell = (row: readonly number[], at: number): number => row[at] ?? Infinity;
