import "server-only";

import type { Db } from "@/lib/platform/db/client";

import { type StoredAgreement, toStoredAgreement } from "./agreement-views";

/** Agreements that one transaction turns at most. */
const BATCH = 100;

/** The agreements by id; the ids are locked, so that nobody else changes them before the transaction ends. */
async function byIds(db: Db, rows: readonly { id: string }[]): Promise<StoredAgreement[]> {
  const found = await db.agreement.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: { id: "asc" },
    include: { provisioning: true },
  });
  return found.map(toStoredAgreement);
}

/** Those whose time is over. What somebody else is changing waits for the next turn, here and below. */
export const lockEnding = async (db: Db, now: Date): Promise<StoredAgreement[]> =>
  byIds(
    db,
    await db.$queryRaw`
      select id from agreements where status in ('upcoming', 'active') and ends_at <= ${now}
      order by ends_at limit ${BATCH}::int for update skip locked`,
  );

/** Those whose time has begun. */
export const lockBeginning = async (db: Db, now: Date): Promise<StoredAgreement[]> =>
  byIds(
    db,
    await db.$queryRaw`
      select id from agreements where status = 'upcoming' and starts_at <= ${now} and ends_at > ${now}
      order by starts_at limit ${BATCH}::int for update skip locked`,
  );

/** Those that end before `until` and whose nearest warning may be due. */
export const lockEndingBefore = async (
  db: Db,
  { now, until, days }: { now: Date; until: Date; days: number },
): Promise<StoredAgreement[]> =>
  byIds(
    db,
    await db.$queryRaw`
      select id from agreements where status = 'active' and starts_at <= ${now} and ends_at > ${now}
        and ends_at <= ${until} and not exists (select 1 from unnest(warned_days) as given where given <= ${days}::int)
      order by ends_at limit ${BATCH}::int for update skip locked`,
  );

/** Those that are to be assessed again and are not under review. */
export const lockReassessed = async (db: Db, now: Date): Promise<StoredAgreement[]> =>
  byIds(
    db,
    await db.$queryRaw`
      select id from agreements where status = 'active' and next_reassessment_at <= ${now} and ends_at > ${now}
        and review_reason is null
      order by next_reassessment_at limit ${BATCH}::int for update skip locked`,
  );

/** Those whose review nobody has answered in time, and nobody was told yet. */
export const lockOverdue = async (db: Db, now: Date): Promise<StoredAgreement[]> =>
  byIds(
    db,
    await db.$queryRaw`
      select id from agreements where status in ('upcoming', 'active') and review_due_at <= ${now}
        and ends_at > ${now} and review_overdue_at is null
      order by review_due_at limit ${BATCH}::int for update skip locked`,
  );

/** Those whose grant or removal has failed and is to be tried again. */
export const lockRetried = async (db: Db, now: Date): Promise<StoredAgreement[]> =>
  byIds(
    db,
    await db.$queryRaw`
      select a.id from agreements a join provisionings p on p.agreement_id = a.id
      where p.retry_at <= ${now} order by p.retry_at limit ${BATCH}::int for update skip locked`,
  );
