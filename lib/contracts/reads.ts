import "server-only";

import type { TeamPlace } from "@/lib/identity";
import { teamsByIds } from "@/lib/identity";
import type { Db } from "@/lib/platform/db/client";

import { type StoredContract, unprotectedByIds } from "./store/views";

/** A contract with the place of its owner team in the tree. */
export type ContractRecord = StoredContract & { owner: TeamPlace | null };

/** Contracts whoever may see them, for projections that decide by visibility and owner team. */
export async function unprotectedContractsByIds(db: Db, ids: readonly string[]): Promise<ContractRecord[]> {
  const contracts = await unprotectedByIds(db, ids);
  const places = await teamsByIds(db, [...new Set(contracts.map(({ ownerTeamId }) => ownerTeamId))]);
  return contracts.map((contract) => ({ ...contract, owner: places.get(contract.ownerTeamId) ?? null }));
}
