import { type ParsedQuery, WORDS_MAX } from "../text/query";

import type { Mirror } from "./mirror";
import { slotOf } from "./postings";

/** What a query is asked with: who asks, and in which fields (their bits) words are looked for. */
export type Asking = { query: ParsedQuery; isVisible: Uint8Array; fields: number };

const PART_LENGTH_MIN = 3;
const PARTS_MAX = 3;

/** The query with words that nobody knows taken apart into words that are known: `customerorders`. */
export function takeApart(mirror: Mirror, { query, isVisible, fields }: Asking): ParsedQuery {
  const isKnown = (word: string) => isAnywhere(mirror, mirror.vocabulary.idOf(word), { isVisible, fields });
  const isBeginning = (word: string) =>
    mirror.vocabulary.beginningWith(word).some((term) => isAnywhere(mirror, term, { isVisible, fields }));
  const apart = new Map<string, readonly string[]>();
  for (const word of query.words) {
    if (word.length < 2 * PART_LENGTH_MIN || isBeginning(word)) continue;
    const parts = partsOf(word, isKnown, PARTS_MAX);
    if (parts) apart.set(word, parts);
  }
  if (apart.size === 0) return query;
  const replace = (word: string) => apart.get(word) ?? [word];
  return {
    ...query,
    words: [...new Set(query.words.flatMap(replace))].slice(0, WORDS_MAX),
    key: query.key.split(" ").flatMap(replace).join(" "),
  };
}

/** The fewest known words of which the word consists, the first as long as can be. */
function partsOf(word: string, isKnown: (word: string) => boolean, count: number): string[] | null {
  if (count < 2) return null;
  for (let end = word.length - PART_LENGTH_MIN; end >= PART_LENGTH_MIN; end--) {
    const [left, right] = [word.slice(0, end), word.slice(end)];
    if (!isKnown(left)) continue;
    if (isKnown(right)) return [left, right];
    const parts = partsOf(right, isKnown, count - 1);
    if (parts) return [left, ...parts];
  }
  return null;
}

function isAnywhere(
  mirror: Mirror,
  term: number,
  { isVisible, fields }: Pick<Asking, "isVisible" | "fields">,
): boolean {
  if (term === 0) return false;
  const audiences = mirror.audiences();
  const { entries, start, end, newer } = mirror.postings.of(term);
  const counts = (posting: number) =>
    (posting & fields) !== 0 && isVisible[audiences[slotOf(posting)] ?? 0] === 1;
  for (let at = start; at < end; at++) if (counts(entries[at] ?? 0)) return true;
  return newer.some(counts);
}
