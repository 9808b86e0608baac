import "server-only";

import { z } from "zod";

import { outputPortsByIds } from "@/lib/catalog";
import { serversOfContracts } from "@/lib/contracts";
import type { Db } from "@/lib/platform/db/client";
import type { AccessRequest as RequestRow } from "@/lib/platform/db/generated/client";
import { conflict, invalid } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/jobs";
import type { Scope } from "@/lib/platform/operation";

import { agreementEvent } from "./agreement-events";
import { AgreementStatus, ProvisioningStatus } from "./model";
import {
  canTurn,
  type Ending,
  firstReassessment,
  isLive,
  periodOf,
  renewedEnd,
  statusAt,
  warningsTooEarly,
} from "./rules/agreement";
import { connectorFor, serverTypeOf } from "./rules/connectors";
import { openTask } from "./rules/provisioning";
import { withdrawRenewals } from "./service/withdraw-renewals";
import {
  type AgreementRow,
  insertAgreement,
  lockAgreement,
  updateAgreement,
  updateProvisioning,
} from "./store/agreements";
import { connectorTypes } from "./store/connectors";

/** The job that lets time do its work on agreements; run by the minute, and at each start and end. */
export const TURN = { name: "access.turn", payload: z.object({}) };

/** An approved request in the transaction that approves it, as far as an agreement takes it over. */
export type ApprovedRequest = Omit<RequestRow, "facts" | "status" | "version" | "decidedAt">;

/**
 * Makes the agreement of an approved new request, and begins it if its time has come. Call it after the events of
 * the approval were emitted: the feed has them in this order.
 */
export async function beginAgreement(scope: Scope, request: ApprovedRequest): Promise<AgreementRow> {
  const { db, now } = scope;
  const period = periodOf(request, now);
  if (period.endsAt.getTime() <= period.startsAt.getTime())
    throw conflict("The time that was asked for is over. Ask again for another.");
  const facilities = await facilitiesOf(db, request);
  const isActive = statusAt({ ...period, endedHow: null }, now) === "active";
  const row = await insertAgreement(
    db,
    {
      ...partiesOf(request),
      ...period,
      liveProductId: request.productId,
      purpose: request.purpose,
      individualAgreements: request.individualAgreements,
      columns: request.columns,
      roles: request.roles,
      status: isActive ? "active" : "upcoming",
      nextReassessmentAt: request.nextReassessmentAt ?? firstReassessment(request, period.startsAt),
      warnedDays: warningsTooEarly(period),
      tags: request.tags,
      links: request.links ?? {},
      custom: request.custom ?? {},
    },
    { ...facilities, now },
  );
  if (isActive) announceActivation(scope, row);
  else await wakeAt(db, row.startsAt);
  await wakeAt(db, row.endsAt);
  return row;
}

function partiesOf(request: ApprovedRequest) {
  const { accessId, productId, productName, portId, portName, contractId, contractVersion } = request;
  const { providerTeamId, consumerKind, consumerId, consumerTeamId, requesterKind, requesterId } = request;
  return {
    ...{ id: accessId, productId, productName, portId, portName, contractId, contractVersion },
    ...{ providerTeamId, consumerKind, consumerId, consumerTeamId, requesterKind, requesterId },
  };
}

/** Who grants on the platform: a connector that fits, or somebody by hand. Refuses a port that is gone. */
async function facilitiesOf(db: Db, { productId, portId }: ApprovedRequest) {
  const offered = (await outputPortsByIds(db, [portId])).get(portId);
  if (offered?.productId !== productId)
    throw conflict("The port that was asked for does not exist any more. Reject the request.");
  const { port } = offered;
  const [servers, types] = await Promise.all([
    port.contractId === null ? undefined : serversOfContracts(db, [port.contractId]),
    connectorTypes(db),
  ]);
  const serverType = serverTypeOf(port, servers?.get(port.contractId ?? "") ?? []);
  const connector = connectorFor(serverType, types);
  return { mode: connector === null ? "byHand" : "connector", platform: connector ?? serverType } as const;
}

/**
 * Moves the end of the agreement that an approved renewal is about. One that has run out meanwhile begins again; one
 * that somebody ended stays ended. Call it after the events of the approval were emitted.
 */
