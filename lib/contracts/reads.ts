import "server-only";

import type { TeamPlace } from "@/lib/identity";
import { teamsByIds } from "@/lib/identity";
import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import { type ContractFacts, unprotectedFacts } from "./store/facts";
import type { Server } from "./model";
import { listIds, listVisibleByIds, type StoredContract, unprotectedByIds } from "./store/views";

/** A contract with the place of its owner team in the tree. */
export type ContractRecord = StoredContract & { owner: TeamPlace | null };

/** Contracts whoever may see them, for projections that decide by visibility and owner team. */
export const unprotectedContractFacts = (db: Db, ids: readonly string[]): Promise<ContractFacts[]> =>
  unprotectedFacts(db, ids);

/** The contracts that the actor may see, of those that are asked for. */
export const visibleContracts = (db: Db, actor: Actor, ids: readonly string[]): Promise<StoredContract[]> =>
  listVisibleByIds(db, actor, ids);

/** Where the data of each contract are, in the order of its document, whoever may see it. */
export async function serversOfContracts(db: Db, ids: readonly string[]): Promise<Map<string, Server[]>> {
  return new Map((await unprotectedByIds(db, ids)).map(({ id, servers }) => [id, servers]));
}

async function unprotectedContractsByIds(db: Db, ids: readonly string[]): Promise<ContractRecord[]> {
  const contracts = await unprotectedByIds(db, ids);
  const places = await teamsByIds(db, [...new Set(contracts.map(({ ownerTeamId }) => ownerTeamId))]);
  return contracts.map((contract) => ({ ...contract, owner: places.get(contract.ownerTeamId) ?? null }));
}

/** Contracts that the actor may see and that hold every word in id, name or purpose, in the order of names. */
export async function findContracts(
  db: Db,
  actor: Actor,
  { words, take }: { words: readonly string[]; take: number },
): Promise<ContractRecord[]> {
  const ids = await listIds(db, actor, { filter: { words }, order: "name", skip: 0, take });
  const contracts = new Map(
    (await unprotectedContractsByIds(db, ids)).map((contract) => [contract.id, contract]),
  );
  return ids.flatMap((id) => contracts.get(id) ?? []);
}
