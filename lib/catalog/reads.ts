import "server-only";

import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import { type ProductFacts, unprotectedFacts } from "./store/facts";
import {
  type ContractPort,
  type OfferedPort,
  providersOfContracts,
  unprotectedOutputPorts,
  unprotectedPortsOfContracts,
} from "./store/ports";
import {
  countProducts,
  getVisible,
  idsAfter,
  idsOfTeams,
  listByIds,
  type StoredProduct,
  unprotectedNames,
} from "./store/views";

/** Products whoever may see them, for projections that carry `visibility` and owner team along. */
export const unprotectedProductFacts = (db: Db, ids: readonly string[]): Promise<ProductFacts[]> =>
  unprotectedFacts(db, ids);

/** A product with its ports; what the actor may not see does not exist. */
export const getVisibleProduct = (db: Db, actor: Actor, id: string): Promise<StoredProduct> =>
  getVisible(db, actor, id);

/** The next ids after `after` in their own order, of all products: for rebuilding a projection. */
export const productIdsAfter = (db: Db, after: string, take: number): Promise<string[]> =>
  idsAfter(db, after, take);

/** How many products there are, whoever may see them. */
export const countAllProducts = (db: Db): Promise<number> => countProducts(db, {});

export const productIdsOfTeams = (db: Db, teamIds: readonly string[]): Promise<string[]> =>
  idsOfTeams(db, teamIds);

/** The ports that name one of the contracts, whoever may see them. */
export const portsOfContracts = (db: Db, contractIds: readonly string[]): Promise<ContractPort[]> =>
  unprotectedPortsOfContracts(db, contractIds);

/** The output ports that exist among the ids, as they are now, whoever may see their products. */
export const outputPortsByIds = (db: Db, ids: readonly string[]): Promise<Map<string, OfferedPort>> =>
  unprotectedOutputPorts(db, ids);

/** The owner team of the first product that provides each contract. */
export const ownersByContract = (db: Db, contractIds: readonly string[]): Promise<Map<string, string>> =>
  providersOfContracts(db, contractIds);

/** Names of products whoever may see them, for those who deal with them by an agreement. */
export const unprotectedProductNames = (db: Db, ids: readonly string[]): Promise<Map<string, string>> =>
  unprotectedNames(db, ids);

/** Names of the products that the actor may see, of those that are asked for. */
export async function visibleProductNames(
  db: Db,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, string>> {
  return new Map((await listByIds(db, actor, ids)).map(({ id, name }) => [id, name]));
}
