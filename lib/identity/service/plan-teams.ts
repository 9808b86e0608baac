import "server-only";

import { type Actor, type Decision } from "@/lib/platform/actor";
import { changeOf } from "@/lib/platform/audit";
import type { Db } from "@/lib/platform/db/client";
import { type DomainError, forbidden, invalid } from "@/lib/platform/errors";
import type { Scope } from "@/lib/platform/operation";

import type { PreparedTeam } from "../document";
import type { TeamRegistered } from "../events";
import { announceLeavers } from "../leavers";
import { canRegisterTeam } from "../policy";
import { placementProblem, type TreeTeam } from "../rules";
import {
  lockTree,
  memberKeysOf,
  saveTeams,
  type StoredTeam,
  storedTeams,
  teamsWithAncestors,
} from "../store/teams";
import { membershipsOfTeams } from "../store/users";

/** What a registration does, or is kept from doing, to one team. */
export type TeamOutcome = {
  id: string;
  outcome: "created" | "updated" | "unchanged" | "refused";
  /** Of the team after it; null when it was refused. */
  version: number | null;
  /** The document that was registered before, or null. */
  before: unknown;
  problem: DomainError | null;
};

type Plan = TeamOutcome & {
  prepared: PreparedTeam;
  decision: Decision;
  facts: TeamRegistered;
  change: ReturnType<typeof changeOf>;
};

type State = { tree: Map<string, TreeTeam>; stored: Map<string, StoredTeam>; actor: Actor };
type Context = { db: Db; actor: Actor };

/** Says what `applyTeams` would do, and does nothing. */
export async function planTeams(context: Context, teams: readonly PreparedTeam[]): Promise<TeamOutcome[]> {
  return (await makePlans(context, teams)).map(toOutcome);
}

/**
 * Registers many teams with a fixed number of statements. A parent may come later in the list than its
 * children. Each team has its own outcome: what is refused does not keep the others from being registered.
 */
export async function applyTeams(scope: Scope, teams: readonly PreparedTeam[]): Promise<TeamOutcome[]> {
  const first = await makePlans(scope, teams);
  if (!first.some(isChange)) return first.map(toOutcome);
  await lockTree(scope.db);
  const plans = await makePlans(scope, teams);
  const changes = new Map(plans.filter(isChange).map((plan) => [plan.id, plan]));
  const regrouped = [...changes.values()].filter(({ facts }) => facts.membersChanged && !facts.isNew);
  const teamIds = regrouped.map(({ id }) => id);
  const before = teamIds.length === 0 ? [] : await membershipsOfTeams(scope.db, teamIds);
  await saveTeams(
    scope.db,
    [...changes.values()].map(({ prepared, version }) => ({ ...prepared, version: version ?? 1 })),
    scope.now,
  );
  if (before.length > 0) announceLeavers(scope, before, await membershipsOfTeams(scope.db, teamIds));
  for (const { id, facts, change } of plans.filter(isChange)) {
    scope.emit({ type: "identity.team.registered", subject: id, payload: facts });
    scope.record({ subjectId: id, detail: { kind: "team", version: facts.version, ...change } });
  }
  return plans.map(toOutcome);
}

const isChange = ({ outcome }: TeamOutcome): boolean => outcome === "created" || outcome === "updated";

const toOutcome = ({ id, outcome, version, before, problem }: Plan): TeamOutcome => ({
  id,
  outcome,
  version,
  before,
  problem,
});

async function makePlans({ db, actor }: Context, teams: readonly PreparedTeam[]): Promise<Plan[]> {
  const ids = teams.map(({ id }) => id);
  const parents = teams.flatMap(({ parentId }) => (parentId === null ? [] : [parentId]));
  const [tree, stored] = await Promise.all([
    teamsWithAncestors(db, [...ids, ...parents]),
    storedTeams(db, ids),
  ]);
  const state: State = { tree, stored, actor };
  const plans = new Map(parentsFirst(teams).map((team) => [team, plan(state, team)]));
  return teams.flatMap((team) => plans.get(team) ?? []);
}

