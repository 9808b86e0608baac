import "server-only";

import type { Scope } from "@/lib/platform/operation";

import { requestEvent } from "../request-events";
import { pendingRenewals } from "../store/agreement-views";
import {
  changeRequest,
  insertEntries,
  skipSteps,
  type StoredRequest,
  unprotectedRequestRow,
} from "../store/requests";

/** What was ended cannot be renewed: a renewal that is on its way ends with it, so that nobody decides it in vain. */
export async function withdrawRenewals(scope: Scope, accessId: string): Promise<void> {
  const requestId = (await pendingRenewals(scope.db, [accessId])).get(accessId);
  if (requestId === undefined) return;
  await withdraw(scope, await unprotectedRequestRow(scope.db, requestId), "The access was ended.");
}

/** Ends a pending request because what it is about is no more; returns false when it was decided meanwhile. */
export async function withdraw(scope: Scope, request: StoredRequest, note: string): Promise<boolean> {
  const { db, now, emit, record } = scope;
  const over = { decidedAt: now, waitingSince: now, remindAt: null, lapsesAt: null };
  if (!(await changeRequest(db, request, { ...over, status: "cancelled" }))) return false;
  await skipSteps(db, [request.id]);
  await insertEntries(db, scope, [{ requestId: request.id, kind: "cancelled", note }]);
  emit(requestEvent("access.request.cancelled", request));
  record({ subjectId: request.id, detail: { status: "cancelled" } });
  return true;
}
