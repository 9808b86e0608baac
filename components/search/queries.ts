import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import type { SearchAnswer, SuggestAnswer } from "@/lib/search/model";

import { fetchJson } from "./fetch-json";

/** `query` is the canonical query string of a search state. */
export const searchQuery = (query: string) =>
  queryOptions({
    queryKey: ["search", query],
    queryFn: ({ signal }) => fetchJson<SearchAnswer>(`/api/search?${query || "q="}`, signal),
  });

export const suggestQuery = (text: string) =>
  queryOptions({
    queryKey: ["suggest", text],
    queryFn: ({ signal }) =>
      fetchJson<SuggestAnswer>(`/api/search/suggest?${new URLSearchParams({ q: text }).toString()}`, signal),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
