import type { RequestSummary } from "@/lib/access/model";

import type { QueuePlace } from "./request-bar";
import { requestHref } from "./request-words";

type Queued = Pick<RequestSummary, "id" | "requestedAt">;

/** Where a request stands among those that wait for the reader; one that is decided stands where it stood. */
export function placeOf(request: Queued, waiting: readonly Queued[]): QueuePlace {
  const index = waiting.findIndex(({ id }) => id === request.id);
  const after = waiting.findIndex(({ requestedAt }) => requestedAt > request.requestedAt);
  const following = index !== -1 ? index + 1 : after === -1 ? 0 : after;
  const preceding = index !== -1 ? index - 1 : following - 1;
  return {
    previous: hrefOf(waiting[preceding]),
    next: hrefOf(waiting[following]),
    position: index === -1 ? null : index + 1,
    count: waiting.length,
  };
}

const hrefOf = (request: Queued | undefined): string | null => (request ? requestHref(request.id) : null);
