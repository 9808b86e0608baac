import "server-only";

import { teamsByIds } from "@/lib/identity";
import { type Actor, allow, type Decision } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { type DomainError, type FieldError, forbidden, invalid } from "@/lib/platform/errors";

import { canRegister, canReplace, type OwnerTeam } from "../policy";

/** A document that is readable and may be kept, on its way into the catalog. */
export type Incoming = {
  id: string;
  sha256: string;
  /** The lifecycle's word: that of the document, unless something else decided. */
  status: string | null;
  /** Where the document names its owner, and what to do when it names none. */
  ownerField: FieldError;
  /** Asked only when there is something to complain about: finding places is slow. */
  locate: (pointer: string) => { line: number; column: number } | null;
};

/** What is registered under an id now. */
export type Present = { revision: number; sha256: string; status: string | null; ownerTeamId: string };

/** What one registration would do, and what stands against it. */
export type Plan<T extends Incoming = Incoming, P extends Present = Present> = {
  incoming: T;
  present: P | null;
  ownerTeamId: string;
  outcome: "created" | "updated" | "unchanged";
  revision: number;
  decision: Decision;
  problem: DomainError | null;
};

export type Asking = {
  db: Db;
  actor: Actor;
  /** Teams that are to be registered together with the documents. */
  newTeams: ReadonlyMap<string, OwnerTeam>;
};

/** How one kind of document is looked up. */
export type Lookup<T extends Incoming, P extends Present> = {
  findPresent: (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, P>>;
  /** Of ids that are not registered now but were. */
  lastRevisions: (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Teams that may own the document; the first that exists does. */
  ownerCandidates: (incoming: T, present: P | null) => readonly string[];
};

type Facts<P extends Present> = {
  present: ReadonlyMap<string, P>;
  lastRevisions: ReadonlyMap<string, number>;
  owners: ReadonlyMap<string, OwnerTeam>;
};

/** Compares documents with what is there, with a fixed number of questions to the database. */
export async function planAll<T extends Incoming, P extends Present>(
  { db, actor, newTeams }: Asking,
  incoming: readonly T[],
  { findPresent, lastRevisions, ownerCandidates }: Lookup<T, P>,
): Promise<Plan<T, P>[]> {
  if (incoming.length === 0) return [];
  const present = await findPresent(
    db,
    incoming.map(({ id }) => id),
  );
  const missing = incoming.flatMap(({ id }) => (present.has(id) ? [] : [id]));
  const candidates = new Map(incoming.map((one) => [one, ownerCandidates(one, present.get(one.id) ?? null)]));
  const teamIds = new Set([...candidates.values()].flat());
  for (const { ownerTeamId } of present.values()) teamIds.add(ownerTeamId);
  const facts: Facts<P> = {
    present,
    lastRevisions: await lastRevisions(db, missing),
    owners: new Map([...(await ownersByIds(db, [...teamIds])), ...newTeams]),
  };
  return incoming.map((one) => plan(actor, { incoming: one, candidates: candidates.get(one) ?? [] }, facts));
}

async function ownersByIds(db: Db, ids: readonly string[]): Promise<Map<string, OwnerTeam>> {
  const places = await teamsByIds(db, ids);
  return new Map([...places].map(([id, { path }]) => [id, { id, ancestorIds: path.map((team) => team.id) }]));
}

type Candidate<T> = { incoming: T; candidates: readonly string[] };

function plan<T extends Incoming, P extends Present>(
  actor: Actor,
  { incoming, candidates }: Candidate<T>,
  { present: registered, lastRevisions, owners }: Facts<P>,
): Plan<T, P> {
  const present = registered.get(incoming.id) ?? null;
  const comparison = compare(incoming, present, lastRevisions.get(incoming.id) ?? 0);
  const base = { incoming, present, ...comparison };
  const [owner] = candidates.flatMap((id) => owners.get(id) ?? []);
  if (!owner) {
    const problem = ownerProblem(incoming, candidates[0] ?? null);
    return { ...base, ownerTeamId: "", decision: allow, problem };
  }
  const presentOwner = present ? owners.get(present.ownerTeamId) : undefined;
  return { ...base, ownerTeamId: owner.id, decision: decide(actor, owner, presentOwner), problem: null };
}

function decide(actor: Actor, owner: OwnerTeam, presentOwner: OwnerTeam | undefined): Decision {
  const decision = presentOwner ? canReplace(actor, presentOwner) : allow;
  return decision.allowed ? canRegister(actor, owner) : decision;
}

/** The same document again is no change, unless it ends or begins a retirement. A removed one goes on counting where it stopped. */
function compare(
  incoming: Incoming,
  present: Present | null,
  lastRevision: number,
): Pick<Plan, "outcome" | "revision"> {
  if (present === null) return { outcome: "created", revision: lastRevision + 1 };
  const isSame = present.sha256 === incoming.sha256 && present.status === incoming.status;
  return isSame
    ? { outcome: "unchanged", revision: present.revision }
    : { outcome: "updated", revision: present.revision + 1 };
}

function ownerProblem({ ownerField, locate }: Incoming, named: string | null): DomainError {
  const detail =
    named === null
      ? ownerField.detail
      : `The owner team ${named} does not exist. Register the team first, or name another.`;
  return invalid(detail, [{ ...ownerField, detail, ...locate(ownerField.pointer) }]);
}

/** Why it is refused, or null. */
export function refusalOf({ problem, decision }: Plan): DomainError | null {
  return problem ?? (decision.allowed ? null : forbidden(decision.because));
}

export const isChange = ({ outcome }: Pick<Plan, "outcome">): boolean => outcome !== "unchanged";
