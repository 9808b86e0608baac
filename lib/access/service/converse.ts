import "server-only";

import { z } from "zod";

import { command, type Scope } from "@/lib/platform/operation";

import { AccessRequest, type EntryKind, type RequestStatus } from "../model";
import { canAnswer, canCancelRequest, canDecide } from "../policy/requests";
import { requestEvent } from "../request-events";
import { canBecome, openStep } from "../rules/request-state";
import { firstReminder, nextEscalation } from "../rules/request-time";
import {
  changeStep,
  insertEntries,
  type RequestChange,
  skipSteps,
  unprotectedRequestRow,
} from "../store/requests";
import { type Acted, alreadyOver, loadActed, over, win } from "./decide";
import { Note, OptionalNote } from "./inputs";
import { presentRequest } from "./present";

export const askForInformation = command({
  name: "access.askForInformation",
  summary: "Ask the requester something before deciding; the request waits for the answer.",
  input: z.object({ requestId: z.string(), note: Note }),
  output: AccessRequest,
  load: loadActed,
  allow: (_actor, { asker, request }) => canDecide(asker, request),
  run: (scope, { note }, acted) =>
    turn(scope, acted, { kind: "asked", status: "needsInformation", note, change: waits(scope) }),
});

export const answerRequest = command({
  name: "access.answerRequest",
  summary: "Answer what the approvers have asked; the request waits for their decision again.",
  input: z.object({ requestId: z.string(), note: Note }),
  output: AccessRequest,
  load: loadActed,
  allow: (_actor, { asker, request }) => canAnswer(asker, request),
  async run(scope, { note }, acted) {
    await restart(scope, acted);
    return turn(scope, acted, { kind: "answered", status: "requested", note, change: waits(scope) });
  },
});

export const cancelRequest = command({
  name: "access.cancelRequest",
  summary: "Withdraw an access request that is not decided yet.",
  input: z.object({ requestId: z.string(), note: OptionalNote }),
  output: AccessRequest,
  load: loadActed,
  allow: (_actor, { asker, request }) => canCancelRequest(asker, request),
  async run(scope, { note }, acted) {
    const change = over("cancelled", scope.now);
    return turn(scope, acted, { kind: "cancelled", status: "cancelled", note, change });
  },
});

/** From now on the other side is waited for. */
const waits = ({ now }: Scope): RequestChange => ({ waitingSince: now, remindAt: firstReminder(now) });

/** The time in which the approvers waited is not held against them. */
async function restart({ db, now }: Scope, { request }: Acted): Promise<void> {
  const step = openStep(request.steps);
  if (step && step.escalateAt !== null) await changeStep(db, step, { escalateAt: nextEscalation(now) });
}

type Turn = {
  kind: Extract<EntryKind, "asked" | "answered" | "cancelled">;
  status: RequestStatus;
  note: string | null;
  change: RequestChange;
};

async function turn(scope: Scope, { asker, request }: Acted, { kind, status, note, change }: Turn) {
  const { db, emit, record } = scope;
  if (!canBecome(request.status, status)) throw await alreadyOver(scope, request);
  await win(scope, request, { ...change, status });
  if (status === "cancelled") await skipSteps(db, [request.id]);
  await insertEntries(db, scope, [{ requestId: request.id, kind, note }]);
  emit(requestEvent(`access.request.${kind}`, request));
  record({ subjectId: request.id, detail: { status } });
  return presentRequest(scope, asker, await unprotectedRequestRow(db, request.id));
}
