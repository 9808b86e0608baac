import { Lexer } from "yaml";

/** Each round mends every scalar that the lexer could see; a second is needed when one hid another. */
const ROUNDS = 4;

/** Further to the right no person writes a text, and the spaces would take more room than the document. */
const COLUMN_LIMIT = 200;

/**
 * Indents the continuation lines of quoted scalars that stand too far left. The specification wants them
 * indented more than their key, most parsers do not care, and real documents rely on that. Leading spaces of
 * such lines are no part of the value (YAML 1.2.2 §7.3), so that the text means the same; line numbers stay.
 */
export function indentQuotedScalars(text: string): string {
  let mended = text;
  for (let round = 0; round < ROUNDS; round++) {
    const next = mendOnce(mended);
    if (next === mended) break;
    mended = next;
  }
  return mended;
}

function mendOnce(text: string): string {
  const parts: string[] = [];
  let at = 0;
  let done = 0;
  for (const token of new Lexer().lex(text)) {
    const start = at;
    if (!isMark(token)) at += token.length;
    if (start < done || !isBroken(token)) continue;

    const spaces = column(text, start);
    const end = spaces > COLUMN_LIMIT ? null : endOfScalar(text, start);
    if (end === null) continue;
    parts.push(text.slice(done, start), indented(text.slice(start, end), spaces));
    done = end;
  }
  return parts.join("") + text.slice(done);
}

/** The lexer's own marks (start of document, flow end, scalar) stand for no character of the text. */
const isMark = (token: string): boolean => token === "\x02" || token === "\x18" || token === "\x1f";

const isBroken = (token: string): boolean =>
  (token.startsWith('"') && !/^"(?:[^"\\]|\\[^])*"$/.test(token)) ||
  (token.startsWith("'") && !/^'(?:[^']|'')*'$/.test(token));

/** The offset behind the closing quote; null when a document marker or the end of the text comes first. */
function endOfScalar(text: string, start: number): number | null {
  const closed = text.startsWith('"', start) ? /"(?:[^"\\]|\\[^])*"/y : /'(?:[^']|'')*'/y;
  closed.lastIndex = start;
  const scalar = closed.exec(text)?.[0];
  return scalar === undefined || /\n(?:---|\.\.\.)\s/.test(scalar) ? null : start + scalar.length;
}

const column = (text: string, offset: number): number => offset - (text.lastIndexOf("\n", offset - 1) + 1);

const indented = (scalar: string, spaces: number): string =>
  scalar.replaceAll("\n", `\n${" ".repeat(spaces)}`);
