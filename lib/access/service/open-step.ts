import "server-only";

import { teamsByIds } from "@/lib/identity";
import type { TeamPlace } from "@/lib/identity/model";
import type { Db } from "@/lib/platform/db/client";

import type { StepKind } from "../model";
import type { ConsumerSide } from "../policy/requests";
import { type Asked, type Excluded, firstAsked } from "../rules/asked";
import { nextEscalation } from "../rules/request-time";
import { seatsOfTeams } from "../store/people";
import type { AskedColumns, NewStep } from "../store/requests";

type Wanting = Pick<ConsumerSide, "consumerKind" | "consumerId"> & {
  requesterId: string;
  requesterPersonId: string | null;
};

/** Those who are not asked about their own wish. */
export const excludedFrom = ({
  consumerKind,
  consumerId,
  requesterId,
  requesterPersonId,
}: Wanting): Excluded =>
  new Set([
    requesterId,
    ...(requesterPersonId === null ? [] : [requesterPersonId]),
    ...(consumerKind === "user" ? [consumerId] : []),
  ]);

type Turn = { kind: StepKind; teamId: string | null };

type Opening = {
  opened: Omit<NewStep, "position" | "kind" | "because">;
  asked: AskedColumns;
  isEscalated: boolean;
};

/** What a step becomes when its turn comes, and whom the request then asks. */
export async function openedStep(db: Db, step: Turn, wanting: Wanting, now: Date): Promise<Opening> {
  const { teamIds, asksGovernance } = await whomToAsk(db, step, excludedFrom(wanting));
  const opened = {
    ...{ status: "open", teamId: step.teamId, askedTeamIds: teamIds, asksGovernance, openedAt: now },
    escalateAt: asksGovernance ? null : nextEscalation(now),
  };
  const asked = { askedKind: step.kind, askedTeamIds: teamIds, asksGovernance };
  return { opened, asked, isEscalated: step.teamId !== null && (teamIds.length > 1 || asksGovernance) };
}

/** Whom the step would ask if its turn came now. */
export async function whomToAsk(db: Db, step: Turn, excluded: Excluded): Promise<Asked> {
  const place =
    step.teamId === null ? null : ((await teamsByIds(db, [step.teamId])).get(step.teamId) ?? null);
  const above = aboveOf(place);
  const seats = await seatsOfTeams(db, [...(step.teamId === null ? [] : [step.teamId]), ...above]);
  return firstAsked(step, { above, seats, excluded });
}

/** The teams above, nearest first. */
export const aboveOf = (place: TeamPlace | null): string[] =>
  [...(place?.path ?? [])].reverse().map(({ id }) => id);
