"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useRef } from "react";

import { SkeletonRows } from "@/components/ui/skeleton";
import type { Action } from "@/lib/platform/wire";
import type { RecentSearch, SavedSearch, SearchMiss } from "@/lib/search/model";

import { FacetPanel } from "./facet-panel";
import { FilterChips } from "./filter-chips";
import { Results } from "./results";
import { CountLine, SearchFailure } from "./count-line";
import { SaveSearch } from "./save-search";
import { SearchBox } from "./search-box";
import { SearchShelf } from "./search-shelf";
import { type Facet, filterCount, toQuery, withoutFilters, withPage, withToggled } from "./search-state";
import { SearchTools } from "./search-tools";
import { rememberSearch } from "./tell";
import { useMissRecord } from "./use-miss-record";
import { useSearch } from "./use-search";
import { ZeroResults } from "./zero-results";

type Props = {
  saved: readonly SavedSearch[];
  recent: readonly RecentSearch[];
  actions: { save: Action<unknown>; remove: Action<unknown>; ask: Action<SearchMiss> };
};

/** The whole search: the server renders its first state, from then on it answers while one types. */
export function SearchView({ saved, recent, actions }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const search = useSearch();
  const { state, answer, choose } = search;
  const moves = useMoves(search, input);
  const isPlain = state.q === "" && filterCount(state) === 0;
  useMissRecord(missOf(search));

  const facets = answer && (
    <FacetPanel facets={answer.facets} labels={search.labels} state={state} onToggle={moves.toggle} />
  );
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          input={input}
          text={search.text}
          onText={search.setText}
          isWaiting={!search.isSettled && search.isFetching}
          onEnter={moves.openFirst}
        />
        <SearchTools state={state} total={answer?.total ?? 0} facets={facets} onSort={choose} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 pt-2 pb-3 empty:pb-0 shell:min-h-13">
        {isPlain ? (
          <SearchShelf saved={saved} recent={recent} save={actions.save} remove={actions.remove} />
        ) : (
          <>
            <FilterChips state={state} labels={search.labels} onRemove={moves.toggle} onClear={moves.clear} />
            <SaveSearch state={state} save={actions.save} />
          </>
        )}
      </div>
      <div className="flex items-start gap-8">
        <aside aria-label="Filters" className="hidden w-52 shrink-0 shell:block">
          {facets}
        </aside>
        <div className="min-w-0 flex-1">
          <CountLine answer={answer} />
          {search.error && <SearchFailure error={search.error} onRetry={search.retry} />}
          <Found search={search} moves={moves} ask={actions.ask} />
        </div>
      </div>
    </>
  );
}

type Search = ReturnType<typeof useSearch>;
type Moves = ReturnType<typeof useMoves>;
type FoundProps = { search: Search; moves: Moves; ask: Action<SearchMiss> };

function Found({ search, moves, ask }: FoundProps) {
  const { state, answer, answeredAt, isSettled, error } = search;
  if (!answer) return error ? null : <SkeletonRows rows={8} label="Searching" />;
  return answer.total === 0 ? (
    <ZeroResults
      state={state}
      nearNames={answer.nearNames}
      labels={search.labels}
      ask={ask}
      onClear={moves.clear}
    />
  ) : (
    <Results
      answer={answer}
      answeredAt={answeredAt}
      state={state}
      isSettled={isSettled}
      onPage={moves.turnTo}
      onOpen={moves.remember}
      onLeave={moves.backToBox}
    />
  );
}

function useMoves({ state, answer, isSettled, choose }: Search, input: RefObject<HTMLInputElement | null>) {
  const router = useRouter();

  const remember = (): void => {
    if (state.q !== "" || filterCount(state) > 0) rememberSearch(toQuery({ ...state, page: 1 }));
  };
  const toggle = (facet: Facet, value: string): void => {
    choose(withToggled(state, facet, value));
    keepFocus(input);
  };
  const clear = (): void => {
    choose(withoutFilters(state));
    keepFocus(input);
  };
  const turnTo = (page: number): void => {
    choose(withPage(state, page));
    window.scrollTo({ top: 0 });
  };
  const openFirst = (isBeside: boolean): void => {
    const first = isSettled && state.q !== "" ? answer?.hits[0] : undefined;
    if (!first) return;
    remember();
    const href = `/products/${encodeURIComponent(first.id)}`;
    if (isBeside) window.open(href, "_blank", "noopener");
    else router.push(href);
  };
  return { remember, toggle, clear, turnTo, openFirst, backToBox: () => input.current?.focus() };
}

/** What a search without filters was for, when it found nothing. */
function missOf({ state, answer, isSettled }: Search): string | null {
  return isSettled && answer?.total === 0 && state.q !== "" && filterCount(state) === 0 ? state.q : null;
}

/** A chip takes itself away: the focus goes on to the search box instead of nowhere. */
function keepFocus(input: RefObject<HTMLInputElement | null>): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) input.current?.focus({ preventScroll: true });
  });
}
