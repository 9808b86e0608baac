import "server-only";

import { sha256 } from "@/lib/platform/crypto";
import type { Db } from "@/lib/platform/db/client";
import { invalid } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { Scope } from "@/lib/platform/operation";

import { beginAgreement, extendAgreement } from "../agreements";
import type { Plan, PlanFacts, PlannedStep } from "../model";
import type { Asker } from "../policy/asker";
import type { ConsumerSide } from "../policy/requests";
import { requestEvent } from "../request-events";

import { bulkFacts, planOf } from "../rules/plan";
import { firstReminder, lapseOf } from "../rules/request-time";
import { insertAcceptance } from "../store/records";
import {
  type AskedColumns,
  insertEntries,
  insertRequest,
  type NewRequest,
  type NewStep,
  NOBODY_ASKED,
  type StoredRequest,
  unprotectedRequestRow,
} from "../store/requests";
import { openedStep } from "./open-step";
import type { AcceptedTerms } from "./terms";

/** A wish that was checked: who wants what, for what, for how long, and what it is decided by. */
export type Wish = ConsumerSide & {
  /** Id of the request; for a new one that of its agreement. */
  id: string;
  accessId: string;
  kind: "new" | "renewal";
  productId: string;
  productName: string;
  portId: string;
  portName: string;
  contractId: string | null;
  contractVersion: string | null;
  purpose: string;
  durationDays: number;
  startsAt: Date | null;
  endsAt: Date | null;
  columns: readonly string[];
  roles: readonly string[];
  facts: PlanFacts;
  terms: AcceptedTerms | null;
  /** What only the wire gives. */
  nextReassessmentAt?: Date | null;
  individualAgreements?: string | null;
  tags?: readonly string[];
  links?: Record<string, string>;
  custom?: NonNullable<NewRequest["custom"]>;
};

/**
 * Makes a request of a wish, in the transaction of the caller: computes who has to decide and keeps it, asks the
 * first of them, or approves at once where nobody has to. Fails, and lets the call begin again, when the id is taken.
 */
export async function submitRequest(scope: Scope, asker: Asker, wish: Wish): Promise<StoredRequest> {
  const { db, now } = scope;
  refusePeriod(wish, now);
  const plan = planOf(wish.facts);
  const { steps, asked, isEscalated } = await openFirst(db, asker, wish, plan, now);
  await insertRequest(db, { ...toRow(scope, asker, wish, plan), ...asked }, steps);
  if (wish.terms) await keepEvidence(scope, wish, wish.terms);
  const kinds = [
    "submitted" as const,
    ...(isEscalated ? ["escalated" as const] : []),
    ...(plan.kind === "automatic" ? ["approved" as const] : []),
  ];
  await insertEntries(
    db,
    scope,
    kinds.map((kind) => ({ requestId: wish.id, kind })),
  );
  const request = await unprotectedRequestRow(db, wish.id);
  announce(scope, request, kinds);
  if (plan.kind === "automatic") await conclude(scope, request);
  return request;
}

function announce(
  { emit }: Scope,
  request: StoredRequest,
  kinds: readonly ("submitted" | "escalated" | "approved")[],
): void {
  if (request.kind === "new") emit(requestEvent("access.agreement.created", request));
  for (const kind of kinds) emit(requestEvent(`access.request.${kind}`, request));
}

/** Lets the agreement of an approved request begin, or go on. */
export async function conclude(scope: Scope, request: StoredRequest): Promise<void> {
  if (request.kind === "new") await beginAgreement(scope, request);
  else await extendAgreement(scope, request);
}

function refusePeriod({ startsAt, endsAt }: Wish, now: Date): void {
  if (endsAt === null) return;
  if (startsAt !== null && endsAt <= startsAt) throw refusedEnd("The access would end before it starts.");
  if (endsAt <= now) throw refusedEnd("The access would have ended already.");
}

const refusedEnd = (detail: string) => invalid(detail, [{ pointer: "#/endsAt", detail }]);

function toRow({ actor, now }: Scope, asker: Asker, wish: Wish, plan: Plan): NewRequest {
  const { facts, columns, roles, tags = [], links = {}, custom = {} } = wish;
  const isAutomatic = plan.kind === "automatic";
  return {
    ...columnsOf(wish),
    ...{ columns: [...columns], roles: [...roles], tags: [...tags], links, custom, facts },
    ...{ classification: facts.classification, personalData: facts.personalData },
    ...{ providerTeamId: facts.providerTeam.id, requesterKind: actor.kind, requesterId: actor.id },
    requesterPersonId: personBehind(asker),
    bulkKey: sha256(bulkFacts(wish)).slice(0, 24),
    ...{ status: isAutomatic ? "approved" : "requested", requestedAt: now, waitingSince: now },
    ...(isAutomatic
      ? { automaticBecause: plan.because, decidedAt: now }
      : { remindAt: firstReminder(now), lapsesAt: lapseOf(now) }),
  };
}

function columnsOf(wish: Wish) {
  const { id, accessId, kind, productId, productName, portId, portName, contractId, contractVersion } = wish;
  const { consumerKind, consumerId, consumerTeamId, purpose, durationDays, startsAt, endsAt } = wish;
  return {
    ...{ id, accessId, kind, productId, productName, portId, portName, contractId, contractVersion },
    ...{ consumerKind, consumerId, consumerTeamId, purpose, durationDays, startsAt, endsAt },
    nextReassessmentAt: wish.nextReassessmentAt ?? null,
    individualAgreements: wish.individualAgreements ?? null,
  };
}

/** A key of the organisation speaks for a system, and not for whoever made it. */
const personBehind = ({ actor, personId }: Asker): string | null =>
  actor.kind === "key" && actor.teamId === null ? null : personId;

async function openFirst(
  db: Db,
  asker: Asker,
  wish: Wish,
  plan: Plan,
  now: Date,
): Promise<{ steps: NewStep[]; asked: AskedColumns; isEscalated: boolean }> {
  const [first, ...others] = plan.kind === "steps" ? plan.steps.map(toStep) : [];
  if (!first) return { steps: [], asked: NOBODY_ASKED, isEscalated: false };
  const wanted = { ...wish, requesterId: asker.actor.id, requesterPersonId: personBehind(asker) };
  const { opened, asked, isEscalated } = await openedStep(db, first, wanted, now);
  return { steps: [{ ...first, ...opened }, ...others], asked, isEscalated };
}

const toStep = ({ kind, team, because }: PlannedStep, position: number) => ({
  ...{ position, kind, teamId: team?.id ?? null, because, status: "waiting" as const },
});

async function keepEvidence({ db, actor, now }: Scope, wish: Wish, terms: AcceptedTerms): Promise<void> {
  await insertAcceptance(db, {
    ...{ id: newId("trm"), requestId: wish.id, accessId: wish.accessId, ...terms },
    ...{ actorKind: actor.kind, actorId: actor.id, acceptedAt: now },
  });
}