/** Each team after the one in the list that is its parent. */
function parentsFirst(teams: readonly PreparedTeam[]): PreparedTeam[] {
  const byId = new Map(teams.map((team) => [team.id, team]));
  const sorted = new Set<PreparedTeam>();
  const visited = new Set<string>();
  for (const team of teams) {
    const chain: PreparedTeam[] = [];
    for (let next: PreparedTeam | undefined = team; next && !visited.has(next.id);) {
      visited.add(next.id);
      chain.unshift(next);
      next = next.parentId === null ? undefined : byId.get(next.parentId);
    }
    for (const link of chain) sorted.add(link);
    sorted.add(team);
  }
  return [...sorted];
}

/** Decides one team, and lets the teams after it see it as it will be. */
function plan(state: State, prepared: PreparedTeam): Plan {
  const { id, parentId, type, name } = prepared;
  const current = state.tree.get(id) ?? null;
  const stored = state.stored.get(id) ?? null;
  const before: unknown = stored ? JSON.parse(stored.document) : null;
  const decision = canRegisterTeam(state.actor, { current, next: { id, parentId, type } });
  const problem = objection(state, prepared, decision);
  const facts = factsOf(current, stored, prepared);
  const change = changeOfTeam(current, stored, prepared);
  const base = { id, prepared, decision, before, facts, change };
  if (problem) return { ...base, outcome: "refused", version: null, problem };
  if (stored?.document === prepared.document)
    return { ...base, outcome: "unchanged", version: stored.version, problem: null };

  state.tree.set(id, { id, name, type, parentId });
  state.stored.set(id, {
    version: facts.version,
    document: prepared.document,
    memberKeys: memberKeysOf(prepared.members),
    memberRoles: prepared.members.map(({ email, role }) => [email, role]),
  });
  state.actor = withRolesOf(state.actor, id, parentId);
  return { ...base, outcome: stored ? "updated" : "created", version: facts.version, problem: null };
}

function objection({ tree }: State, { id, parentId }: PreparedTeam, decision: Decision): DomainError | null {
  if (!decision.allowed) return forbidden(decision.because);
  const because = placementProblem(tree, id, parentId);
  return because === null ? null : invalid(because, [{ pointer: "#/parent", detail: because }]);
}

function factsOf(
  current: TreeTeam | null,
  stored: StoredTeam | null,
  { name, parentId, type, members }: PreparedTeam,
): TeamRegistered {
  return {
    version: (stored?.version ?? 0) + 1,
    isNew: stored === null,
    nameChanged: current?.name !== name,
    placeChanged: current?.parentId !== parentId || current.type !== type,
    membersChanged: (stored?.memberKeys ?? "") !== memberKeysOf(members),
  };
}

/** Name, place and roles: what decides about rights. Of the members those alone whose role is another. */
function changeOfTeam(current: TreeTeam | null, stored: StoredTeam | null, prepared: PreparedTeam) {
  const former = new Map(stored?.memberRoles);
  const present = new Map(prepared.members.map(({ email, role }) => [email, role]));
  const stateOf = ({ name, type, parentId }: Pick<TreeTeam, "name" | "type" | "parentId">) => ({
    ...{ name, type, parentId },
  });
  const before = current && { ...stateOf(current), members: rolesUnlike(present, former) };
  return changeOf(before, { ...stateOf(prepared), members: rolesUnlike(former, present) });
}

/** Those of `roles` that `others` does not give to the same person. */
const rolesUnlike = (others: ReadonlyMap<string, string>, roles: ReadonlyMap<string, string>) =>
  Object.fromEntries([...roles].filter(([email, role]) => others.get(email) !== role));

/** Roles in a team hold in the teams below it, also in one that is registered in the same call. */
function withRolesOf(actor: Actor, id: string, parentId: string | null): Actor {
  const inherited = parentId === null ? undefined : actor.teamRoles.get(parentId);
  if (!inherited || actor.teamRoles.has(id)) return actor;
  return { ...actor, teamRoles: new Map([...actor.teamRoles, [id, inherited]]) };
}
