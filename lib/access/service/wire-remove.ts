import "server-only";

import { z } from "zod";

import { conflict, notFound } from "@/lib/platform/errors";
import { command, type Scope } from "@/lib/platform/operation";

import { agreementEvent } from "../agreement-events";
import { endAgreement } from "../agreements";
import { canRevoke } from "../policy/agreements";
import type { Asker } from "../policy/asker";
import { canCancelRequest } from "../policy/requests";
import { isLive, statusAt } from "../rules/agreement";
import { isPending } from "../rules/request-state";
import type { StoredAgreement } from "../store/agreement-views";
import { loadAsker } from "../store/askers";
import { getRequestRow, type StoredRequest } from "../store/requests";
import { agreementsOfRequests, markRemoved } from "../store/wire";
import { withdraw } from "./withdraw-renewals";

type Found = { asker: Asker; request: StoredRequest; agreement: StoredAgreement | null };

export const removeAccess = command({
  name: "access.removeAccess",
  summary: "Remove access from all lists; a pending request is withdrawn with it, an agreement ends.",
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  load,
  allow: (actor, { asker, request, agreement }) => {
    const own = canCancelRequest(asker, request);
    return agreement === null && own.allowed ? own : canRevoke(actor, request);
  },
  async run(scope, { id }, { request, agreement }) {
    if (isPending(request.status) && !(await withdraw(scope, request, "The request was removed.")))
      throw conflict("The request was decided at this moment. Look at it again.");
    if (agreement && isLive(statusAt(agreement, scope.now)))
      await endAgreement(scope, agreement, {
        how: "revoked",
        at: scope.now,
        reason: "The access was removed.",
      });
    await markRemoved(scope.db, id, scope.now);
    scope.emit(agreementEvent("access.agreement.removed", request));
    scope.record({ subjectId: id, detail: { productId: request.productId, portId: request.portId } });
    return { id };
  },
});

async function load({ db, actor, now }: Scope, { id }: { id: string }): Promise<Found> {
  const asker = await loadAsker(db, actor, now);
  const request = await getRequestRow(db, asker, id);
  if (request.accessId !== id) throw notFound("Access", id);
  return { asker, request, agreement: (await agreementsOfRequests(db, [id])).get(id) ?? null };
}
