"use client";

import { useState } from "react";

import { Checkbox } from "@/components/ui/fields";
import { HueDot } from "@/components/ui/hue";
import type { SearchAnswer } from "@/lib/search/model";

import { type Labels, valueWord } from "./labels";
import { FACET_LABELS, type Facet, FACETS, type SearchState } from "./search-state";

const SHOWN = 7;

type Counts = SearchAnswer["facets"][Facet];
type Props = {
  facets: SearchAnswer["facets"];
  labels: Labels;
  state: SearchState;
  onToggle: (facet: Facet, value: string) => void;
};

/** Choices within one facet widen each other, facets narrow each other; counts are exact. */
export function FacetPanel({ facets, labels, state, onToggle }: Props) {
  return (
    <div className="space-y-5">
      {FACETS.map((facet) => (
        <FacetChoices
          key={facet}
          facet={facet}
          labels={labels}
          counts={withChosen(facets[facet], state.filters[facet])}
          chosen={state.filters[facet]}
          onToggle={(value) => onToggle(facet, value)}
        />
      ))}
    </div>
  );
}

/** What is chosen can always be taken back, also where nothing is left of it. */
function withChosen(counts: Counts, chosen: readonly string[]): Counts {
  const missing = chosen.filter((value) => !counts.some((count) => count.value === value));
  return [...counts, ...missing.map((value) => ({ value, label: value, count: 0 }))];
}

type ChoicesProps = {
  facet: Facet;
  labels: Labels;
  counts: Counts;
  chosen: readonly string[];
  onToggle: (value: string) => void;
};

function FacetChoices({ facet, labels, counts, chosen, onToggle }: ChoicesProps) {
  const [showsAll, setShowsAll] = useState(false);
  if (counts.length === 0) return null;
  const shown = counts.filter(({ value }, index) => showsAll || index < SHOWN || chosen.includes(value));

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-semibold">{FACET_LABELS[facet]}</legend>
      {shown.map(({ value, count }) => (
        <label
          key={value}
          className="-mx-1.5 flex min-h-7 items-center gap-2 rounded-sm px-1.5 py-0.5 transition-colors hover:bg-hover pointer-coarse:min-h-9"
        >
          <Checkbox checked={chosen.includes(value)} onChange={() => onToggle(value)} />
          {facet === "domain" && <HueDot id={value} />}
          <span className="min-w-0 flex-1 truncate" title={valueWord(labels, facet, value)}>
            {valueWord(labels, facet, value)}
          </span>
          <span className="text-sm text-faint">
            {count.toLocaleString("en")}
            <span className="sr-only"> products</span>
          </span>
        </label>
      ))}
      {counts.length > SHOWN && (
        <button
          type="button"
          onClick={() => setShowsAll(!showsAll)}
          aria-expanded={showsAll}
          className="mt-0.5 min-h-6 rounded-sm text-sm font-medium text-accent hover:underline"
        >
          {showsAll ? "Show fewer" : `Show all ${counts.length}`}
          <span className="sr-only"> of {FACET_LABELS[facet]}</span>
        </button>
      )}
    </fieldset>
  );
}
