import "server-only";

import { z } from "zod";

import type { Db } from "@/lib/platform/db/client";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { deliver, type Delivery } from "@/lib/platform/mailer";
import type { Runtime } from "@/lib/platform/operation";

import { digestMail, type MailItem, noticeMail, type MailText } from "./rules/mail-text";
import { claimMail, type ClaimedMail, giveUp, insertMails, markSent, release } from "./store/mails";
import { takeDueDigest, usersWithDueDigest } from "./store/notices";

/** Longer than any attempt takes: whoever has not finished by then is gone. */
const ABANDONED_MS = 5 * 60_000;

/**
 * Sends one mail. Only one process is at it; when it fails, the queue tries again, later each time. A process that
 * dies after the server took the mail and before it could note so leaves one that is sent again, under the same
 * message id.
 */
export const sendMail = defineJob({
  name: "events.sendMail",
  payload: z.object({ mailId: z.string() }),
  async run({ db, now }, { mailId }) {
    const at = now();
    const abandonedBefore = new Date(at.getTime() - ABANDONED_MS);
    const claim = await claimMail(db, mailId, { now: at, abandonedBefore });
    if (claim.kind === "busy") throw new Error("Another process is sending this mail.");
    if (claim.kind === "done") return;
    try {
      const delivery = await hand(claim.mail);
      if (delivery.kind === "sent") await markSent(db, mailId, now());
      else await giveUp(db, mailId, { now: now(), because: delivery.because });
    } catch (error) {
      await release(db, mailId, error instanceof Error ? error.message : String(error));
      throw error;
    }
  },
});

async function hand({ id, to, subject, text, html }: ClaimedMail): Promise<Delivery> {
  const { mail, publicUrl } = env();
  if (to === null) return { kind: "refused", because: "The account is deactivated." };
  if (mail.kind === "none") return { kind: "refused", because: "No mail server is configured." };
  if (mail.kind === "mailbox") return { kind: "sent" };
  const messageId = `<${id}@${new URL(publicUrl).hostname}>`;
  return deliver(mail.server, { messageId, from: mail.from, to, subject, text, html });
}

/** Writes each person the mail of their morning. Often, so that a morning without a worker is made up for. */
export const sendDigests = defineJob({
  name: "events.sendDigests",
  payload: z.object({}),
  cron: "*/5 * * * *",
  async run(runtime) {
    const now = runtime.now();
    for (const userId of await usersWithDueDigest(runtime.db, now)) await sendDigest(runtime, userId, now);
  },
});

async function sendDigest({ db }: Runtime, userId: string, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const due = await takeDueDigest(tx, userId, now);
    if (due.length > 0) await post(tx, [{ userId, ...digestMail(due, env()) }], now);
  });
}

type Letter = MailText & { userId: string };

/** A letter about one thing. */
export const letterAbout = (userId: string, item: MailItem): Letter => ({
  userId,
  ...noticeMail(item, env()),
});

/** Whether there is anything that could become of a mail. */
export const makesMail = (): boolean => env().mail.kind !== "none";

/** Writes mails and what sends them, in the caller's transaction. */
export async function post(db: Db, letters: readonly Letter[], now: Date): Promise<void> {
  if (!makesMail()) return;
  const mails = letters.map((letter) => ({ ...letter, id: newId("mail"), createdAt: now }));
  await insertMails(db, mails);
  for (const { id } of mails) await enqueue(db, sendMail, { mailId: id }, { key: `mail:${id}` });
}
