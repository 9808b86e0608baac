import "server-only";

import type { Person } from "@/lib/identity/model";
import type { Db } from "@/lib/platform/db/client";

import { type Describe, describing } from "../describe";
import type { Doer, RequestSummary } from "../model";
import type { Asker } from "../policy/asker";
import { authorityAt } from "../policy/requests";
import { isPending, openStep } from "../rules/request-state";
import type { StoredRequest, StoredStep } from "../store/requests";
import { teamsAsked } from "./deciders";

type DoerKey = Pick<Doer, "kind" | "id">;

/** The names for requests, in a fixed number of statements however many there are. */
export function describingRequests(
  db: Db,
  requests: readonly StoredRequest[],
  { doers = [], rows = [] }: { doers?: readonly DoerKey[]; rows?: Parameters<typeof describing>[1] } = {},
): Promise<Describe> {
  const steps = requests.flatMap((request) => request.steps);
  return describing(db, [...requests, ...rows], {
    doers: [...requests.map(requesterOf), ...steps.flatMap((step) => deciderOf(step) ?? []), ...doers],
    teamIds: steps.flatMap(teamsAsked),
    userIds: steps.flatMap(({ onBehalfOfId }) => onBehalfOfId ?? []),
  });
}

const requesterOf = ({ requesterKind: kind, requesterId: id }: StoredRequest): DoerKey => ({ kind, id });

const KINDS = ["user", "key", "webhook", "job"] as const;

/** Whoever a row names as having done something. */
export const toDoerKey = (kind: string, id: string): DoerKey => ({
  kind: KINDS.find((known) => known === kind) ?? "job",
  id,
});

const deciderOf = ({ decidedByKind, decidedById }: StoredStep): DoerKey | null =>
  decidedByKind === null || decidedById === null ? null : toDoerKey(decidedByKind, decidedById);

/** A request as lists show it. */
export function toSummary(describe: Describe, asker: Asker, request: StoredRequest): RequestSummary {
  const { id, accessId, kind, status, purpose, durationDays, classification, personalData } = request;
  return {
    ...{ id, accessId, kind, status, purpose, durationDays, classification, personalData },
    ...{ bulkKey: request.bulkKey, version: request.version },
    target: describe.target(request),
    consumer: describe.consumer(request),
    requester: describe.doer(requesterOf(request)),
    requestedAt: request.requestedAt.toISOString(),
    decidedAt: toTime(request.decidedAt),
    waitingFor: waitingFor(describe, request),
    path: request.steps.map((step) => toPathStep(describe, step)),
    standsInFor: standsInFor(asker, request),
  };
}

export const toTime = (moment: Date | null): string | null => moment?.toISOString() ?? null;

function waitingFor(describe: Describe, { status, steps }: StoredRequest): RequestSummary["waitingFor"] {
  const step = status === "requested" ? openStep(steps) : null;
  if (!step?.openedAt) return null;
  return {
    ...{ kind: step.kind, team: teamOf(describe, step), since: step.openedAt.toISOString() },
    isEscalated: isEscalated(step),
  };
}

const teamOf = (describe: Describe, { teamId }: StoredStep) =>
  teamId === null ? null : describe.team(teamId);

const isEscalated = ({ teamId, askedTeamIds, asksGovernance }: StoredStep): boolean =>
  teamId !== null && (askedTeamIds.length > 1 || asksGovernance);

/** A step in brief. */
export function toPathStep(describe: Describe, step: StoredStep) {
  const decider = deciderOf(step);
  return {
    ...{ kind: step.kind, status: step.status, team: teamOf(describe, step) },
    decidedAt: toTime(step.decidedAt),
    decidedBy: decider && describe.doer(decider),
  };
}

function standsInFor(asker: Asker, request: StoredRequest): { person: Person; until: string } | null {
  if (!isPending(request.status)) return null;
  const authority = authorityAt(asker, request);
  if (authority.kind !== "delegate") return null;
  return { person: authority.hat.person, until: authority.hat.until.toISOString() };
}
