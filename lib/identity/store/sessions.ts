import "server-only";

import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { notFound } from "@/lib/platform/errors";

import { Session } from "../model";
import { sessionsVisibleTo } from "../policy";

type NewSession = {
  id: string;
  userId: string;
  provider: string;
  userAgent: string | null;
  createdAt: Date;
  expiresAt: Date;
};

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db.session.create({ data: { ...session, lastSeenAt: session.createdAt }, select: { id: true } });
}

/** The session, if the actor may know of it. */
export async function getSession(db: Db, actor: Actor, id: string): Promise<{ id: string; userId: string }> {
  const row = await db.session.findFirst({
    where: { id, AND: [sessionsVisibleTo(actor)] },
    select: { id: true, userId: true },
  });
  if (!row) throw notFound("Session", id);
  return row;
}

export async function getSessionOwner(db: Db, id: string): Promise<{ id: string; userId: string }> {
  const row = await db.session.findUnique({ where: { id }, select: { id: true, userId: true } });
  if (!row) throw notFound("Session", id);
  return row;
}

/** Ends the sessions that have not ended; returns how many that were. */
export async function revokeSessions(
  db: Db,
  which: { id: string } | { userId: string; except: string | null },
  now: Date,
): Promise<number> {
  const where =
    "id" in which
      ? { id: which.id }
      : { userId: which.userId, ...(which.except !== null && { id: { not: which.except } }) };
  const { count } = await db.session.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: now },
  });
  return count;
}

/** Sessions that still count, newest first. */
export async function listActiveSessions(
  db: Db,
  { userId, currentId, now }: { userId: string; currentId: string | null; now: Date },
): Promise<Session[]> {
  const rows = await db.session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
    take: 100,
  });
  return rows.map(({ createdAt, lastSeenAt, expiresAt, ...row }) =>
    Session.parse({
      ...row,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      isCurrent: row.id === currentId,
    }),
  );
}

/** Guarded, so that of many requests at once only one writes. */
export async function noteSessionUse(db: Db, id: string, former: Date, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id, lastSeenAt: former }, data: { lastSeenAt: now } });
}

/** Forgets sessions that ended long ago. */
export async function deleteEndedSessions(db: Db, before: Date): Promise<void> {
  await db.session.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  });
}
