import { fold } from "./fold";

/** A term of the index and the UTF-16 offsets of what it stands for in its text. */
export type Word = { term: string; start: number; end: number };

/** Longer terms are cut: nobody types them, and an index entry must have a bound. */
export const TERM_LENGTH_MAX = 64;

const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|\p{Extended_Pictographic}/gu;
/** Scripts that put no spaces between words. */
const UNSPACED = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}ー";
const SCRIPT_RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const BEGINS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
/** Digits · capitals that no small letter follows · a word with or without a capital · whatever else. */
const PART = /\p{N}+|\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[^\p{Lu}\p{N}]+|\p{Lu}/gu;
const IS_DIGITS = /^\p{N}/u;
const PARTS_MAX = 24;
/** Whether a word is written in a script that puts no spaces between words. */
export const isUnspaced = (word: string): boolean => BEGINS_UNSPACED.test(word);

/** The terms under which a text is found: its words, the parts of compound words and the compounds themselves. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const run of runsOf(text)) addWords(run, words);
  return words;
}

/**
 * The words as a person would say them, each once: what a query asks for, and what two names have in common
 * when they differ only in how they are written. `v2` stays one word.
 */
export function spokenWordsOf(text: string): string[] {
  return runsOf(text).flatMap((run) => (run.isPlain ? [cut(run.text)] : spokenPartsOf(run)));
}

/** Names with equal keys are the same name. Keys sort as names should. */
export const nameKeyOf = (name: string): string => spokenWordsOf(name).join(" ");

/** `isPlain`: nothing but small Latin letters without accents, as most words are. */
type Run = { text: string; start: number; isPlain: boolean };

// What an ASCII character is: part of no word, a small letter, or another sign of a word.
const [SMALL, OTHER] = [1, 2] as const;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (sign >= "a" && sign <= "z") return SMALL;
  return (sign >= "A" && sign <= "Z") || (sign >= "0" && sign <= "9") ? OTHER : 0;
});

/** Maximal pieces of letters and digits, in one way of writing each. */
function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let start = -1;
  let kinds = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return slowRunsOf(text);
    const kind = KINDS[code] ?? 0;
    if (kind !== 0) {
      if (start < 0) start = at;
      kinds |= kind;
    } else if (start >= 0) {
      runs.push({ text: text.slice(start, at), start, isPlain: kinds === SMALL });
      start = -1;
      kinds = 0;
    }
  }
  if (start >= 0) runs.push({ text: text.slice(start), start, isPlain: kinds === SMALL });
  return runs;
}

/** The same for texts with other letters than the Latin ones without accents. */
function slowRunsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const run of text.matchAll(RUN))
    for (const piece of run[0].matchAll(SCRIPT_RUN))
      runs.push({ text: piece[0], start: run.index + piece.index, isPlain: false });
  return runs;
}

function addWords(run: Run, words: Word[]): void {
  if (run.isPlain) words.push({ term: cut(run.text), start: run.start, end: run.start + run.text.length });
  else if (isUnspaced(run.text)) addGrams(run, words);
  else addCompound(run, words);
}

function addCompound(run: Run, words: Word[]): void {
  const parts = partsOf(run);
  if (parts.length > 1) {
    for (const part of parts) addWord(part.text, part.start, words);
  }
  if (parts.length > 2) for (const [index, part] of parts.entries()) addPair(parts[index - 1], part, words);
  if (isOneWord(parts)) addWord(run.text, run.start, words);
}

/** `GitHub`, `iPhone` and `OAuth2` are words, `customerOrdersDaily` is three. */
const isOneWord = (parts: readonly Part[]): boolean =>
  parts.length < 3 || parts.some(({ text }) => text.length === 1 && !IS_DIGITS.test(text));

type Part = { text: string; start: number };

function partsOf({ text, start, isPlain }: Run): Part[] {
  if (isPlain) return [{ text, start }];
  const parts: Part[] = [];
  for (const part of text.matchAll(PART)) {
    if (parts.length === PARTS_MAX) break;
    parts.push({ text: part[0], start: start + part.index });
  }
  return parts;
}

/** `v2`, `sha256`, `2nd`: letters and digits that stand together are also one word. */
function addPair(left: Part | undefined, right: Part, words: Word[]): void {
  if (!left || IS_DIGITS.test(left.text) === IS_DIGITS.test(right.text)) return;
  addWord(left.text + right.text, left.start, words);
}

/** Single signs find what begins or ends with them, pairs find the rest. */
function addGrams({ text, start }: Run, words: Word[]): void {
  let before = "";
  let at = start;
  for (const sign of text) {
    addWord(sign, at, words);
    if (before !== "") addWord(before + sign, at - before.length, words);
    before = sign;
    at += sign.length;
  }
}

function addWord(text: string, start: number, words: Word[]): void {
  const term = cut(fold(text));
  if (term !== "") words.push({ term, start, end: start + text.length });
}

/** Never between the halves of a surrogate pair. */
function cut(term: string): string {
  if (term.length <= TERM_LENGTH_MAX) return term;
  const end = isHighSurrogate(term.charCodeAt(TERM_LENGTH_MAX - 1)) ? TERM_LENGTH_MAX - 1 : TERM_LENGTH_MAX;
  return term.slice(0, end);
}

export const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

function spokenPartsOf(run: Run): string[] {
  if (isUnspaced(run.text)) return [fold(run.text)];
  const parts = partsOf(run).map(({ text }) => text);
  const spoken: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const [part = "", next] = [parts[index], parts[index + 1]];
    if (next !== undefined && belongTogether(part, next)) {
      spoken.push(part + next);
      index++;
    } else spoken.push(part);
  }
  // A single letter says nothing alone: `iPhone` and `vendorIDs` are one word.
  const isBroken = spoken.some((part) => part.length === 1 && !IS_DIGITS.test(part));
  const words = isBroken ? [run.text] : spoken;
  return words.map((word) => cut(fold(word))).filter((word) => word !== "");
}

/** Digits and at most two letters, as in `v2`, `s3` or `2nd`. */
function belongTogether(left: string, right: string): boolean {
  const [leftIsDigits, rightIsDigits] = [IS_DIGITS.test(left), IS_DIGITS.test(right)];
  if (leftIsDigits === rightIsDigits) return false;
  return (leftIsDigits ? right : left).length <= 2;
}
