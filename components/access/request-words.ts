import type { Consumer, Doer, RequestStatus } from "@/lib/access/model";

import { consumerWord } from "./words";

/** How a status is called. */
export const REQUEST_STATUS_WORDS: Readonly<Record<RequestStatus, string>> = {
  requested: "Waiting",
  needsInformation: "Question asked",
  approved: "Approved",
  rejected: "Rejected",
  cancelled: "Withdrawn",
  lapsed: "Lapsed",
};

export const REQUEST_KIND_WORDS = { new: "New access", renewal: "Renewal" } as const;

/** For whom access is asked: “for own use”, “for everybody of Weather desk”. */
export const forWhom = (consumer: Consumer, requester: Doer): string =>
  consumer.kind === "user" && consumer.id === requester.id ? "for own use" : `for ${consumerWord(consumer)}`;

export const requestHref = (id: string): string => `/requests/${encodeURIComponent(id)}`;
