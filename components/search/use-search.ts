"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import type { SearchAnswer } from "@/lib/search/model";

import { type Address, createAddress } from "./address";
import { labelsOf } from "./labels";
import { searchQuery } from "./queries";
import { hrefOf, readState, type SearchState, toQuery, withText } from "./search-state";

const DEBOUNCE_MS = 120;

/** The search of the page: its address is the state, what is being typed runs ahead of it. */
export function useSearch() {
  const given = useSearchParams().toString();
  const [address] = useState(() => createAddress(given));
  const params = useSyncExternalStore(address.subscribe, address.read, () => given);
  // A link changes the address only once the router has rendered: the store cannot hear of it.
  useEffect(() => address.look(), [address, given]);
  const state = useMemo(() => readState(new URLSearchParams(params)), [params]);
  const [text, setText] = useText(state, address);
  const { data, dataUpdatedAt, error, isFetching, refetch } = useQuery(searchQuery(toQuery(state)));
  const { answer, at, labels } = useLast(data, dataUpdatedAt);
  const isSettled = text.trim() === state.q.trim() && data !== undefined;

  return {
    state,
    text,
    setText,
    /** A choice gets its own step in the browser's history; what is typed does not. */
    choose: (next: SearchState) => address.go("push", hrefOf(next)),
    answer,
    answeredAt: at,
    labels,
    error,
    isSettled,
    isFetching,
    retry: () => void refetch(),
  };
}

/** Until a new answer is there, or when there is none, the last one stays; labels once seen are remembered. */
function useLast(answer: SearchAnswer | undefined, at: number) {
  const [last, setLast] = useState(() => ({ answer, at, labels: labelsOf(answer, new Map()) }));
  if (answer === undefined || answer === last.answer) return last;
  const next = { answer, at, labels: labelsOf(answer, last.labels) };
  setLast(next);
  return next;
}

function useText(state: SearchState, address: Address): [string, (text: string) => void] {
  const [text, setText] = useState(state.q);
  const [addressed, setAddressed] = useState(state.q);

  // The address changed by itself (back, forward, a link): the box follows.
  if (state.q !== addressed) {
    setAddressed(state.q);
    if (state.q !== text.trim()) setText(state.q);
  }

  useEffect(() => {
    if (text.trim() === state.q.trim()) return;
    const timer = setTimeout(() => address.go("replace", hrefOf(withText(state, text))), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text, state, address]);

  return [text, setText];
}
