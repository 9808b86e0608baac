import "server-only";

import type { Meilisearch, MultiSearchQuery, MultiSearchResult } from "meilisearch";

import { byFacet, mostFrequent } from "../facet-values";
import {
  type EngineHit,
  type EngineQuery,
  type Facet,
  type FacetCount,
  FACETS,
  SearchDocument,
  type Sort,
} from "../model";
import { editDistance, slipsForgiven } from "../text/distance";
import { findMatches, rangesIn, type Understanding } from "../text/matches";
import { parseQuery, singularOf } from "../text/query";

import { attributeOf, fromHex, hexOf } from "./documents";
import { NAME_ATTRIBUTES } from "./settings";

type Source = { client: Meilisearch; index: string };
type Answer = { hits: EngineHit[]; total: number; facets: Record<Facet, FacetCount[]> };

/** Meilisearch itself looks at no more words. */
const WORDS_MAX = 10;
/** No document has it. */
const NOBODY = "-";

/**
 * Asks for one page and the total. Words of which Meilisearch knows nothing can keep it from finding the others:
 * when nothing is found, it is asked again with those that find something alone.
 */
export async function search(source: Source, query: EngineQuery): Promise<Answer> {
  const words = parseQuery(query.text).words.slice(0, WORDS_MAX);
  const answer = await searchFor(source, query, words);
  if (answer.total > 0 || words.length < 2) return answer;
  const known = await wordsThatFind(source, query, words);
  return known.length === 0 || known.length === words.length ? answer : searchFor(source, query, known);
}

/** Every facet in which there is a choice is counted without that choice. */
async function searchFor(source: Source, query: EngineQuery, words: readonly string[]): Promise<Answer> {
  const chosen = FACETS.filter((facet) => (query.filters[facet] ?? []).length > 0);
  const base = { indexUid: source.index, q: words.join(" "), matchingStrategy: "frequency" } as const;
  const page = pageOf(query);
  const main: MultiSearchQuery = {
    ...base,
    ...page.asked,
    filter: filterOf(query, null),
    facets: FACETS.map(countedIn),
    ...sortOf(query.sort, words.length > 0),
  };
  const others = chosen.map((facet): MultiSearchQuery => ({
    ...base,
    hitsPerPage: 1,
    page: 1,
    attributesToRetrieve: [],
    filter: filterOf(query, facet),
    facets: [countedIn(facet)],
  }));
  const { results } = await source.client.multiSearch({ queries: [main, ...others] });
  const [first, ...rest] = results;
  const understood = words.map(understand);
  const documents = documentsIn(first).slice(page.skip, page.skip + query.limit);
  return {
    hits: documents.map((document) => ({ document, matches: findMatches(document, understood) })),
    total: first?.totalHits ?? 0,
    facets: byFacet((facet) =>
      countsOf(facet, rest[chosen.indexOf(facet)] ?? first, query.filters[facet] ?? []),
    ),
  };
}

/** Names alone. */
export async function suggest(
  source: Source,
  query: Pick<EngineQuery, "text" | "visibility" | "limit">,
): Promise<{ document: SearchDocument; ranges: [number, number][] }[]> {
  const words = parseQuery(query.text).words.slice(0, WORDS_MAX);
  const { results } = await source.client.multiSearch({
    queries: [
      {
        indexUid: source.index,
        q: words.join(" "),
        matchingStrategy: "frequency",
        attributesToSearchOn: NAME_ATTRIBUTES,
        hitsPerPage: query.limit,
        page: 1,
        filter: filterOf({ filters: {}, visibility: query.visibility }, null),
        ...sortOf("relevance", words.length > 0),
      },
    ],
  });
  const understood = words.map(understand);
  return documentsIn(results[0]).map((document) => ({
    document,
    ranges: rangesIn("name", document.name, understood),
  }));
}

async function wordsThatFind(
  { client, index }: Source,
  { visibility }: EngineQuery,
  words: readonly string[],
): Promise<string[]> {
  const filter = filterOf({ filters: {}, visibility }, null);
  const queries = words.map((q): MultiSearchQuery => ({
    indexUid: index,
    q,
    hitsPerPage: 1,
    page: 1,
    attributesToRetrieve: [],
    filter,
  }));
  const { results } = await client.multiSearch({ queries });
  return words.filter((_, nth) => (results[nth]?.totalHits ?? 0) > 0);
}

/** Pages are counted, so that totals are exact. A page that begins in between is cut out of all before it. */
function pageOf({ offset, limit }: EngineQuery): {
  asked: { page: number; hitsPerPage: number };
  skip: number;
} {
  if (limit > 0 && offset % limit === 0)
    return { asked: { page: offset / limit + 1, hitsPerPage: limit }, skip: 0 };
  return { asked: { page: 1, hitsPerPage: Math.max(1, offset + limit) }, skip: offset };
}

function sortOf(sort: Sort, hasWords: boolean): { sort?: string[] } {
  switch (sort) {
    case "relevance":
      return hasWords ? {} : { sort: ["boost:desc", "name:asc", "key:asc"] };
    case "name":
      return { sort: ["name:asc", "key:asc"] };
    case "-updated":
      return { sort: ["updatedMs:desc", "name:asc", "key:asc"] };
    case "-created":
      return { sort: ["createdMs:desc", "name:asc", "key:asc"] };
  }
}

function filterOf(
  { filters, visibility }: Pick<EngineQuery, "filters" | "visibility">,
  except: Facet | null,
): string[] {
  const choices = FACETS.filter((facet) => facet !== except).flatMap((facet) => {
    const values = filters[facet] ?? [];
    return values.length > 0 ? [anyOf(attributeOf(facet), values)] : [];
  });
  return visibility === null ? choices : [anyOf("visibleTo", visibility), ...choices];
}

/** Hex needs no quoting. Without a value, no document: an empty list must never mean everything. */
const anyOf = (attribute: string, values: readonly string[]): string =>
  `${attribute} IN [${
    values.length > 0
      ? values
          .map(hexOf)
          .map((hex) => `"${hex}"`)
          .join(", ")
      : `"${NOBODY}"`
  }]`;

/** The attribute that a facet is counted by. */
const countedIn = (facet: Facet): string =>
  facet === "domain" || facet === "team" ? `${facet}Label` : attributeOf(facet);

function countsOf(
  facet: Facet,
  result: MultiSearchResult<Record<string, unknown>> | undefined,
  chosen: readonly string[],
): FacetCount[] {
  const distribution = result?.facetDistribution?.[countedIn(facet)] ?? {};
  const counts = Object.entries(distribution).map(([hex, count]) => {
    const [value = "", label = value] = hex.split(".").map(fromHex);
    return { value, label, count, isChosen: chosen.includes(value) };
  });
  return mostFrequent(counts);
}

const documentsIn = (result: MultiSearchResult<Record<string, unknown>> | undefined): SearchDocument[] =>
  (result?.hits ?? []).map(({ document }) => SearchDocument.parse(JSON.parse(String(document))));

/**
 * How Meilisearch understands a word. Where it was found is worked out here, because it tells offsets in bytes of
 * the words that the index was given, not of the texts that people see.
 */
const understand = (word: string): Understanding => ({
  word,
  singular: singularOf(word),
  isNear: (term) => editDistance(word, term, slipsForgiven(word)) <= slipsForgiven(word),
  inside: word.length > 2 ? "names" : "nowhere",
});
