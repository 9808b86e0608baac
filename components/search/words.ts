import { productTypeWord } from "@/components/catalog/words";

import { FACET_LABELS, type Facet } from "./search-state";

/** A facet's value as people say it. */
export function valueWord(facet: Facet, value: string, label = value): string {
  if (facet === "type") return productTypeWord(value);
  if (facet === "personalData") return value === "true" ? "contains personal data" : "none";
  return label;
}

/** “Domain: Payments”. */
export const choiceWord = (facet: Facet, value: string, label?: string): string =>
  `${FACET_LABELS[facet]}: ${valueWord(facet, value, label)}`;
