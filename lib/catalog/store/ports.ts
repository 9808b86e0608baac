import "server-only";

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
