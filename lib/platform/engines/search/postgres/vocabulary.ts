import { editDistance, prefixDistance } from "../text/distance";

import { bytes, roomFor, words } from "./growing";

export type Near = { id: number; distance: number };

/** All distinct terms of an index by their ids, and the ways to find those that a word may mean. */
export type Vocabulary = {
  add: (terms: readonly { id: number; term: string }[]) => void;
  /** Says that a term occurs in a name, where inner parts are looked for first. */
  markName: (id: number) => void;
  /** 0 when unknown. */
  idOf: (term: string) => number;
  termOf: (id: number) => string;
  beginningWith: (prefix: string) => number[];
  /** Terms that hold the part anywhere but at their beginning. */
  holding: (part: string, where: "names" | "everywhere") => number[];
  /** Terms at most `max` slips away. */
  near: (word: string, max: number) => Near[];
  /** Terms that begin with something at most `max` slips away. */
  beginningNear: (word: string, max: number) => Near[];
  size: () => number;
};

export function createVocabulary(): Vocabulary {
  const terms: string[] = [""];
  const isName: boolean[] = [];
  const termOf = (id: number): string => terms[id] ?? "";
  const sorted = createSortedTerms(termOf);
  const spellings = createSpellings(termOf);
  const texts = { names: createJoinedTerms(), everywhere: createJoinedTerms() };

  function add(more: readonly { id: number; term: string }[]): void {
    for (const { id, term } of more) {
      if (id < terms.length) continue;
      while (terms.length < id) terms.push("");
      terms.push(term);
      sorted.add(id);
      spellings.add(id);
      texts.everywhere.add(id, term);
    }
  }

  function markName(id: number): void {
    if (isName[id]) return;
    isName[id] = true;
    texts.names.add(id, termOf(id));
  }

  return {
    add,
    markName,
    termOf,
    idOf: sorted.idOf,
    beginningWith: sorted.beginningWith,
    holding: (part, where) => texts[where].holding(part),
    near: (word, max) => spellings.near(word, { max, lengthMax: word.length + max, measure: editDistance }),
    beginningNear: (word, max) => spellings.near(word, { max, lengthMax: Infinity, measure: prefixDistance }),
    size: () => terms.length - 1,
  };
}

/** The terms in alphabetical order, for whole words and beginnings. */
function createSortedTerms(termOf: (id: number) => string) {
  let sorted = words(0);
  let added: number[] = [];

  function order(): Uint32Array {
    if (added.length === 0) return sorted;
    const isBefore = (a: number, b: number) => termOf(a) < termOf(b);
    added.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    sorted = mergeSorted(sorted, added, isBefore);
    added = [];
    return sorted;
  }

  /** The place of the first term that is not before the given one. */
  function placeOf(term: string): number {
    const all = order();
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (termOf(all[middle] ?? 0) < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function idOf(term: string): number {
    const id = order()[placeOf(term)] ?? 0;
    return termOf(id) === term ? id : 0;
  }

  function beginningWith(prefix: string): number[] {
    const all = order();
    const ids: number[] = [];
    for (let place = placeOf(prefix); place < all.length; place++) {
      const id = all[place] ?? 0;
      if (!termOf(id).startsWith(prefix)) break;
      ids.push(id);
    }
    return ids;
  }

  return { add: (id: number) => void added.push(id), idOf, beginningWith };
}

type Nearness = {
  max: number;
  lengthMax: number;
  measure: (from: string, to: string, max: number) => number;
};

/** Lengths and letters of the terms, which rule out nearly all of them before one is compared. */
function createSpellings(termOf: (id: number) => string) {
  let lengths = bytes(1024);
  let letters = words(1024);
  let end = 1;

  function add(id: number): void {
    lengths = roomFor(lengths, id + 1, bytes);
    letters = roomFor(letters, id + 1, words);
    lengths[id] = termOf(id).length;
    letters[id] = lettersOf(termOf(id));
    end = id + 1;
  }

  function near(word: string, { max, lengthMax, measure }: Nearness): Near[] {
    const mask = lettersOf(word);
    const lengthMin = word.length - max;
    const found: Near[] = [];
    for (let id = 1; id < end; id++) {
      const length = lengths[id] ?? 0;
      // A slip changes one letter at most.
      if (length < lengthMin || length > lengthMax || bitCount(mask & ~(letters[id] ?? 0)) > max) continue;
      const distance = measure(word, termOf(id), max);
      if (distance <= max) found.push({ id, distance });
    }
    return found;
  }

  return { add, near };
}

/** Which letters occur: one bit each, of 32. */
function lettersOf(term: string): number {
  let mask = 0;
  for (let index = 0; index < term.length; index++) mask |= 1 << (term.charCodeAt(index) & 31);
  return mask;
}

function bitCount(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Both must be sorted. */
export function mergeSorted(
  old: Uint32Array,
  added: ArrayLike<number>,
  isBefore: (a: number, b: number) => boolean,
): Uint32Array<ArrayBuffer> {
  const merged = words(old.length + added.length);
  let [from, more] = [0, 0];
  for (let at = 0; at < merged.length; at++) {
    const [a, b] = [old[from], added[more]];
    if (a !== undefined && (b === undefined || !isBefore(b, a))) {
      merged[at] = a;
      from++;
    } else {
      merged[at] = b ?? 0;
      more++;
    }
  }
  return merged;
}

/** Terms one after the other in one string: the language's own substring search is the fastest there is. */
function createJoinedTerms() {
  let joined = "\n";
  let starts = words(1024);
  const ids: number[] = [];
  let waiting: string[] = [];
  let length = 1;

  function add(id: number, term: string): void {
    starts = roomFor(starts, ids.length + 1, words);
    starts[ids.length] = length;
    ids.push(id);
    waiting.push(term);
    length += term.length + 1;
  }

  function holding(part: string): number[] {
    if (waiting.length > 0) joined += `${waiting.join("\n")}\n`;
    waiting = [];
    const found: number[] = [];
    let at = joined.indexOf(part);
    while (at >= 0) {
      const place = placeAt(at);
      if (at > (starts[place] ?? 0)) found.push(ids[place] ?? 0);
      // On to the next term: one occurrence is enough.
      at = place + 1 < ids.length ? joined.indexOf(part, starts[place + 1]) : -1;
    }
    return found;
  }

  /** The place of the last term that begins at or before `at`. */
  function placeAt(at: number): number {
    let [low, high] = [0, ids.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low;
  }

  return { add, holding };
}
