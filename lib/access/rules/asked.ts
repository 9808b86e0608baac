import type { StepKind } from "../model";
import { decidingRoles } from "./request-state";

/** Somebody who could be asked: with a role in a team itself, not by inheritance. */
export type Seat = { teamId: string; role: string; userId: string | null; email: string };

/** Whom a step asks now. */
export type Asked = { teamIds: string[]; asksGovernance: boolean };

/** The requester and the consumer, by user id or e-mail address: they are not asked about their own wish. */
export type Excluded = ReadonlySet<string>;

type Step = { kind: StepKind; teamId: string | null };

/** The people of the teams who decide at such a step. */
export const seatsFor = <S extends Seat>(kind: StepKind, seats: readonly S[], excluded: Excluded): S[] =>
  seats.filter(
    ({ role, userId, email }) =>
      decidingRoles(kind).some((deciding) => deciding === role) &&
      !(userId !== null && excluded.has(userId)) &&
      !excluded.has(email),
  );

type Place = {
  /** The teams above the step's team, nearest first. */
  above: readonly string[];
  seats: readonly Seat[];
  excluded: Excluded;
};

/** Whom a step asks when its turn comes: its team, and the next team up with somebody if it has nobody itself. */
export function firstAsked({ kind, teamId }: Step, place: Place): Asked {
  if (teamId === null) return { teamIds: [], asksGovernance: true };
  const hasSomebody = peopled(kind, place);
  if (hasSomebody(teamId)) return { teamIds: [teamId], asksGovernance: false };
  const next = place.above.find(hasSomebody);
  return next === undefined
    ? { teamIds: [teamId], asksGovernance: true }
    : { teamIds: [teamId, next], asksGovernance: false };
}

type OpenStep = Step & { askedTeamIds: readonly string[]; asksGovernance: boolean };

/** Whom to ask as well, because nobody has answered; null when everybody has been asked. */
export function nextAsked(step: OpenStep, place: Place): Asked | null {
  if (step.asksGovernance) return null;
  const asked = [...step.askedTeamIds];
  const highest = Math.max(-1, ...asked.map((id) => place.above.indexOf(id)));
  const next = place.above.slice(highest + 1).find(peopled(step.kind, place));
  return next === undefined
    ? { teamIds: asked, asksGovernance: true }
    : { teamIds: [...asked, next], asksGovernance: false };
}

function peopled(kind: StepKind, { seats, excluded }: Place): (teamId: string) => boolean {
  const teams = new Set(seatsFor(kind, seats, excluded).map(({ teamId }) => teamId));
  return (teamId) => teams.has(teamId);
}
