import "server-only";

import { type Actor, seesEverything } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { notFound } from "@/lib/platform/errors";

const columns = {
  id: true,
  fromId: true,
  toId: true,
  startsAt: true,
  endsAt: true,
  note: true,
  endedAt: true,
} as const;

export type DelegationRow = Prisma.DelegationGetPayload<{ select: typeof columns }>;

/** A delegation exists for both people and for those who see everything. */
const delegationsVisibleTo = (actor: Actor): Prisma.DelegationWhereInput =>
  seesEverything(actor) ? {} : { OR: [{ fromId: actor.id }, { toId: actor.id }] };

export async function getDelegationRow(db: Db, actor: Actor, id: string): Promise<DelegationRow> {
  const row = await db.delegation.findFirst({
    where: { AND: [{ id }, delegationsVisibleTo(actor)] },
    select: columns,
  });
  if (!row) throw notFound("Delegation", id);
  return row;
}

/** Those of a person, either way, that are not over, in the order of their beginning. */
export const delegationsOf = (db: Db, userId: string, now: Date): Promise<DelegationRow[]> =>
  db.delegation.findMany({
    where: { OR: [{ fromId: userId }, { toId: userId }], endedAt: null, endsAt: { gt: now } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    select: columns,
  });

export const insertDelegation = (
  db: Db,
  delegation: Omit<DelegationRow, "endedAt"> & { createdAt: Date },
): Promise<DelegationRow> => db.delegation.create({ data: delegation, select: columns });

/** Returns whether it still counted. */
export async function endDelegationRow(db: Db, id: string, now: Date): Promise<boolean> {
  const { count } = await db.delegation.updateMany({
    where: { id, endedAt: null, endsAt: { gt: now } },
    data: { endedAt: now },
  });
  return count === 1;
}
