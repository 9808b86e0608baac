"use client";

import { X } from "lucide-react";

import { choiceWord, type Labels } from "./labels";
import { type Facet, filterCount, FACETS, type SearchState } from "./search-state";

type Props = {
  state: SearchState;
  labels: Labels;
  onRemove: (facet: Facet, value: string) => void;
  onClear: () => void;
};

/** What narrows the search; each chip takes its filter away. */
export function FilterChips({ state, labels, onRemove, onClear }: Props) {
  if (filterCount(state) === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {FACETS.flatMap((facet) =>
        state.filters[facet].map((value) => {
          return (
            <li key={`${facet} ${value}`}>
              <button
                type="button"
                onClick={() => onRemove(facet, value)}
                className="inline-flex min-h-7 max-w-80 items-center gap-1 rounded-md bg-accent-wash px-2 text-sm font-medium text-accent pointer-coarse:min-h-9"
              >
                <span className="sr-only">Remove the filter </span>
                <span className="truncate">{choiceWord(labels, facet, value)}</span>
                <X aria-hidden className="size-3.5 shrink-0 stroke-2" />
              </button>
            </li>
          );
        }),
      )}
      <li>
        <button
          type="button"
          onClick={onClear}
          className="min-h-7 rounded-sm px-1.5 text-sm font-medium text-soft hover:text-ink hover:underline"
        >
          Clear all
        </button>
      </li>
    </ul>
  );
}
