import "server-only";

import { type Actor, seesEverything, teamIdsOf } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

/** A port that names a contract. */
export type ContractPort = {
  contractId: string;
  productId: string;
  direction: "input" | "output";
  name: string;
  version: string | null;
};

/** The ports that name one of the contracts, whoever may see them. */
export async function unprotectedPortsOfContracts(
  db: Db,
  contractIds: readonly string[],
): Promise<ContractPort[]> {
  if (contractIds.length === 0) return [];
  return db.$queryRaw<ContractPort[]>`
    select contract_id as "contractId", product_id as "productId", direction, name, version
    from ports where contract_id = any(${contractIds}::text[]) order by product_id, direction, position`;
}

/** The owner team of the first product that provides each contract. */
export async function providersOfContracts(
  db: Db,
  contractIds: readonly string[],
): Promise<Map<string, string>> {
  if (contractIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ contractId: string; ownerTeamId: string }[]>`
    select distinct on (o.contract_id) o.contract_id as "contractId", p.owner_team_id as "ownerTeamId"
    from ports o join data_products p on p.id = o.product_id
    where o.contract_id = any(${contractIds}::text[]) and o.direction = 'output'
    order by o.contract_id, p.created_at, p.id`;
  return new Map(rows.map(({ contractId, ownerTeamId }) => [contractId, ownerTeamId]));
}

/** Of the contracts, those that some products provide, none of which the actor may see. */
export async function onlyInHiddenProducts(
  db: Db,
  actor: Actor,
  contractIds: readonly string[],
): Promise<Set<string>> {
  if (contractIds.length === 0 || seesEverything(actor)) return new Set();
  const rows = await db.$queryRaw<{ contractId: string }[]>`
    select o.contract_id as "contractId" from ports o join data_products p on p.id = o.product_id
    where o.contract_id = any(${contractIds}::text[]) and o.direction = 'output'
    group by o.contract_id
    having bool_and(p.visibility <> 'organization' and p.owner_team_id <> all(${teamIdsOf(actor)}::text[]))`;
  return new Set(rows.map(({ contractId }) => contractId));
}
