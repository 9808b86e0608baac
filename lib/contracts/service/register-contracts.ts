import "server-only";

import { type Asking, isChange, ownersByContract, planAll, refusalOf } from "@/lib/catalog";
import { changeOf } from "@/lib/platform/audit";
import type { Db } from "@/lib/platform/db/client";
import type { Scope } from "@/lib/platform/operation";
import type { Audience } from "@/lib/platform/outbox";

import { ContractRegistered } from "../events";
import { namesOnlyDomain, type PreparedContract } from "../prepare";
import {
  type ContractWrite,
  findPresent,
  insertContracts,
  insertVersions,
  lastRevisions,
  lockContracts,
  type PresentContract,
  updateContracts,
} from "../store/records";
import type { ContractPlan } from "./contract-plan";
import { refuseUnannouncedBreaks } from "./refuse-break";
import { audiencesOf } from "../store/views";

/** Owner teams of products that are registered together with the contracts, by the contracts of their ports. */
export type ProvidingTeams = ReadonlyMap<string, string>;

/** Says what registering would do, and does nothing. */
export const planContracts = (
  asking: Asking,
  contracts: readonly PreparedContract[],
  providing: ProvidingTeams,
): Promise<ContractPlan[]> => planWith(findPresent, { asking, contracts, providing });

/** The same, while nobody else can change these contracts until the transaction ends. */
export const lockAndPlanContracts = (
  asking: Asking,
  contracts: readonly PreparedContract[],
  providing: ProvidingTeams,
): Promise<ContractPlan[]> => planWith(lockContracts, { asking, contracts, providing });

type Work = { asking: Asking; contracts: readonly PreparedContract[]; providing: ProvidingTeams };

/**
 * A contract that names no team stays where it is; else it belongs to the team of the product that is offered
 * under it, else to the team of the key that sends it.
 */
async function planWith(
  find: typeof lockContracts,
  { asking, contracts, providing }: Work,
): Promise<ContractPlan[]> {
  const offering = await findOffering(asking.db, contracts);
  const plans = await planAll(asking, contracts, {
    findPresent: find,
    lastRevisions,
    ownerCandidates({ id, contract }, present) {
      const named = contract.ownerTeamId;
      if (named !== null && !namesOnlyDomain(contract)) return [named];
      const others = [named, present?.ownerTeamId, offering.get(id), providing.get(id), asking.actor.teamId];
      return others.filter((team) => typeof team === "string");
    },
  });
  return refuseUnannouncedBreaks(asking.db, plans);
}

async function findOffering(db: Db, contracts: readonly PreparedContract[]): Promise<Map<string, string>> {
  const unnamed = contracts.filter(
    ({ contract }) => contract.ownerTeamId === null || namesOnlyDomain(contract),
  );
  return ownersByContract(
    db,
    unnamed.map(({ id }) => id),
  );
}

/** Writes what the plans say, with what goes with it: versions, record and events. */
export async function writeContracts(scope: Scope, plans: readonly ContractPlan[]): Promise<void> {
  const writes = plans.filter((plan) => isChange(plan) && refusalOf(plan) === null).map(toWrite);
  if (writes.length === 0) return;
  await insertContracts(
    scope.db,
    writes.filter(({ isNew }) => isNew),
    scope,
  );
  await updateContracts(
    scope.db,
    writes.filter(({ isNew }) => !isNew),
    scope,
  );
  await insertVersions(scope.db, writes, scope);
  const audiences = await audiencesOf(scope.db, writes.map(toReadable));
  for (const write of writes) report(scope, write, audiences.get(write.id) ?? null);
}

type Change = ContractWrite & { present: PresentContract | null };

function toWrite({ incoming, present, ownerTeamId, revision }: ContractPlan): Change {
  const { id, text, mediaType, sha256, contract, warnings } = incoming;
  const isNew = present === null;
  return { id, text, mediaType, sha256, contract, warnings, revision, ownerTeamId, present, isNew };
}

const toReadable = ({ id, ownerTeamId, contract }: ContractWrite) => ({
  id,
  ownerTeamId,
  visibility: contract.visibility ?? "organization",
});

function report(
  { emit, record }: Scope,
  { id, revision, isNew, sha256, present, contract, ownerTeamId }: Change,
  audience: Audience | null,
): void {
  emit({
    type: "contracts.contract.registered",
    subject: id,
    payload: ContractRegistered.parse({ revision, isNew }),
    audience,
  });
  const outcome = isNew ? "created" : "updated";
  const change = changeOf(present && stateOf(present), stateOf({ status: contract.status, ownerTeamId }));
  record({ subjectId: id, detail: { kind: "datacontract", outcome, revision, sha256, ...change } });
}

type State = Pick<PresentContract, "status" | "ownerTeamId">;

/** What a document changes besides its text. */
const stateOf = ({ status, ownerTeamId }: State) => ({ status, ownerTeamId });
