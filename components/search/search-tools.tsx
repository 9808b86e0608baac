"use client";

import { Download, ListFilter } from "lucide-react";
import { type ReactNode, useState } from "react";

import { countOf } from "@/components/catalog/words";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Sheet } from "@/components/ui/dialog";
import { Select } from "@/components/ui/fields";

import { filterCount, SORT_LABELS, SORTS, type SearchState, toQuery, withSort } from "./search-state";

type Props = {
  state: SearchState;
  total: number;
  /** On small screens the filters are in a panel of their own. */
  facets: ReactNode;
  onSort: (next: SearchState) => void;
};

export function SearchTools({ state, total, facets, onSort }: Props) {
  const [isOpen, setOpen] = useState(false);
  const chosen = filterCount(state);
  return (
    <div className="flex flex-1 items-center gap-2 shell:flex-none">
      <Sheet
        title="Filters"
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <Button className="h-10 flex-1 shell:hidden">
            <ListFilter aria-hidden />
            Filters{chosen > 0 && ` (${chosen})`}
          </Button>
        }
      >
        {facets}
        <div className="sticky -bottom-5 -mx-5 mt-5 -mb-5 border-t bg-surface p-4">
          <Button variant="primary" className="w-full" onClick={() => setOpen(false)}>
            Show {countOf(total, "product")}
          </Button>
        </div>
      </Sheet>
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
