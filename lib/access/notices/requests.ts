import "server-only";

import { z } from "zod";

import type { Db } from "@/lib/platform/db/client";
import type { Notice, NoticeSource } from "@/lib/platform/notice";
import type { PlacedEvent } from "@/lib/platform/reactions";

import type { EntryKind } from "../model";
import { REQUEST_EVENTS } from "../request-events";
import { isPending, openStep } from "../rules/request-state";
import { askable, type Askable, decidersOf } from "../service/deciders";
import { excludedFrom } from "../service/open-step";
import { describingRequests } from "../service/summaries";
import { standIns } from "../store/people";
import { entriesOf, findRequestRow, type StoredRequest, type StoredStep } from "../store/requests";

const Payload = z.object({ requestId: z.string() });

/** What people are told about requests: approvers what waits for them, the asking side what became of theirs. */
export const requestNotices: NoticeSource = {
  types: REQUEST_EVENTS,
  async toNotices(db, event) {
    const type = REQUEST_EVENTS.find((known) => known === event.type);
    const request = type && (await findRequestRow(db, Payload.parse(event.payload).requestId));
    if (!request) return [];
    const told = await tellingOf(db, event, request);
    return [...NOTICES[type](told), ringing(told)];
  },
};

/** Everything that notices about a request are made from. */
type Telling = {
  at: Date;
  request: StoredRequest;
  /** Ids of the people who are asked now, and of those who stand in for them. */
  asked: string[];
  /** Of these only who was asked last, where the step was escalated. */
  askedLast: string[];
  askers: string[];
  /** Everybody whose open page shows something else now. */
  all: string[];
  requester: string;
  consumer: string;
  team: string;
  noteOf: (kind: EntryKind) => string | null;
};

async function tellingOf(db: Db, { at }: PlacedEvent, request: StoredRequest): Promise<Telling> {
  const [people, describe, entries] = await Promise.all([
    askable(db, request.steps, excludedFrom(request)),
    describingRequests(db, [request]),
    entriesOf(db, request.id),
  ]);
  const step = request.status === "requested" ? openStep(request.steps) : null;
  const covering = await standInsOf(db, request, people, at);
  const askers = askingSide(request);
  const consumer = describe.consumer(request).name;
  const requester = describe.doer({ kind: request.requesterKind, id: request.requesterId }).name;
  return {
    ...{ at, request, requester, consumer, askers, team: describe.team(request.providerTeamId).name },
    asked: step ? covering(step) : [],
    askedLast: step ? covering(lastAskedOf(step)) : [],
    all: [...new Set([...askers, ...request.steps.flatMap(covering)])],
    noteOf: (kind) => entries.findLast((entry) => entry.kind === kind && entry.at <= at)?.note ?? null,
  };
}

type Asking = Pick<StoredStep, "kind" | "teamId" | "askedTeamIds" | "asksGovernance">;

/** Those who are asked at a step, with whoever stands in for one of them at that moment. */
async function standInsOf(
  db: Db,
  request: StoredRequest,
  people: Askable,
  at: Date,
): Promise<(step: Asking) => string[]> {
  const idsOf = (step: Asking) => decidersOf(people, step).flatMap(({ id }) => id ?? []);
  const delegations = await standIns(db, request.steps.flatMap(idsOf), at);
  return (step) => {
    const asked = idsOf(step);
    const covering = delegations.filter(({ fromId }) => asked.includes(fromId)).map(({ toId }) => toId);
    return [...new Set([...asked, ...covering.filter((id) => !people.excluded.has(id))])];
  };
}

/** Governance where it was reached, else the team that was asked last. */
function lastAskedOf({ kind, teamId, askedTeamIds, asksGovernance }: StoredStep): Asking {
  const last = askedTeamIds.at(-1) ?? null;
  if (asksGovernance) return { kind: "governance", teamId: null, askedTeamIds: [], asksGovernance };
  return { kind, teamId: last ?? teamId, askedTeamIds: [], asksGovernance };
}

