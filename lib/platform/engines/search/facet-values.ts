import type { Facet, FacetCount, SearchDocument } from "./model";

/** More choices than these help nobody; the most frequent are shown. */
const FACET_VALUES_MAX = 100;

type Values = readonly (readonly [id: string, label: string])[];

/** The values that a document has in a facet, each once. Where a value has no label of its own it is its label. */
export const facetValuesOf = (document: SearchDocument, facet: Facet): Values => VALUES[facet](document);

/** The most frequent first, equals by label; a chosen one is never cut off. */
export function mostFrequent(list: readonly (FacetCount & { isChosen: boolean })[]): FacetCount[] {
  return [...list]
    .sort((a, b) => b.count - a.count || compare(a.label, b.label) || compare(a.value, b.value))
    .filter(({ isChosen }, index) => index < FACET_VALUES_MAX || isChosen)
    .map(({ value, label, count }) => ({ value, label, count }));
}

/** One entry for each facet. */
export const byFacet = <T>(make: (facet: Facet) => T): Record<Facet, T> => ({
  domain: make("domain"),
  team: make("team"),
  status: make("status"),
  type: make("type"),
  portType: make("portType"),
  classification: make("classification"),
  tag: make("tag"),
  personalData: make("personalData"),
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const plain = (values: readonly string[]): Values => [...new Set(values)].map((value) => [value, value]);
const labelled = (value: { id: string; label: string } | null): Values =>
  value ? [[value.id, value.label]] : [];
const optional = (value: string | null): Values => (value === null ? [] : [[value, value]]);

const VALUES: Readonly<Record<Facet, (document: SearchDocument) => Values>> = {
  domain: ({ domain }) => labelled(domain),
  team: ({ team }) => labelled(team),
  status: ({ status }) => optional(status),
  type: ({ type }) => optional(type),
  portType: ({ portTypes }) => plain(portTypes),
  classification: ({ classification }) => optional(classification),
  tag: ({ tags }) => plain(tags),
  personalData: ({ personalData }) => optional(String(personalData)),
};
