import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { fetchJson } from "@/components/search/fetch-json";
import type { AccessOffer, ConsumerKey, PlanPreview } from "@/lib/access/model";

const pathOf = (productId: string): string => `/api/access-offers/${encodeURIComponent(productId)}`;

export const offerQuery = (productId: string) =>
  queryOptions({
    queryKey: ["offer", productId],
    queryFn: ({ signal }) => fetchJson<AccessOffer>(pathOf(productId), signal),
  });

type Wish = { productId: string; portId: string; consumer: ConsumerKey };

/** What would happen to a request, before it is sent; the last plan stays until the next one is there. */
export const planQuery = ({ productId, portId, consumer: { kind, id } }: Wish) =>
  queryOptions({
    queryKey: ["plan", productId, portId, kind, id],
    queryFn: ({ signal }) => {
      const wish = new URLSearchParams({ portId, consumer: `${kind}:${id}` });
      return fetchJson<PlanPreview>(`${pathOf(productId)}/plan?${wish.toString()}`, signal);
    },
    placeholderData: keepPreviousData,
  });
