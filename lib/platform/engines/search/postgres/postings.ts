import { roomFor, words } from "./growing";

/** The postings of one term: a stretch of the sorted ones, and the newer ones. */
type PostingList = { entries: Uint32Array; start: number; end: number; newer: readonly number[] };

/** In which documents each term occurs. A posting is the slot of a document above 8 bits that name the fields. */
export type Postings = {
  /** Adds one document: its terms as `id << 8 | bits`. */
  add: (slot: number, terms: Uint32Array) => void;
  of: (term: number) => PostingList;
};

const NONE: readonly number[] = [];
const NEWER_MAX = 500_000;

export const slotOf = (posting: number): number => posting >>> 8;

/** `isAlive` tells which slots still count: the postings of others are dropped when there is occasion. */
export function createPostings(isAlive: (slot: number) => boolean): Postings {
  let sorted: Sorted = { starts: words(1), entries: words(0) };
  let newer = createNewer();

  function add(slot: number, terms: Uint32Array): void {
    newer.add(slot, terms);
    if (newer.count() > Math.max(NEWER_MAX, sorted.entries.length / 2)) merge();
  }

  function of(term: number): PostingList {
    const { starts, entries } = sorted;
    if (term + 1 >= starts.length) return { entries, start: 0, end: 0, newer: newer.of(term) };
    return { entries, start: starts[term] ?? 0, end: starts[term + 1] ?? 0, newer: newer.of(term) };
  }

  function merge(): void {
    sorted = mergePostings(sorted, newer.all(), isAlive);
    newer = createNewer();
  }

  return { add, of };
}

type Sorted = { starts: Uint32Array; entries: Uint32Array };
type Pairs = { terms: Uint32Array; postings: Uint32Array; last: number };

/** Postings in the order in which they came, and by term as soon as somebody asks. */
function createNewer() {
  let terms = words(0);
  let postings = words(0);
  let count = 0;
  let last = 0;
  const byTerm = new Map<number, number[]>();
  let indexed = 0;

  function add(slot: number, packed: Uint32Array): void {
    terms = roomFor(terms, count + packed.length, words);
    postings = roomFor(postings, count + packed.length, words);
    for (const term of packed) {
      const id = term >>> 8;
      if (id > last) last = id;
      terms[count] = id;
      postings[count++] = (slot << 8) | (term & 255);
    }
  }

  function of(term: number): readonly number[] {
    for (; indexed < count; indexed++) {
      const [id, posting] = [terms[indexed] ?? 0, postings[indexed] ?? 0];
      const list = byTerm.get(id);
      if (list) list.push(posting);
      else byTerm.set(id, [posting]);
    }
    return byTerm.get(term) ?? NONE;
  }

  const all = (): Pairs => ({ terms: terms.subarray(0, count), postings: postings.subarray(0, count), last });
  return { add, of, all, count: () => count };
}

/** Lays all postings out term after term: four bytes each, and nothing for the garbage collector to follow. */
function mergePostings(old: Sorted, newer: Pairs, isAlive: (slot: number) => boolean): Sorted {
  const termCount = Math.max(old.starts.length - 1, newer.last + 1);
  // First how many each term has, one place to the right, so that the running sum is where each begins.
  const ends = words(termCount + 1);
  const each = (visit: (term: number, posting: number) => void) => {
    for (let term = 0; term + 1 < old.starts.length; term++)
      for (let at = old.starts[term] ?? 0; at < (old.starts[term + 1] ?? 0); at++)
        visit(term, old.entries[at] ?? 0);
    for (let at = 0; at < newer.terms.length; at++) visit(newer.terms[at] ?? 0, newer.postings[at] ?? 0);
  };
  each((term, posting) => {
    if (isAlive(slotOf(posting))) ends[term + 1] = (ends[term + 1] ?? 0) + 1;
  });
  for (let term = 0; term < termCount; term++) ends[term + 1] = (ends[term + 1] ?? 0) + (ends[term] ?? 0);
  const starts = ends.slice();
  const entries = words(ends[termCount] ?? 0);
  each((term, posting) => {
    if (!isAlive(slotOf(posting))) return;
    const at = ends[term] ?? 0;
    entries[at] = posting;
    ends[term] = at + 1;
  });
  return { starts, entries };
}
