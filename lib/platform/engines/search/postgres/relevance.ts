import { slipsForgiven } from "../text/distance";
import type { Understanding } from "../text/matches";
import { type ParsedQuery, singularOf } from "../text/query";

import { type Asking, takeApart } from "./compounds";
import { ALL_BITS, NAME_BIT, NAME_WEIGHT, WEIGHT_OF_BITS } from "./fields";
import { bytes, roomFor, words } from "./growing";
import type { Mirror } from "./mirror";
import { slotOf } from "./postings";
import type { Near, Vocabulary } from "./vocabulary";

/** The documents that a query finds, and how its words were understood. */
export type Findings = {
  slots: Uint32Array;
  /** Below 2^28, by slot. Valid until the next query. */
  scores: Uint32Array;
  understood: readonly Understanding[];
};

/** Working memory of one query at a time: nothing waits while it is in use. `best` and `accounts` are zero between two. */
type Scratch = { best: Uint8Array; accounts: Uint32Array; scores: Uint32Array };

/** Fewer documents than these, and a word is also taken for a slip or for an inner part. */
const FEW = 10;
/** Inner parts of names are looked for always, unless they are so short that they are everywhere. */
const INNER_PART_MIN = 4;
const INNER_PART_MIN_WHEN_FEW = 3;

// How a word was found in a document, in one byte: the manner, the weight of the field, whether it was exact.
const [INSIDE, SLIP, WORD] = [1, 2, 3] as const;
type Manner = typeof INSIDE | typeof SLIP | typeof WORD;
const foundAs = (manner: number, weight: number, exact: number): number =>
  (manner << 5) | (weight << 1) | exact;

// A document's account, in 24 bits: how many words of the query it has as words, by slips, and inside others,
// four bits each; how many of those in its name, four bits; and the weights of the fields, eight.
const UNITS = [0, 2 ** 12, 2 ** 16, 2 ** 20] as const;
const NAME_UNIT = 2 ** 8;

// The score: whether the name is what was asked for or begins so, the account, and how much of the name was asked for.
const NAME_EXACT = 2 ** 27;
const NAME_BEGINS = 2 ** 26;

/** Makes the function that finds and scores, with its working memory. */
export function createRelevance(mirror: Mirror) {
  const scratch: Scratch = { best: bytes(0), accounts: words(0), scores: words(0) };

  /**
   * Everything is decided by what the asker may see: the answer is the same as if nothing else existed.
   */
  return function findRelevant(asked: Asking): Findings {
    const asking = { ...asked, query: takeApart(mirror, asked) };
    scratch.best = roomFor(scratch.best, mirror.slots(), bytes);
    scratch.accounts = roomFor(scratch.accounts, mirror.slots(), words);
    scratch.scores = roomFor(scratch.scores, mirror.slots(), words);
    const understood: Understanding[] = [];
    const found: number[] = [];
    let known = 0;
    for (const word of asking.query.words) {
      const { hits, understanding } = findWord(mirror, scratch, { ...asking, word });
      understood.push(understanding);
      if (hits.length > 0) known++;
      credit(scratch, hits, found);
    }
    const slots = withNamed(mirror, asking, atLeastHalf(scratch, found, known));
    score(mirror, scratch, asking.query, slots);
    for (const slot of found) scratch.accounts[slot] = 0;
    return { slots, scores: scratch.scores, understood };
  };
}

type Look = (term: number, manner: Manner, exact: number, fields?: number) => void;

function findWord(mirror: Mirror, scratch: Scratch, { isVisible, fields, word }: Asking & { word: string }) {
  const { vocabulary } = mirror;
  const hits: number[] = [];
  const look: Look = (term, manner, exact, among = ALL_BITS) => {
    lookUp(mirror, scratch, { term, manner, exact, hits, isVisible, fields: among & fields });
  };

  const singular = singularOf(word);
  lookForWord(vocabulary, word, singular, look);
  const isRare = hits.length < FEW;
  const slips = isRare ? slipsForgiven(word) : 0;
  const near = new Set<string>();
  const lookNear = ({ id, distance }: Near) => {
    near.add(vocabulary.termOf(id));
    look(id, SLIP, distance === 1 ? 1 : 0);
  };
  if (slips > 0) vocabulary.near(word, slips).forEach(lookNear);
  const inside = insideOf(word, isRare);
  if (inside !== "nowhere")
    for (const term of vocabulary.holding(word, inside)) look(term, INSIDE, 0, FIELDS_INSIDE[inside]);
  // A word may be wrong before it is complete. Anything else that it might be comes first.
  if (slips > 0 && hits.length === 0) vocabulary.beginningNear(word, slips).forEach(lookNear);
  return { hits, understanding: { word, singular, isNear: (term: string) => near.has(term), inside } };
}

const FIELDS_INSIDE = { names: NAME_BIT, everywhere: ALL_BITS } as const;

