import { isUnspaced, nameKeyOf, spokenWordsOf, wordsOf } from "./words";

/** What a text asks for. `words` is bounded; `key` is the name, and `id` the id, that the text would be. */
export type ParsedQuery = { words: readonly string[]; key: string; id: string };

/** More words than these add nothing but work. */
export const WORDS_MAX = 15;
const TEXT_LENGTH_MAX = 2000;

/** Words that say nothing about data. They count only when a query has no others. */
export const STOP_WORDS: readonly string[] = (
  "a an and are as at be been but by can do does for from had has have how i if in into is its me my no not of on or our " +
  "so such than that the their them then there these they this to was we were what when where which who will with you your"
).split(" ");
const isStopWord = new Set(STOP_WORDS);

/** Reads what was typed; never fails. A text without letters, digits or signs has no words. */
export function parseQuery(typed: string): ParsedQuery {
  const text = typed.slice(0, TEXT_LENGTH_MAX);
  const all = [...new Set(spokenWordsOf(text).flatMap(pairsOf))];
  const telling = all.filter((word) => !isStopWord.has(word));
  return {
    words: (telling.length > 0 ? telling : all).slice(0, WORDS_MAX),
    key: nameKeyOf(text),
    id: text.trim(),
  };
}

/** Without spaces, neighbouring signs stand for words. */
function pairsOf(word: string): string[] {
  if (!isUnspaced(word)) return [word];
  const grams = wordsOf(word).map(({ term }) => term);
  const pairs = grams.filter((gram) => Array.from(gram).length === 2);
  return pairs.length > 0 ? pairs : grams;
}

/** The singular of an English plural, or null. `orders` also means `order`. */
export function singularOf(word: string): string | null {
  if (word.length < 4 || !word.endsWith("s") || word.endsWith("ss")) return null;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}
