import "server-only";

import { z } from "zod";

import { fromCursor, toCursor } from "@/lib/catalog";
import { ringPeople } from "@/lib/platform/live";
import { command, query } from "@/lib/platform/operation";

import { NoticeCount, NoticePage } from "../model";
import { canUseNotices } from "../policy";
import { UNREAD_MAX } from "../rules/notices";
import { countUnread, listNoticeRows, markAllRead, markRead } from "../store/notices";

const Position = z.object({ before: z.coerce.bigint() });

export const listNotices = query({
  name: "events.listNotices",
  summary: "List what the person was told, newest first.",
  input: z.object({
    unread: z.union([z.boolean(), z.stringbool()]).default(false),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: NoticePage,
  load: () => null,
  allow: canUseNotices,
  async run({ db, actor }, { unread, cursor, limit }) {
    const before = cursor === undefined ? null : fromCursor(Position, cursor).before;
    const rows = await listNoticeRows(db, { userId: actor.id, unread, before, take: limit });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ notice }) => notice),
      nextCursor: last ? toCursor({ before: String(last.position) }) : null,
    };
  },
});

export const countNotices = query({
  name: "events.countNotices",
  summary: "Count what the person was told and has not read, and show the newest of it.",
  input: z.object({}),
  output: NoticeCount,
  load: () => null,
  allow: canUseNotices,
  async run({ db, actor: { id: userId } }) {
    const [unread, [newest]] = await Promise.all([
      countUnread(db, userId, UNREAD_MAX),
      listNoticeRows(db, { userId, unread: true, before: null, take: 1 }),
    ]);
    return { unread, newest: newest?.notice ?? null };
  },
});

export const markNoticesRead = command({
  name: "events.markNoticesRead",
  summary: "Note that the person has read some notices, or all up to one.",
  input: z.object({
    ids: z.array(z.string()).max(100).default([]),
    all: z.boolean().default(false),
    /** With `all`: the newest notice that the person has seen. */
    upTo: z.string().optional(),
  }),
  output: z.object({ marked: z.number().int() }),
  load: () => null,
  allow: canUseNotices,
  async run({ db, actor: { id: userId }, now, nothingChanged }, { ids, all, upTo }) {
    // What somebody has read is nobody else's business: it does not enter the audit log.
    nothingChanged();
    const marking = { userId, now };
    const marked = all ? await markAllRead(db, upTo ?? null, marking) : await markRead(db, ids, marking);
    if (marked > 0) await ringPeople(db, [userId]);
    return { marked };
  },
});
