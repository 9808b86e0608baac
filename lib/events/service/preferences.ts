import "server-only";

import { z } from "zod";

import { env } from "@/lib/platform/env";
import { NOTICE_KINDS } from "@/lib/platform/notice";
import { command, query } from "@/lib/platform/operation";

import { NoticePreference, NoticePreferences } from "../model";
import { canUseNotices } from "../policy";
import { isTimeZone, nextMorning } from "../rules/digest";
import { defaultPreference } from "../rules/notices";
import { dropFromDigest, moveDigest } from "../store/notices";
import { findZone, listPreferences, upsertPreference, writeZone } from "../store/preferences";

export const getNoticePreferences = query({
  name: "events.getNoticePreferences",
  summary: "Show how the person is told about each kind of thing.",
  input: z.object({}),
  output: NoticePreferences,
  load: () => null,
  allow: canUseNotices,
  async run({ db, actor }) {
    const [chosen, timeZone] = await Promise.all([listPreferences(db, actor.id), findZone(db, actor.id)]);
    const items = NOTICE_KINDS.map(
      (kind) => chosen.find((preference) => preference.kind === kind) ?? defaultPreference(kind),
    );
    return { items, timeZone, mail: env().mail.kind };
  },
});

export const setNoticePreference = command({
  name: "events.setNoticePreference",
  summary:
    "Choose how to be told about one kind of thing: in the portal, and by e-mail at once, daily or never.",
  input: NoticePreference,
  output: NoticePreference,
  load: () => null,
  allow: canUseNotices,
  async run({ db, actor: { id: userId }, nothingChanged }, preference) {
    nothingChanged();
    await upsertPreference(db, userId, preference);
    if (preference.email === "off") await dropFromDigest(db, userId, preference.kind);
    return preference;
  },
});

/** The empty text of a form's first choice. */
const Zone = z
  .string()
  .max(64)
  .refine((name) => name === "" || isTimeZone(name), "There is no such time zone.")
  .transform((name) => (name === "" ? null : name))
  .nullable();

export const setNoticeZone = command({
  name: "events.setNoticeZone",
  summary: "Say in which time zone the person's mornings are, when the daily mail comes.",
  input: z.object({ timeZone: Zone }),
  output: z.object({ timeZone: z.string().nullable() }),
  load: () => null,
  allow: canUseNotices,
  async run({ db, actor: { id: userId }, now, nothingChanged }, { timeZone }) {
    nothingChanged();
    await writeZone(db, userId, timeZone);
    await moveDigest(db, userId, { now, digestAt: nextMorning(now, timeZone ?? "UTC") });
    return { timeZone };
  },
});
