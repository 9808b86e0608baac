/** Where a value stands in a text, with its key if it has one (`offset`), and without (`from` … `to`). */
export type Span = { offset: number; from: number; to: number };

/**
 * The span of what a JSON Pointer names in a text that is known to be JSON, or of the nearest thing around it.
 * It passes over everything that does not lie on the way, which is many times faster than to note all places.
 */
export function findSpan(text: string, pointer: string): Span {
  const path = pointer.split("/").slice(1).map(unescape);
  const from = skipSpace(text, 0);
  let span: Span = { offset: from, from, to: 0 };
  for (const part of path) {
    const inner =
      text[span.from] === "{" ? findMember(text, span.from, part) : findElement(text, span.from, part);
    if (!inner) break;
    span = inner;
  }
  return { ...span, to: endOfValue(text, span.from) };
}

const unescape = (part: string): string => part.replaceAll("~1", "/").replaceAll("~0", "~");

/** The last member of this name: it is the one that counts. */
function findMember(text: string, open: number, name: string): Span | null {
  let found: Span | null = null;
  for (let offset = skipSpace(text, open + 1); text[offset] === '"';) {
    const keyEnd = endOfString(text, offset);
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (isKey(text, { offset, keyEnd, name })) found = { offset, from, to: 0 };
    offset = next(text, from);
  }
  return found;
}

type Key = { offset: number; keyEnd: number; name: string };

/** A key may be written with escapes. */
function isKey(text: string, { offset, keyEnd, name }: Key): boolean {
  const written = text.slice(offset + 1, keyEnd - 1);
  return written === name || (written.includes("\\") && JSON.parse(`"${written}"`) === name);
}

function findElement(text: string, open: number, part: string): Span | null {
  const index = /^\d+$/.test(part) ? Number(part) : -1;
  if (text[open] !== "[" || index < 0) return null;
  let from = skipSpace(text, open + 1);
  for (let at = 0; at < index && from < text.length && text[from] !== "]"; at++) from = next(text, from);
  return from < text.length && text[from] !== "]" ? { offset: from, from, to: 0 } : null;
}

/** Behind the value and its comma; at the closing bracket after the last. */
function next(text: string, from: number): number {
  const end = skipSpace(text, endOfValue(text, from));
  return text[end] === "," ? skipSpace(text, end + 1) : end;
}

const SCALAR_END = /[,\]}\s]|$/g;
const BRACKET = /["[\]{}]/g;

function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first === "{" || first === "[") return endOfBrackets(text, from);
  SCALAR_END.lastIndex = from;
  return SCALAR_END.exec(text)?.index ?? text.length;
}

function endOfBrackets(text: string, from: number): number {
  let depth = 0;
  BRACKET.lastIndex = from;
  for (let found = BRACKET.exec(text); found; found = BRACKET.exec(text)) {
    if (found[0] === '"') BRACKET.lastIndex = endOfString(text, found.index);
    else depth += found[0] === "{" || found[0] === "[" ? 1 : -1;
    if (depth === 0) return found.index + 1;
  }
  return text.length;
}

/** Behind the closing quote. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
  return text.length;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (" \n\r\t".includes(text.charAt(at)) && at < text.length) at++;
  return at;
}
