import "server-only";

import { z } from "zod";

import { fromCursor, toCursor } from "@/lib/catalog";
import { env } from "@/lib/platform/env";
import { notFound } from "@/lib/platform/errors";
import { query } from "@/lib/platform/operation";

import { KeptMail, MailPage } from "../model";
import { canUseNotices } from "../policy";
import { getMailRow, listMailRows } from "../store/mails";

/** Where mails are sent, there is no mailbox: they are in the person's own. */
function openMailbox(): null {
  if (env().mail.kind !== "mailbox") throw notFound("Page", "mailbox");
  return null;
}

const Position = z.object({ at: z.coerce.date(), id: z.string() });

export const listMails = query({
  name: "events.listMails",
  summary: "List the mails that the demo would have sent to the person, newest first.",
  input: z.object({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: MailPage,
  load: openMailbox,
  allow: canUseNotices,
  async run({ db, actor }, { cursor, limit }) {
    const before = cursor === undefined ? null : fromCursor(Position, cursor);
    const rows = await listMailRows(db, { userId: actor.id, before, take: limit });
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? toCursor({ at: last.at, id: last.id }) : null };
  },
});

export const getMail = query({
  name: "events.getMail",
  summary: "Show a mail that the demo would have sent to the person.",
  input: z.object({ id: z.string() }),
  output: KeptMail,
  load: openMailbox,
  allow: canUseNotices,
  run: ({ db, actor }, { id }) => getMailRow(db, actor.id, id),
});
