import "server-only";

import { z } from "zod";

import { actorKey, displayNames } from "@/lib/identity";
import { allow } from "@/lib/platform/actor";
import { conflict, DomainError, invalid, notFound, stale } from "@/lib/platform/errors";
import { command, type Scope } from "@/lib/platform/operation";

import { AccessRequest, type RequestStatus } from "../model";
import type { Asker } from "../policy/asker";
import { authorityAt, canDecide, deciderKey } from "../policy/requests";
import { requestEvent } from "../request-events";
import { BULK_MAX } from "../rules/limits";
import { canBecome, nextStep, openStep, STATUS_WORDS } from "../rules/request-state";
import { firstReminder } from "../rules/request-time";
import { loadAsker } from "../store/askers";
import {
  changeRequest,
  changeStep,
  getRequestRow,
  getRequestRows,
  insertEntries,
  type RequestChange,
  skipSteps,
  type StoredRequest,
  type StoredStep,
  unprotectedRequestRow,
} from "../store/requests";
import { withSavepoint } from "../store/savepoint";
import { Note, OptionalNote, Version } from "./inputs";
import { openedStep } from "./open-step";
import { presentRequest } from "./present";
import { toDoerKey } from "./summaries";
import { conclude } from "./submit";

/** A request with whoever is about to act on it. */
export type Acted = { asker: Asker; request: StoredRequest };

export async function loadActed(
  { db, actor, now }: Scope,
  { requestId }: { requestId: string },
): Promise<Acted> {
  const asker = await loadAsker(db, actor, now);
  return { asker, request: await getRequestRow(db, asker, requestId) };
}

export const approveRequest = command({
  name: "access.approveRequest",
  summary: "Say yes to an access request at the step that is open.",
  input: z.object({ requestId: z.string(), note: OptionalNote, version: Version }),
  output: AccessRequest,
  load: loadActed,
  allow: (_actor, { asker, request }) => canDecide(asker, request),
  async run(scope, { note, version }, acted) {
    refuseStale(acted.request, version);
    const request = await approve(scope, acted, note);
    return presentRequest(scope, acted.asker, request);
  },
});

export const rejectRequest = command({
  name: "access.rejectRequest",
  summary: "Say no to an access request, with a reason; one no ends it.",
  input: z.object({ requestId: z.string(), note: Note, version: Version }),
  output: AccessRequest,
  load: loadActed,
  allow: (_actor, { asker, request }) => canDecide(asker, request),
  async run(scope, { note, version }, { asker, request }) {
    refuseStale(request, version);
    const step = await decidableStep(scope, request, "rejected");
    await win(scope, request, { ...over("rejected", scope.now), decider: deciderKey(scope.actor) });
    await decideStep(scope, asker, request, { step, status: "rejected", note });
    await skipSteps(scope.db, [request.id]);
    await happen(scope, request, ["rejected"], note);
    scope.record({ subjectId: request.id, detail: { status: "rejected", step: step.kind } });
    return presentRequest(scope, asker, await unprotectedRequestRow(scope.db, request.id));
  },
});

export const approveRequests = command({
  name: "access.approveRequests",
  summary: "Say yes to several access requests that ask the same under the same facts.",
  input: z.object({ requestIds: z.array(z.string()).min(1).max(BULK_MAX), note: OptionalNote }),
  output: z.object({
    approved: z.array(z.string()),
    refused: z.array(z.object({ id: z.string(), detail: z.string() })),
  }),
  async load({ db, actor, now }, { requestIds }) {
    const asker = await loadAsker(db, actor, now);
    const rows = await getRequestRows(db, asker, requestIds);
    if (new Set(rows.map(({ bulkKey }) => bulkKey)).size > 1)
      throw invalid("These requests differ in their facts. Decide them one by one.");
    return { asker, requests: new Map(rows.map((row) => [row.id, row])) };
  },
  // Each request is decided upon by itself below, so that one that is not the actor's keeps no other out.
  allow: () => allow,
  async run(scope, { requestIds, note }, { asker, requests }) {
    const approved: string[] = [];
    const refused: { id: string; detail: string }[] = [];
    // In one order for everybody: two of these at once never wait for each other.
    for (const id of [...new Set(requestIds)].sort()) {
      const detail = await refusalOf(scope, asker, requests.get(id) ?? id, note);
      if (detail === null) approved.push(id);
      else refused.push({ id, detail });
    }
    if (approved.length === 0) scope.nothingChanged();
    return { approved, refused };
  },
});

