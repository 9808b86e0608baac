import "server-only";

import { isDeepStrictEqual } from "node:util";

import { z } from "zod";

import { outputPortsByIds, visibleProductNames } from "@/lib/catalog";
import { peopleByIds } from "@/lib/identity";
import { type Actor, allow, type Decision, deny } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { conflict, DomainError, forbidden, invalid } from "@/lib/platform/errors";
import { command, type Scope } from "@/lib/platform/operation";

import { agreementEvent } from "../agreement-events";
import { moveEnd } from "../agreements";
import { RequestStatus } from "../model";
import { canProvision, canReview, canRevoke } from "../policy/agreements";
import type { Asker } from "../policy/asker";
import { canActFor, canAnswer, canReadRequest } from "../policy/requests";
import type { StoredAgreement } from "../store/agreement-views";
import { loadAsker } from "../store/askers";
import { updateAgreement } from "../store/agreements";
import type { StoredRequest } from "../store/requests";
import {
  type AccessNotes,
  agreementsOfRequests,
  noteOnRequest,
  unprotectedFirstRequest,
} from "../store/wire";
import { offeredTarget, wishFor } from "./request-access";
import { submitRequest } from "./submit";
import { type ConsumerPlace, resolveConsumer, type Target } from "./target";
import { acceptedTerms, offersOf } from "./terms";
import { AccessDocument } from "./wire-input";

type New = { kind: "new"; asker: Asker; target: Target; consumer: ConsumerPlace };
type Present = {
  kind: "present";
  asker: Asker;
  request: StoredRequest;
  agreement: StoredAgreement | null;
};

export const putAccess = command({
  name: "access.putAccess",
  summary: "Ask for access under an id of one's own, or note something on access that has this id.",
  input: AccessDocument,
  output: z.object({
    id: z.string(),
    outcome: z.enum(["created", "updated", "unchanged"]),
    status: RequestStatus,
  }),
  load: loadSubject,
  allow: (actor, subject) =>
    subject.kind === "new" ? canActFor(actor, subject.consumer) : canNote(actor, subject),
  async run(scope, document, subject) {
    const { id } = document;
    if (subject.kind === "new")
      return { id, outcome: "created" as const, status: await create(scope, document, subject) };
    const outcome = await change(scope, document, subject);
    if (outcome === "unchanged") scope.nothingChanged();
    return { id, outcome, status: subject.request.status };
  },
});

/** The same id is the same access, however often it is sent. */
async function loadSubject(scope: Scope, document: AccessDocument): Promise<New | Present> {
  const { db, actor, now } = scope;
  const asker = await loadAsker(db, actor, now);
  const request = await unprotectedFirstRequest(db, document.id);
  if (request === null) return loadNew(scope, document, asker);
  if (request.removedAt !== null || request.accessId !== document.id || !canReadRequest(asker, request))
    throw conflict(`The id ${document.id} is taken. Choose another.`);
  const agreement = (await agreementsOfRequests(db, [request.id])).get(request.id) ?? null;
  return { kind: "present", asker, request, agreement };
}

async function loadNew(
  scope: Scope,
  { provider: { dataProductId, outputPortId }, consumer }: AccessDocument,
  asker: Asker,
): Promise<New> {
  const isVisible = (await visibleProductNames(scope.db, scope.actor, [dataProductId])).has(dataProductId);
  const detail = `The data product ${dataProductId} does not exist.`;
  if (!isVisible) throw invalid(detail, [{ pointer: "#/provider/dataProductId", detail }]);
  const target = await offeredTarget(scope, dataProductId, outputPortId);
  return { kind: "new", asker, target, consumer: await resolveConsumer(scope, consumer) };
}

const YEAR_DAYS = 365;
const DAY_MS = 86_400_000;

async function create(scope: Scope, document: AccessDocument, { asker, target, consumer }: New) {
  const { id, info, roles, tags, links, custom } = document;
  const { purpose, startDate: startsAt, endDate: endsAt, nextReassessmentDate: nextReassessmentAt } = info;
  const from = startsAt ?? scope.now;
  const durationDays = endsAt === null ? YEAR_DAYS : Math.ceil((endsAt.getTime() - from.getTime()) / DAY_MS);
  const { status } = await submitRequest(scope, asker, {
    ...wishFor(target, consumer),
    ...{ id, accessId: id, kind: "new", purpose, startsAt, endsAt, nextReassessmentAt, columns: [] },
    ...{ durationDays, roles: roles ?? [], tags: tags ?? [], links: links ?? {}, custom: custom ?? {} },
    individualAgreements: info.individualAgreements ?? null,
    terms: await termsFor(scope, target),
  });
  scope.record({ subjectId: id, detail: { productId: target.product.id, portId: target.portId } });
  return status;
}

/** A program carries what was agreed elsewhere. A person accepts terms where they can read them: not here. */
async function termsFor({ db, actor }: Scope, { port }: Target) {
  if (actor.kind !== "user" || port.contractId === null) return null;
  const offer = (await offersOf(db, actor, [port.contractId])).get(port.contractId);
  return offer ? acceptedTerms(offer, null) : null;
}

/** Both sides note on a request; on an agreement the owning side does, and its consumers but for what was agreed. */
function canNote(actor: Actor, { asker, request, agreement }: Present): Decision {
  if (canProvision(actor, request).allowed) return allow;
  const own = canAnswer(asker, request);
  return own.allowed || agreement === null ? own : deny("Only the two sides of an agreement note on it.");
}

