import type { Mesh, MeshProduct } from "./mesh";
import { createRandom, type Random } from "./random";

/** What somebody types, and which names it is meant to find. */
export type Probe = {
  text: string;
  words: readonly string[];
  means: (nameWords: readonly string[]) => boolean;
};

export const PROBE_KINDS = ["words", "transposition", "omission", "substitution", "inner part"] as const;
export type ProbeKind = (typeof PROBE_KINDS)[number];

const WORDS_MAX = 3;
/** A slip in a shorter word makes another word. */
const SLIP_LENGTH_MIN = 5;
const PART_LENGTH_MIN = 4;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** One to three words of the names of products, one of them wrong or cut as the kind says. */
export function createProbes({ products }: Mesh, kind: ProbeKind, count: number): Probe[] {
  const random = createRandom(PROBE_KINDS.indexOf(kind) + 7);
  const probes: Probe[] = [];
  while (probes.length < count) {
    const product = products[random.below(products.length)];
    const words = product ? random.some(nameWordsOf(product), 1 + random.below(WORDS_MAX)) : [];
    const [first] = words.filter((word) => word.length >= SLIP_LENGTH_MIN);
    if (first !== undefined) probes.push(aProbe(kind, { words, first, random }));
  }
  return probes;
}

/** The words of a name, as its id has them: `bench-7-customer-events-daily`. */
export const nameWordsOf = ({ id }: Pick<MeshProduct, "id">): string[] => id.split("-").slice(2);

type Chosen = { words: readonly string[]; first: string; random: Random };

function aProbe(kind: ProbeKind, { words, first, random }: Chosen): Probe {
  const typed = spoilt(kind, first, random);
  const others = words.filter((word) => word !== first);
  const isMeant = (word: string) => (kind === "inner part" ? word.includes(typed) : word === first);
  const asTyped = words.map((word) => (word === first ? typed : word));
  return {
    ...{ text: asTyped.join(" "), words: asTyped },
    means: (nameWords) => nameWords.some(isMeant) && others.every((word) => nameWords.includes(word)),
  };
}

function spoilt(kind: ProbeKind, word: string, random: Random): string {
  const at = random.below(word.length - 1);
  const [left, here, next, right] = [
    word.slice(0, at),
    word.charAt(at),
    word.charAt(at + 1),
    word.slice(at + 2),
  ];
  switch (kind) {
    case "words":
      return word;
    case "transposition":
      // Two equal letters that change places are no slip.
      return here === next ? spoilt(kind, word, random) : left + next + here + right;
    case "omission":
      return left + next + right;
    case "substitution":
      return left + anotherLetter(here, random) + next + right;
    case "inner part":
      return innerPart(word, random);
  }
}

const anotherLetter = (letter: string, random: Random): string =>
  LETTERS.charAt((LETTERS.indexOf(letter) + 1 + random.below(LETTERS.length - 1)) % LETTERS.length);

/** Neither the beginning nor, where there is room, the end of the word. */
function innerPart(word: string, random: Random): string {
  const start = 1 + random.below(word.length - PART_LENGTH_MIN);
  const length = PART_LENGTH_MIN + random.below(word.length - start - PART_LENGTH_MIN + 1);
  return word.slice(start, start + length);
}
