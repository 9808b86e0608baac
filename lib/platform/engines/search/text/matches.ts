import type { Match, SearchDocument } from "../model";

import { isHighSurrogate, wordsOf } from "./words";

/** How one word of a query was understood; what it finds is what is marked. */
export type Understanding = {
  word: string;
  singular: string | null;
  /** Whether a term is close enough to be what was meant. */
  isNear: (term: string) => boolean;
  /** Where the word is also looked for inside other words. */
  inside: "nowhere" | "names" | "everywhere";
};

type Field = Match["field"];
type Range = [start: number, end: number];
type Text = { field: Field; text: string; of: string | null };

const EXCERPT_LENGTH = 240;
const EXCERPT_LEAD = 60;
/** Enough to see why a product was found; a page of hits must stay small. */
const MATCHES_PER_FIELD_MAX = 4;

/** Where the words occur in the document, as offsets into the texts that are given back with them. */
export function findMatches(document: SearchDocument, words: readonly Understanding[]): Match[] {
  if (words.length === 0) return [];
  const counts = new Map<Field, number>();
  const matches: Match[] = [];
  for (const text of textsOf(document)) {
    const count = counts.get(text.field) ?? 0;
    if (count >= MATCHES_PER_FIELD_MAX) continue;
    const ranges = rangesIn(text.field, text.text, words);
    if (ranges.length === 0) continue;
    counts.set(text.field, count + 1);
    matches.push(text.field === "description" ? excerptOf(text, ranges) : { ...text, ranges });
  }
  return matches;
}

/** Every searchable text of a document with its field, in the order in which matches are shown. */
export function* textsOf(document: SearchDocument): Generator<Text> {
  yield { field: "name", text: document.name, of: null };
  yield { field: "description", text: document.description, of: null };
  for (const tag of document.tags) yield { field: "tag", text: tag, of: null };
  if (document.domain) yield { field: "domain", text: document.domain.label, of: null };
  yield { field: "team", text: document.team.label, of: null };
  for (const person of document.people) yield { field: "person", text: person, of: null };
  for (const { name } of document.columns) yield { field: "column", text: name, of: null };
  for (const { name, description } of document.columns)
    if (description) yield { field: "columnDescription", text: description, of: name };
}

/** Ascending, not overlapping. */
export function rangesIn(field: Field, text: string, words: readonly Understanding[]): Range[] {
  const ranges: Range[] = [];
  for (const { term, start, end } of wordsOf(text)) {
    const span = widestSpan(term, field, words);
    if (!span) continue;
    // Folding may change how long a text is: then only the whole word is certain.
    if (end - start !== term.length) ranges.push([start, end]);
    else ranges.push([start + span.at, start + span.at + span.length]);
  }
  return merge(ranges.sort(([a], [b]) => a - b));
}

type Span = { at: number; length: number };

function widestSpan(term: string, field: Field, words: readonly Understanding[]): Span | null {
  let widest: Span | null = null;
  for (const word of words) {
    const span = spanIn(term, field, word);
    if (span && span.length > (widest?.length ?? 0)) widest = span;
  }
  return widest;
}

function spanIn(term: string, field: Field, { word, singular, isNear, inside }: Understanding): Span | null {
  if (term.startsWith(word)) return { at: 0, length: word.length };
  if (term === singular || isNear(term)) return { at: 0, length: term.length };
  if (inside === "nowhere" || (inside === "names" && field !== "name")) return null;
  const at = term.indexOf(word);
  return at < 0 ? null : { at, length: word.length };
}

function merge(sorted: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const [start, end] of sorted) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** The part of a long text around its first match, with the offsets counted in that part. */
function excerptOf({ field, text, of }: Text, ranges: readonly Range[]): Match {
  const first = ranges[0]?.[0] ?? 0;
  const start = first <= EXCERPT_LENGTH - EXCERPT_LEAD ? 0 : wholeSign(text, first - EXCERPT_LEAD);
  const end = wholeSign(text, Math.min(text.length, start + EXCERPT_LENGTH));
  const within = ranges
    .filter(([from]) => from >= start && from < end)
    .map(([from, to]): Range => [from - start, Math.min(to, end) - start]);
  return { field, text: text.slice(start, end), of, ranges: within };
}

/** Moves off the middle of a surrogate pair. */
const wholeSign = (text: string, at: number): number =>
  at > 0 && at < text.length && isHighSurrogate(text.charCodeAt(at - 1)) ? at - 1 : at;
