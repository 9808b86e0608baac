import "server-only";

import type { Db } from "@/lib/platform/db/client";

import type { ReviewReason } from "../model";
import { liveAgreements } from "./agreement-views";

type PortKey = { productId: string; portId: string; now: Date };

/** The live agreements of a port, locked to the end of the transaction. */
export async function lockPortAgreements(db: Db, { productId, portId, now }: PortKey) {
  const ids = await db.$queryRaw<{ id: string }[]>`
    select id from agreements where product_id = ${productId} and port_id = ${portId} and ended_how is null
      and ends_at > ${now} and removed_at is null order by id for update`;
  return db.agreement.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, orderBy: { id: "asc" } });
}

/** The live agreements that a person holds in person, locked to the end of the transaction. */
export async function lockHeldAgreements(db: Db, { names, now }: { names: readonly string[]; now: Date }) {
  const ids = await db.$queryRaw<{ id: string }[]>`
    select id from agreements where consumer_kind = 'user' and consumer_id = any(${names}::text[])
      and ended_how is null and ends_at > ${now} and removed_at is null order by id for update`;
  return db.agreement.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, orderBy: { id: "asc" } });
}

type Review = { reason: ReviewReason; dueAt: Date; now: Date };

/** Puts agreements that are locked up for review. */
export async function askForReview(
  db: Db,
  rows: readonly { id: string }[],
  { reason, dueAt, now }: Review,
): Promise<void> {
  await db.agreement.updateMany({
    where: { AND: [{ id: { in: rows.map(({ id }) => id) } }, liveAgreements(now)] },
    data: {
      ...{ reviewReason: reason, reviewDueAt: dueAt, reviewOverdueAt: null, updatedAt: now },
      version: { increment: 1 },
    },
  });
}