/** The word itself, words that begin with it, and its singular. */
function lookForWord(vocabulary: Vocabulary, word: string, singular: string | null, look: Look): void {
  // One letter begins nearly everything.
  const among = word.length > 1 ? ALL_BITS : NAME_BIT;
  const whole = vocabulary.idOf(word);
  if (whole !== 0) look(whole, WORD, 1);
  for (const term of vocabulary.beginningWith(word)) if (term !== whole) look(term, WORD, 0, among);
  if (singular !== null) look(vocabulary.idOf(singular), WORD, 1);
}

function insideOf(word: string, isRare: boolean): Understanding["inside"] {
  if (isRare) return word.length >= INNER_PART_MIN_WHEN_FEW ? "everywhere" : "nowhere";
  return word.length >= INNER_PART_MIN ? "names" : "nowhere";
}

type LookUp = {
  term: number;
  manner: Manner;
  exact: number;
  fields: number;
  isVisible: Uint8Array;
  hits: number[];
};

/** Notes for every visible document with the term the best way in which the word was found there. */
function lookUp(mirror: Mirror, scratch: Scratch, asked: LookUp): void {
  const { entries, start, end, newer } = mirror.postings.of(asked.term);
  const audiences = mirror.audiences();
  note(entries, { ...asked, start, end, audiences, best: scratch.best });
  note(newer, { ...asked, start: 0, end: newer.length, audiences, best: scratch.best });
}

type Stretch = LookUp & { start: number; end: number; audiences: Uint32Array; best: Uint8Array };

function note(postings: ArrayLike<number>, stretch: Stretch): void {
  const { start, end, fields, isVisible, audiences, best, hits, manner, exact } = stretch;
  for (let at = start; at < end; at++) {
    const posting = postings[at] ?? 0;
    const slot = slotOf(posting);
    const bits = posting & fields;
    if (bits === 0 || isVisible[audiences[slot] ?? 0] !== 1) continue;
    const value = foundAs(manner, WEIGHT_OF_BITS[bits] ?? 0, exact);
    const old = best[slot] ?? 0;
    if (old === 0) hits.push(slot);
    if (value > old) best[slot] = value;
  }
}

/** Enters the finds of one word into the accounts of the documents. */
function credit({ best, accounts }: Scratch, hits: readonly number[], found: number[]): void {
  for (const slot of hits) {
    const value = best[slot] ?? 0;
    const weight = (value >>> 1) & 15;
    const account = accounts[slot] ?? 0;
    if (account === 0) found.push(slot);
    accounts[slot] =
      account + (UNITS[value >>> 5] ?? 0) + (weight === NAME_WEIGHT ? NAME_UNIT : 0) + (value & 31);
    best[slot] = 0;
  }
}

const wordsFound = (account: number): number =>
  ((account >>> 20) & 15) + ((account >>> 16) & 15) + ((account >>> 12) & 15);

/** Unknown words do not count. Of the others a document must have half, or as many as the best one has. */
function atLeastHalf({ accounts }: Scratch, found: readonly number[], known: number): number[] {
  let most = 0;
  for (const slot of found) most = Math.max(most, wordsFound(accounts[slot] ?? 0));
  const least = Math.min(Math.ceil(known / 2), most);
  return found.filter((slot) => wordsFound(accounts[slot] ?? 0) >= least);
}

/** Whoever asks for an id means that document. */
function withNamed(mirror: Mirror, { query, isVisible }: Asking, slots: number[]): Uint32Array {
  const named = mirror.slotOf(query.id);
  const isMissing =
    named !== null && isVisible[mirror.audiences()[named] ?? 0] === 1 && !slots.includes(named);
  return Uint32Array.from(isMissing ? [...slots, named] : slots);
}

function score(mirror: Mirror, { accounts, scores }: Scratch, query: ParsedQuery, slots: Uint32Array): void {
  const places = mirror.orders.places("name");
  const { start, end } =
    query.key === "" ? { start: 0, end: 0 } : mirror.orders.namesBeginningWith(query.key);
  const named = mirror.slotOf(query.id);

  function nameScore(slot: number): number {
    if (slot === named) return NAME_EXACT;
    const place = places[slot] ?? 0;
    if (place < start || place >= end) return 0;
    return mirror.orders.nameKeyOf(slot) === query.key ? NAME_EXACT : NAME_BEGINS;
  }

  for (const slot of slots) {
    const account = accounts[slot] ?? 0;
    const share = shareOfName((account >>> 8) & 15, mirror.nameWordsOf(slot));
    scores[slot] = nameScore(slot) + (account >>> 8) * 1024 + share * 256 + (account & 255);
  }
}

/** How much of a name was asked for: of names with the same words the shorter comes first. */
function shareOfName(asked: number, all: number): number {
  if (asked === 0) return 0;
  if (asked >= all) return 3;
  return asked * 2 >= all ? 2 : 1;
}
