import type { SearchAnswer, SearchInput } from "@/lib/search/model";

export type Facet = keyof SearchAnswer["facets"];
export type Sort = NonNullable<SearchInput["sort"]>;

/** What the address of the search page says. Pages count from 1. */
export type SearchState = {
  q: string;
  filters: Readonly<Record<Facet, readonly string[]>>;
  sort: Sort;
  page: number;
};

/** The facets in the order in which they are shown. */
export const FACET_LABELS: Readonly<Record<Facet, string>> = {
  domain: "Domain",
  team: "Team",
  status: "Status",
  type: "Type",
  portType: "Available as",
  classification: "Classification",
  tag: "Tag",
  personalData: "Personal data",
};

export const FACETS = Object.keys(FACET_LABELS).filter((name): name is Facet => name in FACET_LABELS);

export const SORT_LABELS: Readonly<Record<Sort, string>> = {
  relevance: "Relevance",
  name: "Name",
  "-updated": "Changed last",
  "-created": "Newest",
};

export const SORTS = Object.keys(SORT_LABELS).filter((name): name is Sort => name in SORT_LABELS);

const MAX_VALUES = 50;

/** Reads an address; what it does not understand it leaves out. */
export function readState(params: URLSearchParams): SearchState {
  const sort = SORTS.find((name) => name === params.get("sort")) ?? "relevance";
  const page = Number(params.get("page") ?? 1);
  const valuesOf = (facet: Facet) => [...new Set(params.getAll(facet))].filter(Boolean).slice(0, MAX_VALUES);
  return {
    q: (params.get("q") ?? "").slice(0, 2000),
    filters: filtersOf(valuesOf),
    sort,
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  };
}

/** The same state always makes the same query string, defaults left out: it is also the cache's key. */
export function toQuery({ q, filters, sort, page }: SearchState): string {
  const params = new URLSearchParams();
  if (q.trim() !== "") params.set("q", q.trim());
  for (const facet of FACETS) {
    for (const value of [...filters[facet]].sort()) params.append(facet, value);
  }
  if (sort !== "relevance") params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  return params.toString();
}

export const hrefOf = (state: SearchState): string => {
  const query = toQuery(state);
  return query === "" ? "/search" : `/search?${query}`;
};

/** Every change but turning the page starts at the first page. */
export const withText = (state: SearchState, q: string): SearchState => ({ ...state, q, page: 1 });
export const withSort = (state: SearchState, sort: Sort): SearchState => ({ ...state, sort, page: 1 });
export const withPage = (state: SearchState, page: number): SearchState => ({ ...state, page });

export function withToggled(state: SearchState, facet: Facet, value: string): SearchState {
  const before = state.filters[facet];
  const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  return { ...state, filters: { ...state.filters, [facet]: values }, page: 1 };
}

export const withoutFilters = (state: SearchState): SearchState => ({
  ...state,
  filters: filtersOf(() => []),
  page: 1,
});

export const filterCount = ({ filters }: SearchState): number =>
  FACETS.reduce((sum, facet) => sum + filters[facet].length, 0);

const filtersOf = (valuesOf: (facet: Facet) => readonly string[]): SearchState["filters"] => ({
  domain: valuesOf("domain"),
  team: valuesOf("team"),
  status: valuesOf("status"),
  type: valuesOf("type"),
  portType: valuesOf("portType"),
  classification: valuesOf("classification"),
  tag: valuesOf("tag"),
  personalData: valuesOf("personalData"),
});
