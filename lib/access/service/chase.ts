import "server-only";

import { z } from "zod";

import { teamsByIds } from "@/lib/identity";
import { command, type Scope } from "@/lib/platform/operation";

import { canChase } from "../policy/requests";
import { requestEvent } from "../request-events";
import { nextAsked } from "../rules/asked";
import { openStep } from "../rules/request-state";
import { nextEscalation, nextReminder } from "../rules/request-time";
import {
  type Escalation,
  escalateSteps,
  lapseRequests,
  lockEscalating,
  lockLapsing,
  lockReminding,
  setReminders,
} from "../store/chase";
import { seatsOfTeams } from "../store/people";
import { insertEntries, skipSteps, type StoredRequest, type StoredStep } from "../store/requests";
import { aboveOf, excludedFrom } from "./open-step";

/** As many requests of each kind as one transaction turns to. */
const BATCH = 200;

export const chaseRequests = command({
  name: "access.chaseRequests",
  summary: "Remind, escalate and let lapse the requests whose time has come, a batch of each.",
  input: z.object({}),
  output: z.object({ lapsed: z.number().int(), escalated: z.number().int(), reminded: z.number().int() }),
  load: () => null,
  allow: canChase,
  async run(scope) {
    // What lapses is not escalated any more, and whoever is asked anew is not reminded in the same moment.
    const lapsed = await lapse(scope);
    const escalated = await escalate(scope);
    const reminded = await remind(scope);
    if (lapsed + escalated + reminded === 0) scope.nothingChanged();
    return { lapsed, escalated, reminded };
  },
});

async function lapse(scope: Scope): Promise<number> {
  const { db, now } = scope;
  const requests = await lockLapsing(db, { now, take: BATCH });
  if (requests.length === 0) return 0;
  const ids = requests.map(({ id }) => id);
  await lapseRequests(db, ids, now);
  await skipSteps(db, ids);
  return announce(scope, requests, "lapsed");
}

async function escalate(scope: Scope): Promise<number> {
  const { db, now } = scope;
  const requests = await lockEscalating(db, { now, take: BATCH });
  const open = requests.flatMap((request) => {
    const step = openStep(request.steps);
    return step ? [{ request, step }] : [];
  });
  if (open.length === 0) return 0;
  const further = await furtherAsked(scope, open);
  await escalateSteps(
    db,
    open.map(({ step }, index) => toEscalation(step, further[index] ?? null, now)),
  );
  return announce(
    scope,
    open.flatMap(({ request }, index) => (further[index] ? [request] : [])),
    "escalated",
  );
}

type Open = { request: StoredRequest; step: StoredStep };

/** Whom to ask as well, for each of the steps; null where everybody has been asked. */
async function furtherAsked({ db }: Scope, open: readonly Open[]) {
  const places = await teamsByIds(
    db,
    open.flatMap(({ step }) => step.teamId ?? []),
  );
  const above = open.map(({ step }) => aboveOf(places.get(step.teamId ?? "") ?? null));
  const seats = await seatsOfTeams(db, [...new Set(above.flat())]);
  return open.map(({ request, step }, index) =>
    nextAsked(step, { above: above[index] ?? [], seats, excluded: excludedFrom(request) }),
  );
}

function toEscalation(step: StoredStep, further: ReturnType<typeof nextAsked>, now: Date): Escalation {
  const { teamIds, asksGovernance } = further ?? {
    teamIds: step.askedTeamIds,
    asksGovernance: step.asksGovernance,
  };
  return {
    ...{ requestId: step.requestId, position: step.position, teamIds, asksGovernance },
    at: further === null || asksGovernance ? null : nextEscalation(now),
  };
}

async function remind(scope: Scope): Promise<number> {
  const { db, now } = scope;
  const requests = await lockReminding(db, { now, take: BATCH });
  if (requests.length === 0) return 0;
  const reminders = requests.map(({ id, remindAt }) => ({ id, at: nextReminder(remindAt ?? now, now) }));
  await setReminders(db, reminders);
  return announce(scope, requests, "reminded");
}

async function announce(
  scope: Scope,
  requests: readonly StoredRequest[],
  kind: "lapsed" | "escalated" | "reminded",
): Promise<number> {
  await insertEntries(
    scope.db,
    scope,
    requests.map(({ id }) => ({ requestId: id, kind })),
  );
  for (const request of requests) {
    scope.emit(requestEvent(`access.request.${kind}`, request));
    scope.record({ subjectId: request.id, detail: { kind } });
  }
  return requests.length;
}
