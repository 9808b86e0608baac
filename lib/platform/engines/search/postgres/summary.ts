import { facetValuesOf } from "../facet-values";
import { FACETS, type SearchDocument } from "../model";
import { nameKeyOf } from "../text/words";

/**
 * What filters, facets and orders need of a document: a tuple, because tens of thousands are read at once.
 * Facet values are pairs of id and label, in the order of FACETS.
 */
export type Summary = readonly [
  nameKey: string,
  visibleTo: string,
  boost: number,
  createdMs: number,
  updatedMs: number,
  values: readonly (readonly (readonly [id: string, label: string])[])[],
];

export function summaryOf(document: SearchDocument): Summary {
  return [
    nameKeyOf(document.name),
    document.visibleTo,
    document.boost,
    Date.parse(document.createdAt),
    Date.parse(document.updatedAt),
    FACETS.map((facet) => facetValuesOf(document, facet)),
  ];
}
