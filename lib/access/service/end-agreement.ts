import "server-only";

import { z } from "zod";

import { command, type Scope } from "@/lib/platform/operation";

import { endAgreement } from "../agreements";
import { toAgreement } from "../answers";
import { Agreement } from "../model";
import { canRevoke } from "../policy/agreements";
import { canActFor } from "../policy/requests";
import { getAgreementRow, type StoredAgreement, toStoredAgreement } from "../store/agreement-views";
import { refuseEnded } from "./live-agreement";

/** Why, in words that both sides read. */
const Reason = z.string().trim().max(4000);

export const cancelAgreement = command({
  name: "access.cancelAgreement",
  summary: "Give access back: the agreement ends now, by the will of its consumer.",
  input: z.object({ accessId: z.string(), reason: Reason.optional() }),
  output: Agreement,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: (actor, row) => canActFor(actor, row),
  run: (scope, { reason }, row) => end(scope, row, { how: "cancelled", reason: reason ?? "" }),
});

export const revokeAgreement = command({
  name: "access.revokeAgreement",
  summary: "Take access away: the agreement ends now, by the will of the owning side, with a reason.",
  input: z.object({ accessId: z.string(), reason: Reason.min(1) }),
  output: Agreement,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: canRevoke,
  run: (scope, { reason }, row) => end(scope, row, { how: "revoked", reason }),
});

async function end(
  scope: Scope,
  row: StoredAgreement,
  { how, reason }: { how: "cancelled" | "revoked"; reason: string },
): Promise<Agreement> {
  refuseEnded(row, scope.now);
  const ended = await endAgreement(scope, row, {
    ...{ how, at: scope.now, reason: reason === "" ? null : reason },
  });
  scope.record({ subjectId: row.id, detail: { how, reason } });
  return toAgreement(scope, toStoredAgreement(ended));
}
