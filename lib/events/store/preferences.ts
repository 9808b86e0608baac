import "server-only";

import type { Db } from "@/lib/platform/db/client";

import { NoticePreference } from "../model";

/** What a person has chosen; kinds without a choice are left out. */
export async function listPreferences(db: Db, userId: string): Promise<NoticePreference[]> {
  const rows = await db.noticePreference.findMany({ where: { userId }, omit: { userId: true } });
  return rows.flatMap((row) => NoticePreference.safeParse(row).data ?? []);
}

export async function upsertPreference(
  db: Db,
  userId: string,
  { kind, portal, email }: NoticePreference,
): Promise<void> {
  await db.noticePreference.upsert({
    where: { userId_kind: { userId, kind } },
    create: { userId, kind, portal, email },
    update: { portal, email },
    select: { kind: true },
  });
}

export async function findZone(db: Db, userId: string): Promise<string | null> {
  const row = await db.noticeZone.findUnique({ where: { userId }, select: { timeZone: true } });
  return row?.timeZone ?? null;
}

export async function writeZone(db: Db, userId: string, timeZone: string | null): Promise<void> {
  if (timeZone === null) await db.noticeZone.deleteMany({ where: { userId } });
  else
    await db.noticeZone.upsert({
      where: { userId },
      create: { userId, timeZone },
      update: { timeZone },
      select: { userId: true },
    });
}

/** Somebody who may be told things, with what they have chosen. */
export type Recipient = { id: string; preferences: NoticePreference[]; timeZone: string | null };

/** Those of the people who have an account that is not deactivated. */
export async function findRecipients(db: Db, userIds: readonly string[]): Promise<Recipient[]> {
  const where = { userId: { in: [...userIds] } };
  const users = await db.user.findMany({
    where: { id: { in: [...userIds] }, deactivatedAt: null },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  const preferences = await db.noticePreference.findMany({ where });
  const zones = await db.noticeZone.findMany({ where });
  return users.map(({ id }) => ({
    id,
    preferences: preferences
      .filter(({ userId }) => userId === id)
      .flatMap((row) => NoticePreference.safeParse(row).data ?? []),
    timeZone: zones.find(({ userId }) => userId === id)?.timeZone ?? null,
  }));
}
