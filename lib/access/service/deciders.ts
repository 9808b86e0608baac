import "server-only";

import type { Person } from "@/lib/identity/model";
import type { Db } from "@/lib/platform/db/client";

import type { AnswerTime, StepKind } from "../model";
import { type Excluded, seatsFor } from "../rules/asked";
import { medianHours } from "../rules/request-time";
import { governancePeople, type NamedSeat, seatsOfTeams } from "../store/people";
import { answerTimesAtStep, answerTimesOfTeam } from "../store/records";

type Step = {
  kind: StepKind;
  teamId: string | null;
  askedTeamIds: readonly string[];
  asksGovernance: boolean;
};

/** The step's own team first, then those that were asked as well. */
export const teamsAsked = ({ teamId, askedTeamIds }: Pick<Step, "teamId" | "askedTeamIds">): string[] => [
  ...new Set([...(teamId === null ? [] : [teamId]), ...askedTeamIds]),
];

/** People who could be asked, without those who are never asked about their own wish. */
export type Askable = { seats: readonly NamedSeat[]; governance: readonly Person[]; excluded: Excluded };

/** Everybody who could be asked at the steps of one request, in two statements. */
export async function askable(
  db: Db,
  steps: readonly Pick<Step, "teamId" | "askedTeamIds">[],
  excluded: Excluded,
): Promise<Askable> {
  const [seats, governance] = await Promise.all([
    seatsOfTeams(db, steps.flatMap(teamsAsked)),
    governancePeople(db, excluded),
  ]);
  return { seats, governance, excluded };
}

/** Those who are asked at a step, or will be, the step's own team first. */
export function decidersOf({ seats, governance, excluded }: Askable, step: Step): Person[] {
  const able = seatsFor(step.kind, seats, excluded);
  const people = teamsAsked(step).flatMap((teamId) =>
    able
      .filter((seat) => seat.teamId === teamId)
      .map(({ userId, email, name }) => ({ id: userId, email, name })),
  );
  const all = step.asksGovernance || step.kind === "governance" ? [...people, ...governance] : people;
  return [...new Map(all.map((person) => [person.email, person])).values()];
}

/** Decisions that the usual time is measured by. */
const MEASURED = 50;

/** How long the team usually takes for a whole request. */
export async function answerTimeOf(db: Db, teamId: string): Promise<AnswerTime> {
  return toAnswerTime(await answerTimesOfTeam(db, teamId, MEASURED));
}

/** How long such a step usually takes. */
export async function answerTimeAt(
  db: Db,
  step: { kind: StepKind; teamId: string | null },
): Promise<AnswerTime> {
  return toAnswerTime(await answerTimesAtStep(db, step, MEASURED));
}

const toAnswerTime = (durations: readonly number[]): AnswerTime => ({
  medianHours: medianHours(durations),
  decidedCount: durations.length,
});