const askingSide = ({ requesterKind, requesterId, consumerKind, consumerId }: StoredRequest): string[] => [
  ...new Set([
    ...(requesterKind === "user" ? [requesterId] : []),
    ...(consumerKind === "user" ? [consumerId] : []),
  ]),
];

const hrefOf = ({ request }: Telling): string => `/requests/${encodeURIComponent(request.id)}`;

const ringing = (told: Telling): Notice => ({
  ...{ kind: "requests.mine", people: [], ring: told.all, title: "", body: "", href: hrefOf(told) },
});

const toDeciders = (told: Telling, people: readonly string[], title: string, body: string): Notice[] =>
  people.length === 0
    ? []
    : [{ kind: "requests.toDecide", people: [...people], ring: [], title, body, href: hrefOf(told) }];

const toAskers = (told: Telling, title: string, body: string): Notice[] =>
  told.askers.length === 0
    ? []
    : [{ kind: "requests.mine", people: told.askers, ring: [], title, body, href: hrefOf(told) }];

/** `Ada` for herself, `Ada for the team Forecasting` for others. */
const whoAsks = ({ request, requester, consumer }: Telling): string =>
  request.consumerKind === "user" && consumer === requester ? requester : `${requester} for ${consumer}`;

const whatIsAsked = ({ request }: Telling): string =>
  request.kind === "renewal"
    ? `to renew access to ${request.productName}`
    : `for access to ${request.productName}`;

const wish = (told: Telling): string =>
  `${whoAsks(told)} asks ${whatIsAsked(told)} for ${told.request.durationDays} days.\n\n${told.request.purpose}`;

const asks = (told: Telling): string => `${whoAsks(told)} asks ${whatIsAsked(told)}`;

const portOf = ({ request }: Telling): string => `${request.productName}, ${request.portName}`;

const NOTICES: Readonly<Record<(typeof REQUEST_EVENTS)[number], (told: Telling) => Notice[]>> = {
  "access.request.submitted": (told) => toDeciders(told, told.asked, asks(told), wish(told)),
  "access.request.stepApproved": (told) =>
    // The last yes is told of by the approval that follows it.
    isPending(told.request.status) ? toDeciders(told, told.asked, asks(told), wish(told)) : [],
  "access.request.answered": (told) =>
    toDeciders(
      told,
      told.asked,
      `${told.requester} has answered about ${told.request.productName}`,
      told.noteOf("answered") ?? "",
    ),
  "access.request.escalated": (told) =>
    // Those who were asked in the same moment are told of the request itself.
    openStep(told.request.steps)?.openedAt?.getTime() === told.at.getTime()
      ? []
      : toDeciders(
          told,
          told.askedLast,
          `Nobody has decided yet: ${asks(told)}`,
          `It was passed on to you because ${told.team} has not answered.\n\n${wish(told)}`,
        ),
  "access.request.reminded": (told) =>
    told.request.status === "needsInformation"
      ? toAskers(
          told,
          `Your answer about ${told.request.productName} is waited for`,
          told.noteOf("asked") ?? "",
        )
      : toDeciders(told, told.asked, `Waits for your decision: ${asks(told)}`, wish(told)),
  "access.request.asked": (told) =>
    toAskers(
      told,
      `A question about your request for ${told.request.productName}`,
      told.noteOf("asked") ?? "",
    ),
  "access.request.approved": (told) =>
    toAskers(
      told,
      `Access to ${told.request.productName} is approved`,
      `${portOf(told)}, for ${told.consumer}.`,
    ),
  "access.request.rejected": (told) =>
    toAskers(told, `Access to ${told.request.productName} is rejected`, told.noteOf("rejected") ?? ""),
  "access.request.cancelled": () => [],
  "access.request.lapsed": (told) =>
    toAskers(
      told,
      `Your request for ${told.request.productName} has lapsed`,
      `Nobody has decided within 30 days. You can ask again, or write to ${told.team}.`,
    ),
};
