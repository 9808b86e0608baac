import "server-only";

import { accessNotices } from "@/lib/access";
import type { Db } from "@/lib/platform/db/client";
import { newId } from "@/lib/platform/ids";
import { ringPeople } from "@/lib/platform/live";
import type { Notice, NoticeSource } from "@/lib/platform/notice";
import type { Runtime } from "@/lib/platform/operation";
import type { PlacedEvent, Reaction } from "@/lib/platform/reactions";

import type { NoticePreference } from "./model";
import { letterAbout, makesMail, post } from "./mail-jobs";
import { nextMorning } from "./rules/digest";
import {
  daysBefore,
  defaultPreference,
  firstOfEach,
  TELL_WITHIN_DAYS,
  toBody,
  toHref,
  toTitle,
} from "./rules/notices";
import { insertNotices } from "./store/notices";
import { findRecipients, type Recipient } from "./store/preferences";

/** Tells people about events as the sources say. Safe to run twice: nobody is told of one event again. */
export const tellingFrom = (sources: readonly NoticeSource[]): Reaction => ({
  name: "events.tellPeople",
  types: [...new Set(sources.flatMap(({ types }) => types))],
  async run(runtime, events) {
    for (const event of events) await tell(runtime, event, await meaningOf(runtime, sources, event));
  },
});

async function meaningOf(
  { db }: Runtime,
  sources: readonly NoticeSource[],
  event: PlacedEvent,
): Promise<Notice[]> {
  const asked = sources.filter(({ types }) => types.includes(event.type));
  const meant = await Promise.all(asked.map(({ toNotices }) => toNotices(db, event)));
  return meant.flat();
}

/** Notices, mails and rings of one event commit together, so that there are all of them or none. */
async function tell({ db, now }: Runtime, event: PlacedEvent, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const at = now();
  const told = event.at < daysBefore(at, TELL_WITHIN_DAYS) ? new Map<string, Notice>() : firstOfEach(notices);
  await db.$transaction(async (tx) => {
    const drafts = (await findRecipients(tx, [...told.keys()])).flatMap((recipient) => {
      const notice = told.get(recipient.id);
      return notice ? [draft(event, notice, recipient, at)] : [];
    });
    await keep(tx, drafts, at);
    await ringPeople(
      tx,
      notices.flatMap(({ people, ring }) => [...people, ...ring]),
    );
  });
}

function draft(event: PlacedEvent, notice: Notice, { id, preferences, timeZone }: Recipient, now: Date) {
  const { portal, email } = preferenceFor(notice, preferences);
  const isDaily = email === "daily" && makesMail();
  const row = {
    ...{ id: newId("ntc"), userId: id, position: event.position, at: event.at, kind: notice.kind },
    ...{ title: toTitle(notice.title), body: toBody(notice.body), href: toHref(notice.href) },
    inPortal: portal,
    digestAt: isDaily ? nextMorning(now, timeZone ?? "UTC") : null,
  };
  return { row, isMailedNow: email === "immediate" };
}

const preferenceFor = ({ kind }: Notice, chosen: readonly NoticePreference[]): NoticePreference =>
  chosen.find((preference) => preference.kind === kind) ?? defaultPreference(kind);

/** Only what is new is mailed: the row is the proof that somebody was told. */
async function keep(db: Db, drafts: readonly ReturnType<typeof draft>[], now: Date): Promise<void> {
  const made = await insertNotices(
    db,
    drafts.map(({ row }) => row),
  );
  const letters = drafts.filter(({ row, isMailedNow }) => isMailedNow && made.has(row.id));
  await post(
    db,
    letters.map(({ row }) => letterAbout(row.userId, row)),
    now,
  );
}

/** Every domain's answer to what people are told. */
export const tellPeople = tellingFrom([accessNotices]);
