import { COMPLAINT_LIMIT, DEPTH_LIMIT, inspect, refuse, tooDeep } from "./document-limits";
import { above, below, type Place, placesIn } from "./document-place";
import { findSpan, type Span } from "./document-json-span";
import { invalid } from "./errors";

/** A parsed text, and the places of what is in it. */
export type Parsed = {
  value: unknown;
  /** Where the thing is that the pointer names, or what contains it when it is not there. */
  locate: (pointer: string) => Place | null;
  /** A scalar as the text writes it. */
  written: (pointer: string) => string | null;
};

type Scan = { spans: Map<string, Span>; duplicates: { pointer: string; offset: number }[] };

/** Reads one JSON text; refuses duplicate keys, which `JSON.parse` hides, and whatever the limits refuse. */
export function parseJson(text: string): Parsed {
  const places = placesIn(text);
  const value = parse(text, places);
  const spanOf = spanFinder(text, places);
  const locate = (pointer: string) => {
    const span = spanOf(pointer);
    return span && places(span.offset);
  };
  const written = (pointer: string) => {
    const span = spanOf(pointer);
    return span && text.slice(span.from, span.to);
  };

  const { keys, objections } = inspect(value);
  if (objections.length > 0) refuse(objections, locate);
  if (countKeys(text) !== keys) refuseDuplicates(scanJson(text, places), places);
  return { value, locate, written };
}

/** Most documents are asked for few places: only then is it worth while to note them all. */
const SEARCHES_MAX = 4;

function spanFinder(text: string, places: (offset: number) => Place): (pointer: string) => Span | null {
  let searches = 0;
  let scan: Scan | null = null;
  return (pointer) => {
    if (searches++ < SEARCHES_MAX) return findSpan(text, pointer);
    scan ??= scanJson(text, places);
    return nearest(scan.spans, pointer);
  };
}

function parse(text: string, places: (offset: number) => Place): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (/^\s*[[{]/.test(text)) scanJson(text, places);
    throw invalid("The document is not JSON. If it is YAML, send it as application/yaml.", [], 400);
  }
}

/** Colons outside of strings. In valid JSON that is one per member, so that fewer keys mean duplicates. */
function countKeys(text: string): number {
  let count = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) inString = !inString;
    else if (code === 0x5c) at++;
    else if (code === 0x3a && !inString) count++;
  }
  return count;
}

function refuseDuplicates({ duplicates }: Scan, places: (offset: number) => Place): void {
  const fields = duplicates.slice(0, COMPLAINT_LIMIT).map(({ pointer, offset }) => ({
    pointer,
    detail: `The key "${lastPart(pointer)}" is there twice.`,
    ...places(offset),
  }));
  const [first] = fields;
  if (first) throw invalid(first.detail, fields);
}

const lastPart = (pointer: string): string =>
  pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");

/** The span of what `pointer` names, or of the nearest thing around it. */
export function nearest<T>(spans: ReadonlyMap<string, T>, pointer: string): T | null {
  for (let at: string | null = pointer; at !== null; at = above(at)) {
    const found = spans.get(at);
    if (found) return found;
  }
  return spans.get("#") ?? null;
}

/** Matches one JSON string, number or word at the present position. */
const TOKEN =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Reads a text from left to right; fails at the first fault with its place. */
function cursor(text: string, places: (offset: number) => Place) {
  let at = 0;

  function fail(expected: string): never {
    const found =
      at < text.length
        ? `"${text
            .slice(at, at + 12)
            .split("\n", 1)
            .join()}"`
        : "the end";
    const detail = `Expected ${expected}, but found ${found}.`;
    throw invalid(
      `The document is not valid JSON: ${detail}`,
      [{ pointer: "#", detail, ...places(at) }],
      400,
    );
  }

  function skipSpace(): number {
    while (at < text.length && " \n\r\t".includes(text.charAt(at))) at++;
    return at;
  }

  function take(character: string): boolean {
    skipSpace();
    if (text[at] !== character) return false;
    at++;
    return true;
  }

  function token(expected: string): string {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text)?.[0];
    if (!found) return fail(expected);
    at += found.length;
    return found;
  }

  return { fail, here: () => at, skipSpace, take, token };
}

/** A strict JSON reader that remembers where everything is; throws at the first fault with its place. */
function scanJson(text: string, places: (offset: number) => Place): Scan {
  const scan: Scan = { spans: new Map(), duplicates: [] };
  const { fail, here, skipSpace, take, token } = cursor(text, places);

  function member(pointer: string, seen: Set<string>, depth: number): void {
    const offset = skipSpace();
    if (text[offset] !== '"') fail("a key in double quotes");
    const key = unquote(token("a key in double quotes"));
    const inner = below(pointer, key);
    if (seen.has(key)) scan.duplicates.push({ pointer: inner, offset });
    seen.add(key);
    if (!take(":")) fail('":"');
    value(inner, depth, offset);
  }

  function members(pointer: string, depth: number): void {
    const seen = new Set<string>();
    if (take("}")) return;
    do member(pointer, seen, depth);
    while (take(","));
    if (!take("}")) fail('"," or "}"');
  }

  function elements(pointer: string, depth: number): void {
    if (take("]")) return;
    let index = 0;
    do value(below(pointer, index++), depth, null);
    while (take(","));
    if (!take("]")) fail('"," or "]"');
  }

  function value(pointer: string, depth: number, keyOffset: number | null): void {
    const from = skipSpace();
    if (depth > DEPTH_LIMIT) throw tooDeep();
    if (take("{")) members(pointer, depth + 1);
    else if (take("[")) elements(pointer, depth + 1);
    else token("a value");
    scan.spans.set(pointer, { offset: keyOffset ?? from, from, to: here() });
  }

  value("#", 0, null);
  if (skipSpace() < text.length) fail("the end of the document");
  return scan;
}

const unquote = (token: string): string => String(JSON.parse(token));
