import { z } from "zod";

import { editDistance } from "@/lib/platform/engines/search/text/distance";

export const StubSettings = z.object({
  searchableAttributes: z.array(z.string()).default([]),
  filterableAttributes: z.array(z.string()).default([]),
  sortableAttributes: z.array(z.string()).default([]),
  displayedAttributes: z.array(z.string()).default(["*"]),
  rankingRules: z.array(z.string()).default(["words", "typo", "proximity", "attribute", "sort", "exactness"]),
  stopWords: z.array(z.string()).default([]),
  typoTolerance: z
    .object({
      minWordSizeForTypos: z.object({ oneTypo: z.number(), twoTypos: z.number() }),
      disableOnAttributes: z.array(z.string()).default([]),
    })
    .default({ minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnAttributes: [] }),
});
export type StubSettings = z.infer<typeof StubSettings>;

export const StubQuery = z.object({
  indexUid: z.string(),
  q: z.string().default(""),
  page: z.number().int().min(1),
  hitsPerPage: z.number().int().min(0),
  filter: z.array(z.string()).default([]),
  facets: z.array(z.string()).default([]),
  sort: z.array(z.string()).default([]),
  attributesToRetrieve: z.array(z.string()).optional(),
  attributesToSearchOn: z.array(z.string()).optional(),
  matchingStrategy: z.enum(["all", "last", "frequency"]).default("last"),
});
export type StubQuery = z.infer<typeof StubQuery>;

export type StubDocument = Record<string, unknown>;

/** How one word was found in a document. */
type Find = { typos: number; attribute: number; position: number; isWhole: boolean };
type Ranked = { document: StubDocument; finds: (Find | null)[]; exactness: number };

/** The documents that the query finds, best first: what Meilisearch documents of its ranking, the slow way. */
export function rank(
  documents: readonly StubDocument[],
  query: StubQuery,
  settings: StubSettings,
): StubDocument[] {
  const admitted = documents.filter((document) =>
    query.filter.every((filter) => satisfies(document, filter, settings)),
  );
  const words = query.q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "" && !settings.stopWords.includes(word));
  const attributes = query.attributesToSearchOn ?? settings.searchableAttributes;
  const ranked = admitted.map((document): Ranked => ({
    document,
    finds: words.map((word, nth) =>
      find(document, { word, isLast: nth === words.length - 1 }, attributes, settings),
    ),
    exactness: exactnessOf(document, words, attributes),
  }));
  return matching(ranked, words, query.matchingStrategy)
    .sort((a, b) => compareBy(rulesOf(query, settings), a, b))
    .map(({ document }) => document);
}

/** Documents with all words; then, as long as there is one left, with one word fewer: the last, or the most frequent. */
function matching(
  ranked: readonly Ranked[],
  words: readonly string[],
  strategy: StubQuery["matchingStrategy"],
): Ranked[] {
  const frequency = words.map((_, nth) => ranked.filter(({ finds }) => finds[nth]).length);
  const kept = words.map((_, nth) => nth);
  if (strategy === "frequency") kept.sort((a, b) => (frequency[a] ?? 0) - (frequency[b] ?? 0));
  const least = strategy === "all" ? kept.length : Math.min(1, kept.length);
  return ranked.filter(({ finds }) => kept.slice(0, least).every((nth) => finds[nth]));
}

function find(
  document: StubDocument,
  { word, isLast }: { word: string; isLast: boolean },
  attributes: readonly string[],
  settings: StubSettings,
): Find | null {
  const finds = attributes.flatMap((name, attribute) => {
    const max = slipsAllowed(word, name, settings);
    return tokensOf(document[name]).flatMap((token, position): Find[] => {
      const typos = isLast && token.startsWith(word) ? 0 : editDistance(word, token, max);
      return typos > max ? [] : [{ typos, attribute, position, isWhole: token === word }];
    });
  });
  const better = (a: Find, b: Find) =>
    a.typos - b.typos ||
    Number(b.isWhole) - Number(a.isWhole) ||
    a.attribute - b.attribute ||
    a.position - b.position;
  return finds.sort(better)[0] ?? null;
}

function slipsAllowed(word: string, attribute: string, { typoTolerance }: StubSettings): number {
  const { minWordSizeForTypos, disableOnAttributes } = typoTolerance;
  if (disableOnAttributes.includes(attribute) || word.length < minWordSizeForTypos.oneTypo) return 0;
  return word.length < minWordSizeForTypos.twoTypos ? 1 : 2;
}

/** 2: an attribute is exactly what was asked. 1: one begins with it. 0: neither. */
function exactnessOf(
  document: StubDocument,
  words: readonly string[],
  attributes: readonly string[],
): number {
  const asked = words.join(" ");
  const texts = attributes.flatMap((name) => textsOf(document[name])).map((text) => tokensOf(text).join(" "));
  if (texts.includes(asked)) return 2;
  return texts.some((text) => text.startsWith(`${asked} `)) ? 1 : 0;
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];

const tokensOf = (value: unknown): string[] =>
  textsOf(value).flatMap((text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFC")
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/u)
      .filter((token) => token !== ""),
  );

const rulesOf = (query: StubQuery, settings: StubSettings): string[] =>
  settings.rankingRules.flatMap((rule) => (rule === "sort" ? query.sort : [rule]));

function compareBy(rules: readonly string[], a: Ranked, b: Ranked): number {
  for (const rule of rules) {
    const difference = compareByRule(rule, a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}

const sum = (finds: Ranked["finds"], of: (find: Find) => number): number =>
  finds.reduce((total, each) => total + (each ? of(each) : 0), 0);

function compareByRule(rule: string, a: Ranked, b: Ranked): number {
  const fewest = (of: (find: Find) => number) => sum(a.finds, of) - sum(b.finds, of);
  switch (rule) {
    case "words":
      return -fewest(() => 1);
    case "typo":
      return fewest(({ typos }) => typos);
    case "attribute":
      return fewest(({ attribute }) => attribute) || fewest(({ position }) => position);
    case "exactness":
      return b.exactness - a.exactness || -fewest(({ isWhole }) => (isWhole ? 1 : 0));
    case "proximity":
      return 0;
    default:
      return compareByAttribute(rule, a.document, b.document);
  }
}

function compareByAttribute(rule: string, a: StubDocument, b: StubDocument): number {
  const [name = "", direction] = rule.split(":");
  const [left, right] = [a[name], b[name]];
  const order =
    typeof left === "number" && typeof right === "number"
      ? left - right
      : String(left) < String(right)
        ? -1
        : String(left) > String(right)
          ? 1
          : 0;
  return direction === "desc" ? -order : order;
}

const IN = /^(\w+) IN \[(.*)\]$/;

/** The one form of filter that is used: an attribute and a list of quoted values. */
function satisfies(document: StubDocument, filter: string, { filterableAttributes }: StubSettings): boolean {
  const [, attribute = "", list = ""] = IN.exec(filter) ?? [];
  if (!filterableAttributes.includes(attribute)) throw new Error(`Attribute ${attribute} is not filterable.`);
  const values = Array.from(list.matchAll(/"([^"]*)"/g), ([, value = ""]) => value.toLowerCase());
  return textsOf(document[attribute]).some((value) => values.includes(value.toLowerCase()));
}

/** How many documents have each value. */
export function distribution(documents: readonly StubDocument[], facets: readonly string[]) {
  return Object.fromEntries(
    facets.map((facet) => {
      const counts: Record<string, number> = {};
      for (const value of documents.flatMap((document) => textsOf(document[facet])))
        counts[value] = (counts[value] ?? 0) + 1;
      return [facet, counts];
    }),
  );
}
