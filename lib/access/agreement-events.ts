import "server-only";

import type { Agreement as AgreementRow } from "@/lib/platform/db/generated/client";
import type { EmittedEvent } from "@/lib/platform/outbox";

/** Every event about agreements. Its subject is the agreement. */
export const AGREEMENT_EVENTS = [
  "access.agreement.activated",
  "access.agreement.ended",
  "access.agreement.renewed",
  "access.agreement.updated",
  "access.agreement.removed",
  "access.agreement.expiring",
  "access.agreement.reviewDue",
  "access.agreement.reviewed",
  "access.agreement.reviewOverdue",
] as const;

/** Every event about what platforms do for an agreement. Its subject is the agreement. */
export const PROVISIONING_EVENTS = [
  "access.provisioning.started",
  "access.provisioning.succeeded",
  "access.provisioning.failed",
  "access.provisioning.deprovisioningStarted",
  "access.provisioning.deprovisioned",
  "access.provisioning.deprovisioningFailed",
  "access.provisioning.byHandAsked",
] as const;

type AgreementEvent = (typeof AGREEMENT_EVENTS)[number] | (typeof PROVISIONING_EVENTS)[number];

type Parties = Pick<
  AgreementRow,
  | "id"
  | "productId"
  | "providerTeamId"
  | "consumerKind"
  | "consumerId"
  | "consumerTeamId"
  | "requesterKind"
  | "requesterId"
>;

/** An event for both sides of an agreement, with what it tells besides the product. */
export function agreementEvent(
  type: AgreementEvent,
  row: Parties,
  facts: Record<string, string | number | boolean | null> = {},
): EmittedEvent {
  const { id, productId, providerTeamId, consumerKind, consumerId, consumerTeamId } = row;
  return {
    type,
    subject: id,
    payload: { productId, ...facts },
    audience: {
      teamIds: consumerTeamId === null ? [] : [consumerTeamId],
      leadTeamIds: [providerTeamId],
      userIds: [
        ...(consumerKind === "user" ? [consumerId] : []),
        ...(row.requesterKind === "user" ? [row.requesterId] : []),
      ],
    },
  };
}