export async function extendAgreement(scope: Scope, request: ApprovedRequest): Promise<AgreementRow> {
  const { db, now } = scope;
  const row = await lockAgreement(db, request.accessId);
  if (statusAt(row, now) === "revoked")
    throw conflict("The access was ended. It cannot be renewed; ask for it anew.");
  const { productId, contractId, contractVersion, purpose } = request;
  const endsAt = renewedEnd(row.endsAt, request.durationDays, now);
  const hadEnded = row.endedHow !== null;
  if (hadEnded) await facilitiesOf(db, request);
  const renewed = await updateAgreement(db, row, {
    ...{ endsAt, contractId, contractVersion, purpose, now },
    nextReassessmentAt: row.nextReassessmentAt ?? firstReassessment(request, now),
    warnedDays: warningsTooEarly({ startsAt: now, endsAt }),
    ...(hadEnded && {
      ...{ status: "active", endedHow: null, endedAt: null, endedByKind: null, endedById: null },
      ...{ endReason: null, liveProductId: productId },
    }),
  });
  scope.emit(agreementEvent("access.agreement.renewed", renewed, { requestId: request.id }));
  if (hadEnded) await beginAgain(scope, renewed);
  await wakeAt(db, endsAt);
  return renewed;
}

/** Moves the end of an agreement that has not come to it, by the will of the owning side. */
export async function moveEnd(
  { db, now }: Scope,
  row: Pick<AgreementRow, "id" | "version" | "startsAt" | "endsAt" | "endedHow">,
  endsAt: Date,
): Promise<void> {
  if (!isLive(statusAt(row, now))) throw conflict("The access has ended. Ask for it anew.");
  if (endsAt.getTime() <= Math.max(now.getTime(), row.startsAt.getTime()))
    throw invalid("The access would have ended already. Cancel it instead.");
  const warnedDays = warningsTooEarly({ startsAt: now, endsAt });
  await updateAgreement(db, row, { endsAt, warnedDays, now });
  await wakeAt(db, endsAt);
}

async function beginAgain(scope: Scope, row: AgreementRow): Promise<void> {
  const { db, now } = scope;
  await updateProvisioning(db, row.id, { status: "pending", attempts: 0, retryAt: null, now });
  announceActivation(scope, row);
}

/** Tells connectors to grant or, where there is none, somebody of the owning team. */
export function announceActivation({ emit }: Pick<Scope, "emit">, row: AgreementRow): void {
  emit(agreementEvent("access.agreement.activated", row));
  if (row.provisioning?.mode === "byHand")
    emit(agreementEvent("access.provisioning.byHandAsked", row, { task: "grant" }));
}

type End = { how: Ending; at: Date; reason: string | null };

/** Ends an agreement. It sets its product free, and what was granted is to be removed. */
export async function endAgreement(
  scope: Scope,
  row: Pick<AgreementRow, "id" | "version" | "status">,
  end: End,
): Promise<AgreementRow> {
  const { db, now, actor, emit } = scope;
  const status = end.how === "expired" ? "expired" : "revoked";
  if (!canTurn(AgreementStatus.parse(row.status), status)) throw conflict("The access has ended already.");
  const ended = await updateAgreement(db, row, {
    ...{ status, endedHow: end.how, endedAt: end.at },
    ...(end.how !== "expired" && { endedByKind: actor.kind, endedById: actor.id, endReason: end.reason }),
    ...{ liveProductId: null, reviewReason: null, reviewDueAt: null, reviewOverdueAt: null, now },
  });
  await updateProvisioning(db, row.id, { attempts: 0, retryAt: null, now });
  emit(agreementEvent("access.agreement.ended", ended, { how: end.how }));
  if (end.how !== "expired") await withdrawRenewals(scope, row.id);
  if (isLeftByHand(ended, now))
    emit(agreementEvent("access.provisioning.byHandAsked", ended, { task: "remove" }));
  return ended;
}

function isLeftByHand(row: AgreementRow, now: Date): boolean {
  if (row.provisioning?.mode !== "byHand") return false;
  return openTask(ProvisioningStatus.parse(row.provisioning.status), statusAt(row, now)) === "remove";
}

/**
 * Lets connectors meet the same event again. What has failed to be granted waits again; what has failed to be
 * removed stays marked as failed, because access may still exist.
 */
export async function askAgain(
  { db, now, emit }: Scope,
  row: Parameters<typeof agreementEvent>[1] & { endedHow: string | null },
  task: "grant" | "remove",
): Promise<void> {
  await updateProvisioning(db, row.id, {
    ...(task === "grant" && { status: "pending" }),
    ...{ retryAt: null, now },
  });
  const event =
    task === "grant"
      ? agreementEvent("access.agreement.activated", row, { isRetry: true })
      : agreementEvent("access.agreement.ended", row, { how: row.endedHow ?? "expired", isRetry: true });
  emit(event);
}

/** Lets the job run when something is due, and not only by the minute. */
const wakeAt = (db: Db, at: Date): Promise<void> =>
  enqueue(db, TURN, {}, { key: `${TURN.name} ${at.toISOString()}`, at });
