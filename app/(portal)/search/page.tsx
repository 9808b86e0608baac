import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { searchQuery } from "@/components/search/queries";
import { readState, toQuery } from "@/components/search/search-state";
import { SearchView } from "@/components/search/search-view";
import { Page } from "@/components/ui/page";
import { listRecentSearches, listSavedSearches, searchProducts } from "@/lib/search";
import { page } from "@/lib/transport/page";

import { ask, remove, save } from "./actions";

export const metadata: Metadata = { title: "Products" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SearchPage({ searchParams }: Props) {
  const state = readState(toParams(await searchParams));
  const { filters, ...rest } = state;
  const [answer, saved, recent] = await Promise.all([
    page(searchProducts, { ...rest, ...filters }),
    page(listSavedSearches, {}),
    page(listRecentSearches, {}),
  ]);
  const client = new QueryClient();
  client.setQueryData(searchQuery(toQuery(state)).queryKey, answer);
  return (
    <Page>
      <h1 className="sr-only">Products</h1>
      <HydrationBoundary state={dehydrate(client)}>
        <SearchView saved={saved} recent={recent} actions={{ save, remove, ask }} />
      </HydrationBoundary>
    </Page>
  );
}

const toParams = (given: Record<string, string | string[] | undefined>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? ""]).map((one): [string, string] => [name, one]),
    ),
  );
