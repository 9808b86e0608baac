"use client";

import { Download, ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";

import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/fields";

import { filterCount, SORT_LABELS, SORTS, type SearchState, toQuery, withSort } from "./search-state";

const FilterSheet = dynamic(() => import("./filter-sheet").then((module) => module.FilterSheet), {
  ssr: false,
});

type Props = {
  state: SearchState;
  total: number;
  /** On small screens the filters are in a panel of their own. */
  facets: ReactNode;
  onSort: (next: SearchState) => void;
};

export function SearchTools({ state, total, facets, onSort }: Props) {
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const chosen = filterCount(state);
  function openFilters(): void {
    setWanted(true);
    setOpen(true);
  }

  return (
    <div className="flex flex-1 items-center gap-2 shell:flex-none">
      <Button className="h-10 flex-1 shell:hidden" aria-haspopup="dialog" onClick={openFilters}>
        <ListFilter aria-hidden />
        Filters{chosen > 0 && ` (${chosen})`}
      </Button>
      {isWanted && (
        <FilterSheet total={total} open={isOpen} onOpenChange={setOpen}>
          {facets}
        </FilterSheet>
      )}
      <Select
        aria-label="Order"
        value={state.sort}
        onChange={(event) => {
          const sort = SORTS.find((name) => name === event.target.value);
          if (sort) onSort(withSort(state, sort));
        }}
        className="h-10 w-36"
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_LABELS[sort]}
          </option>
        ))}
      </Select>
      <a
        href={`/api/search/export?${toQuery({ ...state, page: 1 })}`}
        download
        aria-disabled={total === 0}
        className={cn(buttonClass({ variant: "secondary" }), "h-10")}
        title="All results as CSV"
      >
        <Download aria-hidden />
        CSV
      </a>
    </div>
  );
}
