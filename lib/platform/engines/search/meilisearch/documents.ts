import "server-only";

import { sha256 } from "@/lib/platform/crypto";

import { facetValuesOf } from "../facet-values";
import { type Facet, FACETS, type SearchDocument } from "../model";
import { nameKeyOf, spokenWordsOf, wordsOf } from "../text/words";

const INNER_LENGTH_MIN = 3;

/** Ids may hold what Meilisearch forbids in keys. */
export const keyOf = (id: string): string => sha256(id);

export function toIndexed(document: SearchDocument) {
  const columns = document.columns.map(({ name }) => name);
  return {
    key: keyOf(document.id),
    name: nameKeyOf(document.name),
    nameCompounds: compoundsOf([document.name]),
    nameInner: innerPartsOf([document.name]),
    tags: document.tags.map(nameKeyOf),
    domain: document.domain?.label ?? "",
    team: document.team.label,
    people: document.people,
    columns: columns.map(nameKeyOf),
    columnCompounds: compoundsOf(columns),
    columnInner: innerPartsOf(columns),
    description: document.description,
    columnDescriptions: document.columns.map(({ description }) => description),
    ...Object.fromEntries(FACETS.map((facet) => [attributeOf(facet), valuesOf(document, facet)])),
    domainLabel: labelledValue(document.domain),
    teamLabel: labelledValue(document.team),
    visibleTo: hexOf(document.visibleTo),
    boost: document.boost,
    createdMs: Date.parse(document.createdAt),
    updatedMs: Date.parse(document.updatedAt),
    document: JSON.stringify(document),
  };
}

export const attributeOf = (facet: Facet): string => `facet${facet.charAt(0).toUpperCase()}${facet.slice(1)}`;

/** Meilisearch compares without regard to case: in hex, what differs stays different. */
export const hexOf = (value: string): string => Buffer.from(value).toString("hex");
export const fromHex = (hex: string): string => Buffer.from(hex, "hex").toString();

const valuesOf = (document: SearchDocument, facet: Facet): string[] =>
  facetValuesOf(document, facet).map(([id]) => hexOf(id));

const labelledValue = (value: { id: string; label: string } | null): string | null =>
  value && `${hexOf(value.id)}.${hexOf(value.label)}`;

/** What names are also found by, besides their words. */
function compoundsOf(names: readonly string[]): string[] {
  const spoken = new Set(names.flatMap(spokenWordsOf));
  const terms = names.flatMap((name) => wordsOf(name).map(({ term }) => term));
  return [...new Set(terms)].filter((term) => !spoken.has(term));
}

/** Meilisearch finds beginnings only: with every ending of a word as a word it finds every inner part. */
function innerPartsOf(names: readonly string[]): string[] {
  const parts = names.flatMap(spokenWordsOf).flatMap((word) => {
    const signs = Array.from(word);
    return signs
      .slice(1, signs.length - INNER_LENGTH_MIN + 1)
      .map((_, index) => signs.slice(index + 1).join(""));
  });
  return [...new Set(parts)];
}
