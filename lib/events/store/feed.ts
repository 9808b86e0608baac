import "server-only";

import type { Db } from "@/lib/platform/db/client";

/** An event as it lies in the feed. */
export type FeedRow = {
  feedId: string;
  at: Date;
  type: string;
  subject: string;
  actorKind: string;
  actorId: string;
  payload: Record<string, unknown>;
};

/** The place of an event that was in the feed, or null. */
export async function findPlace(db: Db, feedId: string): Promise<bigint | null> {
  const row = await db.outboxEvent.findUnique({ where: { feedId }, select: { position: true } });
  return row?.position ?? null;
}

type Page = { after: bigint; take: number };

/** The next events after a place, in their order. */
export const eventsAfter = (db: Db, { after, take }: Page): Promise<FeedRow[]> =>
  db.$queryRaw<FeedRow[]>`
    select feed_id as "feedId", at, type, subject, actor_kind as "actorKind", actor_id as "actorId", payload
    from outbox_events where position > ${after} order by position limit ${take}`;

/**
 * Those of them that everybody or one of the readers may read. Each reader's own places are in one index in their
 * order, so that it does not matter how much there is between them that others read.
 */
export const eventsForReaders = (
  db: Db,
  { readers, after, take }: Page & { readers: readonly string[] },
): Promise<FeedRow[]> =>
  db.$queryRaw<FeedRow[]>`
    with page as (
      (select position from outbox_events where audience is null and position > ${after}
       order by position limit ${take})
      union
      select found.position from unnest(${readers}::text[]) as own(reader) cross join lateral (
        select position from outbox_readers r where r.reader = own.reader and r.position > ${after}
        order by r.position limit ${take}) found
      order by position limit ${take})
    select feed_id as "feedId", at, type, subject, actor_kind as "actorKind", actor_id as "actorId", payload
    from page join outbox_events using (position) order by position`;
