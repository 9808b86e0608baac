"use client";

import type { KeyboardEvent } from "react";

import { countOf } from "@/components/catalog/words";
import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { moveInList } from "@/components/ui/rows";
import type { SearchAnswer } from "@/lib/search/model";

import { SearchHit } from "./search-hit";
import { hrefOf, type SearchState, withPage } from "./search-state";

type Props = {
  answer: SearchAnswer;
  answeredAt: number;
  state: SearchState;
  isSettled: boolean;
  onPage: (page: number) => void;
  onOpen: () => void;
  /** ↑ on the first result. */
  onLeave: () => void;
};

/** Old results stay, a little paler when it takes long, until the new ones are there. */
export function Results({ answer, answeredAt, state, isSettled, onPage, onOpen, onLeave }: Props) {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (!moveInList(event.key === "ArrowDown" ? 1 : -1) && event.key === "ArrowUp") onLeave();
  }

  return (
    <div aria-busy={!isSettled} className={cn("transition-opacity", !isSettled && "opacity-60 delay-300")}>
      {answer.fallback && (
        <Notice tone="risk" title="The search engine is away" className="mb-3">
          Postgres answers for it: everything is found, in a slightly different order.
        </Notice>
      )}
      {answer.hits.length > 0 ? (
        <ol
          aria-label="Results"
          onKeyDown={onKeyDown}
          className="divide-y divide-line rounded-md border bg-surface"
        >
          {answer.hits.map((hit) => (
            <SearchHit key={hit.id} hit={hit} now={answeredAt} onOpen={onOpen} />
          ))}
        </ol>
      ) : (
        <p className="rounded-md border border-dashed border-line-strong px-4 py-8 text-center text-soft">
          There are only {countOf(Math.ceil(answer.total / answer.pageSize), "page")} of results.
        </p>
      )}
      <Pagination
        label="Results"
        page={answer.page}
        pageCount={Math.ceil(answer.total / answer.pageSize)}
        hrefOf={(page) => hrefOf(withPage(state, page))}
        onPage={onPage}
      />
    </div>
  );
}
