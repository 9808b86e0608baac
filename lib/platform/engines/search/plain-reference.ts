import { byFacet, mostFrequent } from "./facet-values";
import type { EngineQuery, Facet, FacetCount, SearchDocument } from "./model";

/**
 * What an engine must answer, found the slow and plain way: every document is looked at, for every facet anew.
 * Tests compare engines with it.
 */
export function answerInPlain(
  documents: readonly SearchDocument[],
  { filters, visibility }: Pick<EngineQuery, "filters" | "visibility">,
  isFound: (document: SearchDocument) => boolean,
): { ids: string[]; facets: Record<Facet, FacetCount[]> } {
  const visible = documents.filter(
    (document) => isFound(document) && (visibility === null || visibility.includes(document.visibleTo)),
  );
  const satisfies = (document: SearchDocument, except: Facet | null) =>
    choicesIn(filters).every(
      ([facet, values]) =>
        facet === except || valuesOf(document, facet).some(([value]) => values.includes(value)),
    );
  return {
    ids: visible.filter((document) => satisfies(document, null)).map(({ id }) => id),
    facets: byFacet((facet) =>
      countIn(
        visible.filter((document) => satisfies(document, facet)),
        facet,
      ),
    ),
  };
}

const choicesIn = (filters: EngineQuery["filters"]): [Facet, readonly string[]][] =>
  Object.entries(filters).flatMap(([name, values]) => {
    const facet = NAMES.find((candidate) => candidate === name);
    return facet && values.length > 0 ? [[facet, values]] : [];
  });

function countIn(documents: readonly SearchDocument[], facet: Facet): FacetCount[] {
  const counts = new Map<string, FacetCount>();
  for (const [value, label] of documents.flatMap((document) => valuesOf(document, facet)))
    counts.set(value, { value, label, count: (counts.get(value)?.count ?? 0) + 1 });
  return mostFrequent([...counts.values()].map((count) => ({ ...count, isChosen: false })));
}

const NAMES: readonly Facet[] = [
  "domain",
  "team",
  "status",
  "type",
  "portType",
  "classification",
  "tag",
  "personalData",
];

function valuesOf(document: SearchDocument, facet: Facet): [string, string][] {
  if (facet === "domain" || facet === "team") {
    const value = document[facet];
    return value ? [[value.id, value.label]] : [];
  }
  if (facet === "portType" || facet === "tag") {
    const values = facet === "tag" ? document.tags : document.portTypes;
    return [...new Set(values)].map((value) => [value, value]);
  }
  const value = document[facet];
  return value === null ? [] : [[String(value), String(value)]];
}
