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

/** Places that are looked up for all readers together, and for each of them at least. */
const [PLACES_MAX, PLACES_MIN] = [20_000, 20];

/**
 * Those of them that everybody or one of the readers may read. Each reader's own places are in one index in their
 * order, so that it does not matter how much there is between them that others read. Of very many readers fewer
 * places each are looked up: then the page ends, earlier than it might, where the first of these has more.
 */
export function eventsForReaders(
  db: Db,
  { readers, after, take }: Page & { readers: readonly string[] },
): Promise<FeedRow[]> {
  const each = Math.min(take, Math.max(PLACES_MIN, Math.floor(PLACES_MAX / Math.max(1, readers.length))));
  return db.$queryRaw<FeedRow[]>`
    with own as (
      select found.position, found.n from unnest(${readers}::text[]) as asked(reader) cross join lateral (
        select position, row_number() over (order by position) as n from outbox_readers r
        where r.reader = asked.reader and r.position > ${after} order by position limit ${each}) found),
    page as (
      (select position from outbox_events where audience is null and position > ${after}
       order by position limit ${take})
      union select position from own order by position limit ${take})
    select feed_id as "feedId", at, type, subject, actor_kind as "actorKind", actor_id as "actorId", payload
    from page join outbox_events using (position)
    where position <= coalesce((select min(position) from own where n = ${each}), 9223372036854775807)
    order by position`;
}
