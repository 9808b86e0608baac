import { productTypeWord } from "@/components/catalog/words";
import type { SearchAnswer } from "@/lib/search/model";

import { FACET_LABELS, type Facet, FACETS } from "./search-state";

/** Facet and value → what people call it. */
export type Labels = ReadonlyMap<string, string>;

const keyOf = (facet: Facet, value: string): string => `${facet} ${value}`;

/** What an answer calls its values, added to what is known: a filter keeps its name when nothing is left of it. */
export function labelsOf(answer: SearchAnswer | undefined, known: Labels): Labels {
  if (!answer) return known;
  const found = FACETS.flatMap((facet) =>
    answer.facets[facet].map(({ value, label }): [string, string] => [keyOf(facet, value), label]),
  );
  return new Map([...known, ...found]);
}

export function valueWord(labels: Labels, facet: Facet, value: string): string {
  if (facet === "type") return productTypeWord(value);
  if (facet === "personalData") return value === "true" ? "contains personal data" : "none";
  return labels.get(keyOf(facet, value)) ?? value;
}

/** “Domain: Payments”. */
export const choiceWord = (labels: Labels, facet: Facet, value: string): string =>
  `${FACET_LABELS[facet]}: ${valueWord(labels, facet, value)}`;
