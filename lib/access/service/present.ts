import "server-only";

import type { Person } from "@/lib/identity/model";
import { type Decision, deny } from "@/lib/platform/actor";
import type { Scope } from "@/lib/platform/operation";

import type { Describe } from "../describe";
import { type AccessRequest, type Entry, EntryKind, type Step } from "../model";
import type { Asker } from "../policy/asker";
import { canAnswer, canCancelRequest, canDecide } from "../policy/requests";
import { statusAt } from "../rules/agreement";
import { canBecome, STATUS_WORDS } from "../rules/request-state";
import { listAgreementRows, liveAgreements, type StoredAgreement } from "../store/agreement-views";
import { findAcceptance, historyOf } from "../store/records";
import { entriesOf, type EntryRow, type StoredRequest, type StoredStep } from "../store/requests";
import { askable, type Askable, decidersOf } from "./deciders";
import { excludedFrom } from "./open-step";
import { describingRequests, toDoerKey, toPathStep, toSummary, toTime } from "./summaries";

/** Everything on the one screen on which a request is decided. */
export async function presentRequest(
  { db, now }: Pick<Scope, "db" | "now">,
  asker: Asker,
  request: StoredRequest,
): Promise<AccessRequest> {
  const [entries, terms, history, others, people] = await Promise.all([
    entriesOf(db, request.id),
    findAcceptance(db, request.id),
    historyOf(db, request),
    otherAccess({ db, now }, asker, request),
    askable(db, request.steps, excludedFrom(request)),
  ]);
  const doers = [...entries, ...(terms ? [terms] : [])].map(doerOf);
  const describe = await describingRequests(db, [request], { doers, rows: others });
  return {
    ...toSummary(describe, asker, request),
    ...{ columns: request.columns, roles: request.roles, facts: request.facts },
    ...{ startsAt: toTime(request.startsAt), endsAt: toTime(request.endsAt) },
    ...{ automaticBecause: request.automaticBecause, lapsesAt: toTime(request.lapsesAt), history },
    steps: request.steps.map((step) => toStep(describe, people, step)),
    entries: entries.map((entry) => toEntry(describe, entry)),
    terms: terms && { ...toTerms(terms), by: describe.doer(doerOf(terms)) },
    otherAccess: others.map((agreement) => toOther(describe, agreement, now)),
    permissions: permissionsOf(asker, request),
  };
}

const OTHERS_MAX = 50;

/** What the consumer holds besides, of what the asker may see. */
async function otherAccess(
  { db, now }: Pick<Scope, "db" | "now">,
  { actor }: Asker,
  { accessId, consumerKind, consumerId }: StoredRequest,
): Promise<StoredAgreement[]> {
  const where = { consumerKind, consumerId, id: { not: accessId }, AND: [liveAgreements(now)] };
  const page = { actor, where, order: "soonest", after: null, take: OTHERS_MAX } as const;
  return (await listAgreementRows(db, page)).slice(0, OTHERS_MAX);
}

const toOther = (describe: Describe, agreement: StoredAgreement, now: Date) => ({
  ...{ accessId: agreement.id, target: describe.target(agreement) },
  ...{ status: statusAt(agreement, now), endsAt: agreement.endsAt.toISOString() },
});

function toStep(describe: Describe, people: Askable, step: StoredStep): Step {
  const asksGovernance = step.asksGovernance || step.kind === "governance";
  const { because, position, note } = step;
  return {
    ...toPathStep(describe, step),
    ...{ because, position, note, asksGovernance, openedAt: toTime(step.openedAt) },
    deciders: decidersOf(people, step),
    escalatedTo: step.askedTeamIds.filter((id) => id !== step.teamId).map(describe.team),
    onBehalfOf: step.onBehalfOfId === null ? null : personOf(describe, step.onBehalfOfId),
  };
}

/** Only the name: the address of somebody who was away is nobody's business here. */
const personOf = (describe: Describe, id: string): Person => ({ id, email: "", name: describe.person(id) });

const doerOf = ({ actorKind, actorId }: Pick<EntryRow, "actorKind" | "actorId">) =>
  toDoerKey(actorKind, actorId);

const toEntry = (describe: Describe, entry: EntryRow): Entry => ({
  ...{ id: entry.id, at: entry.at.toISOString(), note: entry.note },
  kind: EntryKind.parse(entry.kind),
  by: describe.doer(doerOf(entry)),
});

type AcceptanceRow = NonNullable<Awaited<ReturnType<typeof findAcceptance>>>;

const toTerms = ({ sha256, contractId, contractVersion, acceptedAt }: AcceptanceRow) => ({
  ...{ sha256, contractId, contractVersion, at: acceptedAt.toISOString() },
});

/** What the asker may do, by rights and by how far the request has come. */
function permissionsOf(asker: Asker, request: StoredRequest): AccessRequest["permissions"] {
  const { status } = request;
  const when = (isPossible: boolean, decision: Decision): Decision =>
    isPossible ? decision : deny(`The request ${STATUS_WORDS[status]}.`);
  return {
    decide: when(canBecome(status, "approved"), canDecide(asker, request)),
    answer: when(status === "needsInformation", canAnswer(asker, request)),
    cancel: when(canBecome(status, "cancelled"), canCancelRequest(asker, request)),
  };
}
