"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState } from "react";

import { searchQuery } from "./queries";
import { hrefOf, readState, type SearchState, toQuery, withText } from "./search-state";

const DEBOUNCE_MS = 120;

/** The search of the page: its address is the state, what is being typed runs ahead of it. */
export function useSearch() {
  const params = useSearchParams();
  const state = useMemo(() => readState(new URLSearchParams(params.toString())), [params]);
  const [text, setText] = useText(state);
  const { data, dataUpdatedAt, error, isPlaceholderData, isFetching, refetch } = useQuery(
    searchQuery(toQuery(state)),
  );
  const isSettled = text.trim() === state.q.trim() && !isPlaceholderData;

  return {
    state,
    text,
    setText,
    /** A choice gets its own step in the browser's history; what is typed does not. */
    choose: (next: SearchState) => window.history.pushState(null, "", hrefOf(next)),
    answer: data,
    answeredAt: dataUpdatedAt,
    error,
    isSettled,
    isFetching,
    retry: () => void refetch(),
  };
}

function useText(state: SearchState): [string, (text: string) => void] {
  const [text, setText] = useState(state.q);
  const [addressed, setAddressed] = useState(state.q);

  // The address changed by itself (back, forward, a link): the box follows.
  if (state.q !== addressed) {
    setAddressed(state.q);
    if (state.q !== text.trim()) setText(state.q);
  }

  useEffect(() => {
    if (text.trim() === state.q.trim()) return;
    const timer = setTimeout(
      () => window.history.replaceState(null, "", hrefOf(withText(state, text))),
      DEBOUNCE_MS,
    );
    return () => clearTimeout(timer);
  }, [text, state]);

  return [text, setText];
}
