import "server-only";

import type { Db } from "@/lib/platform/db/client";

import { OutputPort } from "../model";

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

/** An output port as it is now, with its product. */
export type OfferedPort = { id: string; productId: string; productName: string; port: OutputPort };

/** The output ports that exist among the ids, whoever may see their products. */
export async function unprotectedOutputPorts(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, OfferedPort>> {
  const rows = await db.port.findMany({
    where: { id: { in: [...ids] }, direction: "output" },
    select: { id: true, productId: true, model: true, product: { select: { name: true } } },
  });
  return new Map(
    rows.map(({ id, productId, model, product }) => [
      id,
      { id, productId, productName: product.name, port: OutputPort.parse(model) },
    ]),
  );
}