/** Why a yes was refused, or null when it was taken. */
async function refusalOf(
  scope: Scope,
  asker: Asker,
  request: StoredRequest | string,
  note: string | null,
): Promise<string | null> {
  if (typeof request === "string") return notFound("Access request", request).message;
  const decision = canDecide(asker, request);
  if (!decision.allowed) return decision.because;
  try {
    await undoingFailure(scope, (inner) => approve(inner, { asker, request }, note));
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

/** Work of which nothing stays when it fails: no row, no event and no note on the record. */
async function undoingFailure(scope: Scope, work: (inner: Scope) => Promise<unknown>): Promise<void> {
  const events: Parameters<Scope["emit"]>[0][] = [];
  const notes: Parameters<Scope["record"]>[0][] = [];
  const inner: Scope = {
    ...scope,
    emit: (event) => void events.push(event),
    record: (note) => void notes.push(note),
  };
  await withSavepoint(scope.db, () => work(inner));
  events.forEach(scope.emit);
  notes.forEach(scope.record);
}

/** Takes a yes at the open step: the next one opens, or access begins. */
async function approve(scope: Scope, { asker, request }: Acted, note: string | null): Promise<StoredRequest> {
  const { db, now, record } = scope;
  const step = await decidableStep(scope, request, "approved");
  const next = nextStep(request.steps);
  const opening = next && (await openedStep(db, next, request, now));
  const change = opening ? { ...goesOn(now), asked: opening.asked } : over("approved", now);
  await win(scope, request, { ...change, decider: deciderKey(scope.actor) });
  await decideStep(scope, asker, request, { step, status: "approved", note });
  if (next && opening) await changeStep(db, next, opening.opened);
  const kinds = opening
    ? (["stepApproved", ...escalated(opening)] as const)
    : (["stepApproved", "approved"] as const);
  await happen(scope, request, kinds, note);
  record({ subjectId: request.id, detail: { status: next ? "requested" : "approved", step: step.kind } });
  if (!next) await conclude(scope, { ...request, status: "approved", decidedAt: now });
  return unprotectedRequestRow(db, request.id);
}

const escalated = ({ isEscalated }: { isEscalated: boolean }) =>
  isEscalated ? (["escalated"] as const) : [];

/** Keeps what has happened, in this order, on the timeline and in the feed; the note belongs to the first. */
async function happen(
  { db, actor, now, emit }: Scope,
  request: StoredRequest,
  kinds: readonly ("stepApproved" | "escalated" | "approved" | "rejected")[],
  note: string | null,
): Promise<void> {
  const entries = kinds.map((kind, index) => ({
    requestId: request.id,
    kind,
    note: index === 0 ? note : null,
  }));
  await insertEntries(db, { actor, now }, entries);
  for (const kind of kinds) emit(requestEvent(`access.request.${kind}`, request));
}

const goesOn = (now: Date): RequestChange => ({
  ...{ status: "requested", waitingSince: now, remindAt: firstReminder(now) },
});

/** A request that ended is neither reminded of nor lapses. */
export const over = (status: RequestStatus, now: Date): RequestChange => ({
  ...{ status, decidedAt: now, waitingSince: now, remindAt: null, lapsesAt: null },
});

function refuseStale({ version: present }: StoredRequest, version: number | null): void {
  if (version !== null && version !== present)
    throw stale("The request has changed since you looked at it. Look at it again.");
}

async function decidableStep(
  scope: Scope,
  request: StoredRequest,
  status: RequestStatus,
): Promise<StoredStep> {
  const step = openStep(request.steps);
  if (step === null || !canBecome(request.status, status)) throw await alreadyOver(scope, request);
  return step;
}

/** Of several who act at once exactly one wins: the others learn what has become of the request. */
export async function win(scope: Scope, request: StoredRequest, change: RequestChange): Promise<void> {
  if (await changeRequest(scope.db, request, change)) return;
  throw await alreadyOver(scope, await unprotectedRequestRow(scope.db, request.id));
}

/** What has become of the request, and by whom. */
export async function alreadyOver({ db }: Scope, { status, steps }: StoredRequest): Promise<DomainError> {
  const decided = steps.findLast(({ decidedById }) => decidedById !== null);
  if (!decided?.decidedByKind || decided.decidedById === null)
    return conflict(`The request ${STATUS_WORDS[status]}.`);
  const decider = toDoerKey(decided.decidedByKind, decided.decidedById);
  const name = (await displayNames(db, [decider])).get(actorKey(decider)) ?? "somebody else";
  const words = decided.status === "rejected" ? "rejected" : "approved";
  return conflict(`${name} has already ${words} this. The request ${STATUS_WORDS[status]}.`);
}

type Decided = { step: StoredStep; status: "approved" | "rejected"; note: string | null };

async function decideStep(
  { db, actor, now }: Scope,
  asker: Asker,
  request: StoredRequest,
  { step, status, note }: Decided,
): Promise<void> {
  const authority = authorityAt(asker, request);
  await changeStep(db, step, {
    ...{ status, note, decidedAt: now, decidedByKind: actor.kind, decidedById: actor.id, escalateAt: null },
    onBehalfOfId: authority.kind === "delegate" ? authority.hat.person.id : null,
  });
}
