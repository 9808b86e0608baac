import "server-only";

import type { Db } from "@/lib/platform/db/client";
import { notFound } from "@/lib/platform/errors";

import { KeptMail } from "../model";
import type { MailText } from "../rules/mail-text";

type NewMail = MailText & { id: string; userId: string; createdAt: Date };

export async function insertMails(db: Db, mails: readonly NewMail[]): Promise<void> {
  if (mails.length > 0) await db.mail.createMany({ data: [...mails] });
}

/** A mail that a process has taken to send, and who gets it; `to` is null once they have no account any more. */
export type ClaimedMail = MailText & { id: string; to: { name: string; address: string } | null };

/** Whether a process may send the mail now: busy while another is at it, done once there is nothing to do. */
export type Claim = { kind: "claimed"; mail: ClaimedMail } | { kind: "busy" } | { kind: "done" };

/** Takes the mail, unless it is over or another process has taken it after `abandonedBefore`. */
export async function claimMail(
  db: Db,
  id: string,
  { now, abandonedBefore }: { now: Date; abandonedBefore: Date },
): Promise<Claim> {
  const [mail] = await db.mail.updateManyAndReturn({
    where: {
      AND: [
        { id, sentAt: null, givenUpAt: null },
        { OR: [{ claimedAt: null }, { claimedAt: { lt: abandonedBefore } }] },
      ],
    },
    data: { claimedAt: now, attempts: { increment: 1 } },
    select: { id: true, userId: true, subject: true, text: true, html: true },
  });
  if (mail) return { kind: "claimed", mail: { ...mail, to: await addressOf(db, mail.userId) } };
  const open = await db.mail.count({ where: { id, sentAt: null, givenUpAt: null } });
  return { kind: open > 0 ? "busy" : "done" };
}

async function addressOf(db: Db, id: string): Promise<ClaimedMail["to"]> {
  const user = await db.user.findFirst({
    where: { id, deactivatedAt: null },
    select: { name: true, email: true },
  });
  return user && { name: user.name, address: user.email };
}

export async function markSent(db: Db, id: string, now: Date): Promise<void> {
  await db.mail.updateMany({ where: { id }, data: { sentAt: now, claimedAt: null, lastError: null } });
}

export async function giveUp(
  db: Db,
  id: string,
  { now, because }: { now: Date; because: string },
): Promise<void> {
  await db.mail.updateMany({ where: { id }, data: { givenUpAt: now, claimedAt: null, lastError: because } });
}

/** The attempt failed: another may follow. */
export async function release(db: Db, id: string, because: string): Promise<void> {
  await db.mail.updateMany({ where: { id }, data: { claimedAt: null, lastError: because } });
}

type Filter = { userId: string; before: { at: Date; id: string } | null; take: number };

/** A person's mails, newest first; one more than `take` tells of another page. */
export async function listMailRows(db: Db, { userId, before, take }: Filter): Promise<KeptMail[]> {
  const beyond = before
    ? {
        OR: [
          { createdAt: { lt: before.at } },
          { AND: [{ createdAt: before.at }, { id: { lt: before.id } }] },
        ],
      }
    : {};
  const rows = await db.mail.findMany({
    where: { AND: [{ userId }, beyond] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: take + 1,
    select: SHOWN,
  });
  const to = await addressOf(db, userId);
  return rows.map((row) => toKept(row, to));
}

export async function getMailRow(db: Db, userId: string, id: string): Promise<KeptMail> {
  const row = await db.mail.findFirst({ where: { id, userId }, select: SHOWN });
  if (!row) throw notFound("Mail", id);
  return toKept(row, await addressOf(db, userId));
}

const SHOWN = { id: true, createdAt: true, subject: true, text: true } as const;

type Shown = { id: string; createdAt: Date; subject: string; text: string };

const toKept = ({ createdAt, ...row }: Shown, to: ClaimedMail["to"]): KeptMail =>
  KeptMail.parse({ ...row, at: createdAt.toISOString(), to: to?.address ?? "" });

/** Forgets mails that are over. */
export async function deleteMails(db: Db, before: Date): Promise<void> {
  await db.mail.deleteMany({
    where: { createdAt: { lt: before }, OR: [{ sentAt: { not: null } }, { givenUpAt: { not: null } }] },
  });
}