async function change(scope: Scope, document: AccessDocument, present: Present) {
  await refuseOtherFacts(scope, document, present);
  const { request, agreement } = present;
  const notes = notesIn(document, present);
  const endsAt = newEnd(document, present);
  if (Object.keys(notes).length === 0 && endsAt === null) return "unchanged" as const;
  refuseAgreedFacts(scope.actor, notes, present);
  if (agreement === null) {
    if (endsAt !== null) throw decided("info/endDate", "end");
    await noteOnRequest(scope.db, request.id, notes);
    scope.record({ subjectId: request.id, detail: { noted: Object.keys(notes) } });
    return "updated" as const;
  }
  await noteOnAgreement(scope, agreement, { notes, endsAt });
  return "updated" as const;
}

async function noteOnAgreement(
  scope: Scope,
  agreement: StoredAgreement,
  { notes, endsAt }: { notes: AccessNotes; endsAt: Date | null },
): Promise<void> {
  const noted =
    Object.keys(notes).length === 0
      ? agreement
      : await updateAgreement(scope.db, agreement, { ...notes, now: scope.now });
  if (endsAt !== null) {
    const able = canReview(scope.actor, agreement);
    if (!able.allowed) throw forbidden(able.because);
    await moveEnd(scope, { ...agreement, version: noted.version }, endsAt);
  }
  scope.emit(agreementEvent("access.agreement.updated", agreement));
  const detail = { noted: Object.keys(notes), ...(endsAt && { endsAt: endsAt.toISOString() }) };
  scope.record({ subjectId: agreement.id, detail });
}

/** What was agreed is the owning side's to write down. */
function refuseAgreedFacts(actor: Actor, notes: AccessNotes, { request, agreement }: Present): void {
  if (agreement === null || (!("individualAgreements" in notes) && !("nextReassessmentAt" in notes))) return;
  const able = canRevoke(actor, request);
  if (!able.allowed) throw forbidden(able.because);
}

const UNKNOWN = "unknown";

/** What people have decided about, or are deciding about, stays what it was: as it was put, or as it is told. */
async function refuseOtherFacts(
  { db }: Scope,
  { info, provider, consumer, roles }: AccessDocument,
  { request, agreement }: Present,
): Promise<void> {
  const told = agreement ?? request;
  if (![UNKNOWN, request.productId].includes(provider.dataProductId))
    throw decided("provider", "data product");
  if (!(await namesOfPort(db, request)).includes(provider.outputPortId))
    throw decided("provider", "output port");
  if (consumer.kind !== request.consumerKind || !(await namesOfConsumer(db, request)).includes(consumer.id))
    throw decided("consumer", "consumer");
  if (![request.purpose, told.purpose].includes(info.purpose)) throw decided("info/purpose", "purpose");
  if (roles && !isSameSet(roles, told.roles)) throw decided("roles", "roles");
  if (!isKnownDay(info.startDate, [request.startsAt, told.startsAt]))
    throw decided("info/startDate", "start");
}

function decided(pointer: string, what: string): DomainError {
  const detail = `The ${what} of access that was asked for stays as it is. Cancel it and ask anew.`;
  return new DomainError("conflict", detail, [{ pointer: `#/${pointer}`, detail }]);
}

async function namesOfPort(db: Db, { portId, portName }: StoredRequest): Promise<string[]> {
  const port = (await outputPortsByIds(db, [portId])).get(portId)?.port;
  return [UNKNOWN, portId, portName, ...(port ? [port.name, port.externalId ?? port.name] : [])];
}

async function namesOfConsumer(db: Db, { consumerKind, consumerId }: StoredRequest): Promise<string[]> {
  const person = consumerKind === "user" ? (await peopleByIds(db, [consumerId])).get(consumerId) : undefined;
  return person ? [consumerId, person.email] : [consumerId];
}

const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  [...some].sort().join("\n") === [...new Set(others)].sort().join("\n");

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The wire tells days: a moment on a day that is known says nothing new. */
const isKnownDay = (given: Date | null, known: readonly (Date | null)[]): boolean =>
  given === null || known.some((moment) => moment !== null && dayOf(moment) === dayOf(given));

/** The end that is put instead of the present one, or null. */
const newEnd = ({ info }: AccessDocument, { request, agreement }: Present): Date | null =>
  isKnownDay(info.endDate, [request.endsAt, (agreement ?? request).endsAt]) ? null : info.endDate;

/** What the document says otherwise than it is. */
function notesIn(document: AccessDocument, { request, agreement }: Present): AccessNotes {
  const present = agreement ?? request;
  const { info, tags, links, custom } = document;
  return {
    ...agreedIn(info, present),
    ...(tags && isOther(tags, present.tags) && { tags }),
    ...(links && isOther(links, present.links) && { links }),
    ...(custom && isOther(custom, present.custom) && { custom }),
  };
}

type Agreed = Pick<StoredRequest, "individualAgreements" | "nextReassessmentAt">;

const agreedIn = (
  { individualAgreements: text, nextReassessmentDate: reassessment }: AccessDocument["info"],
  present: Agreed,
): AccessNotes => ({
  ...(text != null && text !== present.individualAgreements && { individualAgreements: text }),
  ...(!isKnownDay(reassessment, [present.nextReassessmentAt]) && { nextReassessmentAt: reassessment }),
});

const isOther = (one: unknown, other: unknown): boolean => !isDeepStrictEqual(one, other);
