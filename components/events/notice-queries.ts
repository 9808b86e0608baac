import { queryOptions } from "@tanstack/react-query";

import { fetchJson } from "@/components/search/fetch-json";
import type { NoticePage } from "@/lib/events/model";

const LATEST = 8;

/** The newest notices; `mark` changes when there are others. */
export const latestNoticesQuery = (mark: string) =>
  queryOptions({
    queryKey: ["notices", mark],
    queryFn: ({ signal }) => fetchJson<NoticePage>(`/api/notices?limit=${LATEST}`, signal),
    staleTime: 0,
  });
