import "server-only";

import { Classification, OutputPort } from "@/lib/catalog/model";
import type { Db } from "@/lib/platform/db/client";

/** An output port as it is offered now. */
export type StoredPort = { id: string; port: OutputPort };

/** The output ports of a product, in the order of its document. */
export async function outputPortsOf(db: Db, productId: string): Promise<StoredPort[]> {
  const rows = await db.port.findMany({
    where: { productId, direction: "output" },
    orderBy: { position: "asc" },
    select: { id: true, model: true },
  });
  return rows.map(({ id, model }) => ({ id, port: OutputPort.parse(model) }));
}

/** What is decided by of a product, whoever may see it. */
export const findProduct = (
  db: Db,
  id: string,
): Promise<{ id: string; name: string; status: string; ownerTeamId: string } | null> =>
  db.dataProduct.findUnique({
    where: { id },
    select: { id: true, name: true, status: true, ownerTeamId: true },
  });

/** What is decided by of a contract, whoever may see it. */
export type ContractFacts = {
  id: string;
  version: string | null;
  classification: Classification | null;
  personalData: boolean;
};

export async function contractFactsOf(db: Db, ids: readonly string[]): Promise<Map<string, ContractFacts>> {
  const rows = await db.dataContract.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, version: true, classification: true, personalData: true },
  });
  return new Map(
    rows.map((row) => [
      row.id,
      { ...row, classification: Classification.nullable().parse(row.classification) },
    ]),
  );
}

type Account = { id: string; email: string; name: string };

/** An account that counts, by its id or its e-mail address. */
export const findAccount = (db: Db, idOrEmail: string): Promise<Account | null> =>
  db.user.findFirst({
    where: { OR: [{ id: idOrEmail }, { email: idOrEmail }], deactivatedAt: null },
    select: { id: true, email: true, name: true },
  });

/** The teams that name somebody, whether or not they have signed in. */
export async function teamIdsNaming(db: Db, email: string): Promise<string[]> {
  const rows = await db.teamMember.findMany({ where: { email }, select: { teamId: true } });
  return [...new Set(rows.map(({ teamId }) => teamId))];
}

/** Products that the teams own, in the order of their names. */
export const productsOfTeams = (db: Db, teamIds: readonly string[], take: number) =>
  db.dataProduct.findMany({
    where: { ownerTeamId: { in: [...teamIds] } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take,
    select: { id: true, name: true, ownerTeamId: true },
  });
