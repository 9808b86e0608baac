import "server-only";

import type { Db } from "@/lib/platform/db/client";

import { Notice } from "../model";

const COLUMNS = {
  id: true,
  at: true,
  kind: true,
  title: true,
  body: true,
  href: true,
  readAt: true,
} as const;

type Row = {
  id: string;
  userId: string;
  position: bigint;
  at: Date;
  kind: string;
  title: string;
  body: string;
  href: string;
  inPortal: boolean;
  digestAt: Date | null;
};

/** Of one event each person gets one notice, whoever comes first. Returns the ids of those that were made. */
export async function insertNotices(db: Db, rows: readonly Row[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const made = await db.notice.createManyAndReturn({
    data: [...rows],
    skipDuplicates: true,
    select: { id: true },
  });
  return new Set(made.map(({ id }) => id));
}

type Filter = { userId: string; unread: boolean; before: bigint | null; take: number };

/** A person's notices in the portal, newest first; one more than `take` tells of another page. */
export async function listNoticeRows(
  db: Db,
  { userId, unread, before, take }: Filter,
): Promise<{ position: bigint; notice: Notice }[]> {
  const rows = await db.notice.findMany({
    where: {
      AND: [
        { userId, inPortal: true },
        unread ? { readAt: null } : {},
        before === null ? {} : { position: { lt: before } },
      ],
    },
    orderBy: { position: "desc" },
    take: take + 1,
    select: { ...COLUMNS, position: true },
  });
  return rows.map(({ position, ...row }) => ({ position, notice: toNotice(row) }));
}

/** How many wait to be read, at most `limit`. */
export const countUnread = (db: Db, userId: string, limit: number): Promise<number> =>
  db.notice.count({ where: { userId, inPortal: true, readAt: null }, take: limit });

type Marking = { userId: string; now: Date };

/** Of the ids, those that are the person's own. Returns how many were unread. */
export async function markRead(db: Db, ids: readonly string[], { userId, now }: Marking): Promise<number> {
  const { count } = await db.notice.updateMany({
    where: { userId, id: { in: [...ids] }, readAt: null },
    data: { readAt: now },
  });
  return count;
}

/** Everything up to the notice that is named: what came after it has not been seen. */
export async function markAllRead(db: Db, upTo: string | null, { userId, now }: Marking): Promise<number> {
  const last = upTo === null ? null : await positionIn(db, userId, upTo);
  const { count } = await db.notice.updateMany({
    where: { AND: [{ userId, readAt: null }, last === null ? {} : { position: { lte: last } }] },
    data: { readAt: now },
  });
  return count;
}

async function positionIn(db: Db, userId: string, id: string): Promise<bigint> {
  const row = await db.notice.findFirst({ where: { userId, id }, select: { position: true } });
  return row?.position ?? 0n;
}

/** Whose morning has come. */
export async function usersWithDueDigest(db: Db, now: Date): Promise<string[]> {
  const rows = await db.notice.groupBy({ by: ["userId"], where: { digestAt: { lte: now } } });
  return rows.map(({ userId }) => userId);
}

/** Takes what is due out of the waiting, oldest first: whoever takes it writes the mail in the same transaction. */
export async function takeDueDigest(db: Db, userId: string, now: Date): Promise<Notice[]> {
  const rows = await db.notice.updateManyAndReturn({
    where: { userId, digestAt: { lte: now } },
    data: { digestAt: null },
    select: { ...COLUMNS, position: true },
  });
  return rows.sort((a, b) => Number(a.position - b.position)).map(toNotice);
}

/** What waits for the next morning does not go out any more. */
export async function dropFromDigest(db: Db, userId: string, kind: string): Promise<void> {
  await db.notice.updateMany({ where: { userId, kind, digestAt: { not: null } }, data: { digestAt: null } });
}

/** What waits and is not due yet goes out at another time. */
export async function moveDigest(
  db: Db,
  userId: string,
  { now, digestAt }: { now: Date; digestAt: Date },
): Promise<void> {
  await db.notice.updateMany({ where: { userId, digestAt: { gt: now } }, data: { digestAt } });
}

export async function deleteNotices(db: Db, before: Date): Promise<void> {
  await db.notice.deleteMany({ where: { at: { lt: before }, digestAt: null } });
}

type Shown = Pick<Row, "id" | "at" | "kind" | "title" | "body" | "href"> & { readAt: Date | null };

const toNotice = ({ at, readAt, ...row }: Shown): Notice =>
  Notice.parse({ ...row, at: at.toISOString(), readAt: readAt?.toISOString() ?? null });
