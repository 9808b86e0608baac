import "server-only";

import type { EmittedEvent } from "@/lib/platform/outbox";

import type { StoredRequest } from "./store/requests";

/** Every event about what happens to a request. Its subject is the agreement that the request makes or renews. */
export const REQUEST_EVENTS = [
  "access.request.submitted",
  "access.request.asked",
  "access.request.answered",
  "access.request.stepApproved",
  "access.request.approved",
  "access.request.rejected",
  "access.request.cancelled",
  "access.request.lapsed",
  "access.request.escalated",
  "access.request.reminded",
] as const;

/** A new request makes the agreement known, under the same id. */
type RequestEvent = (typeof REQUEST_EVENTS)[number] | "access.agreement.created";

type Parties = Pick<
  StoredRequest,
  | "id"
  | "accessId"
  | "productId"
  | "providerTeamId"
  | "consumerKind"
  | "consumerId"
  | "consumerTeamId"
  | "requesterKind"
  | "requesterId"
>;

/** An event for both sides of a request. */
export function requestEvent(type: RequestEvent, request: Parties): EmittedEvent {
  const { id, accessId, productId, providerTeamId, consumerTeamId } = request;
  return {
    type,
    subject: accessId,
    payload: { requestId: id, productId },
    audience: {
      teamIds: consumerTeamId === null ? [] : [consumerTeamId],
      leadTeamIds: [providerTeamId],
      userIds: [
        ...(request.consumerKind === "user" ? [request.consumerId] : []),
        ...(request.requesterKind === "user" ? [request.requesterId] : []),
      ],
    },
  };
}
