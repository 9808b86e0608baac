import { beforeEach, describe, expect, it } from "vitest";

import type { Actor } from "@/lib/platform/actor";
import { admin, organizationKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aPerson } from "@/lib/testing/factories/identity";

import { insertMails } from "../store/mails";
import { insertNotices } from "../store/notices";
import { getMail, listMails } from "./mails";
import { countNotices, listNotices, markNoticesRead } from "./notices";
import { getNoticePreferences, setNoticePreference, setNoticeZone } from "./preferences";

configure({ TRELLIS_DEMO: "1" });
const runtime = await testRuntime();
const { db, clock } = runtime;

const NOW = new Date("2026-11-24T12:00:00Z");
let me: Actor;
let other: Actor;

beforeEach(async () => {
  clock.now = NOW;
  await db.notice.deleteMany();
  [me, other] = [await actorOf(), await actorOf()];
});

/** An administrator: not even they read what others are told. */
async function actorOf(): Promise<Actor> {
  const { id, email } = await aPerson(db);
  return { ...admin(), id, email };
}

type Over = { inPortal?: boolean; kind?: string; digestAt?: Date | null };

async function told({ id: userId }: Actor, position: number, over: Over = {}): Promise<string> {
  const id = `ntc_${userId}_${position}`;
  const row = { id, userId, position: BigInt(position), at: NOW, title: `Notice ${position}`, body: "" };
  await insertNotices(db, [
    { ...row, kind: "requests.mine", href: "/requests", inPortal: true, digestAt: null, ...over },
  ]);
  return id;
}

const titles = async (actor: Actor, input: object = {}) =>
  (await listNotices.execute(runtime, actor, input)).items.map(({ title }) => title);

describe("notices", () => {
  it("are a person's own, newest first, page by page, without those that are for the mail alone", async () => {
    for (const position of [1, 2, 3]) await told(me, position);
    await told(me, 4, { inPortal: false });
    await told(other, 5);
    const first = await listNotices.execute(runtime, me, { limit: 2 });
    expect(first.items.map(({ title }) => title)).toEqual(["Notice 3", "Notice 2"]);
    expect(await titles(me, { limit: 2, cursor: first.nextCursor })).toEqual(["Notice 1"]);
    expect(await titles(other)).toEqual(["Notice 5"]);
  });

  it("are counted while they are unread, and the newest of them is shown", async () => {
    for (const position of [1, 2, 3]) await told(me, position);
    const newest = await told(me, 4);
    await markNoticesRead.execute(runtime, me, { ids: [newest] });
    expect(await countNotices.execute(runtime, me, {})).toMatchObject({
      unread: 3,
      newest: { title: "Notice 3" },
    });
    expect(await titles(me, { unread: "true" })).toEqual(["Notice 3", "Notice 2", "Notice 1"]);
    expect(await countNotices.execute(runtime, other, {})).toEqual({ unread: 0, newest: null });
  });

  it("are marked by their own person alone, once, and nobody reads of it in the audit log", async () => {
    const mine = await told(me, 1);
    expect(await markNoticesRead.execute(runtime, other, { ids: [mine] })).toEqual({ marked: 0 });
    expect(await markNoticesRead.execute(runtime, me, { ids: [mine] })).toEqual({ marked: 1 });
    expect(await markNoticesRead.execute(runtime, me, { ids: [mine] })).toEqual({ marked: 0 });
    expect(await db.auditEntry.count()).toBe(0);
  });

  it("are all marked up to the one that was seen, and not what came after it", async () => {
    const seen = [await told(me, 1), await told(me, 2)];
    await told(me, 3);
    await told(other, 4);
    await markNoticesRead.execute(runtime, me, { all: true, upTo: seen[1] });
    expect(await titles(me, { unread: true })).toEqual(["Notice 3"]);
    await markNoticesRead.execute(runtime, me, { all: true, upTo: `ntc_${other.id}_4` });
    expect(await titles(me, { unread: true })).toEqual(["Notice 3"]);
    await markNoticesRead.execute(runtime, me, { all: true });
    expect(await titles(me, { unread: true })).toEqual([]);
    expect(await titles(other, { unread: true })).toEqual(["Notice 4"]);
  });

  it("are nothing for keys", async () => {
    for (const operation of [listNotices, countNotices, markNoticesRead, getNoticePreferences, listMails])
      await expect(operation.execute(runtime, organizationKey(), {})).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});

describe("preferences", () => {
  const chosen = async (actor: Actor) => {
    const { items } = await getNoticePreferences.execute(runtime, actor, {});
    return items.find(({ kind }) => kind === "provisioning");
  };

  it("have a sensible beginning and are each person's own", async () => {
    const preference = { kind: "provisioning", portal: false, email: "immediate" };
    expect(await chosen(me)).toEqual({ kind: "provisioning", portal: true, email: "daily" });
    await setNoticePreference.execute(runtime, me, preference);
    await setNoticePreference.execute(runtime, me, preference);
    expect([await chosen(me), await chosen(other)]).toEqual([
      preference,
      { kind: "provisioning", portal: true, email: "daily" },
    ]);
  });

  it("take what waits for the morning out of the mail when none is wanted any more", async () => {
    const digestAt = new Date("2026-11-25T07:00:00Z");
    await told(me, 1, { kind: "provisioning", digestAt });
    await told(me, 2, { kind: "agreements.toReview", digestAt });
    await setNoticePreference.execute(runtime, me, { kind: "provisioning", portal: true, email: "off" });
    expect(await db.notice.findMany({ where: { digestAt: { not: null } }, select: { title: true } })).toEqual(
      [{ title: "Notice 2" }],
    );
  });

  it("move the morning with the time zone, and refuse one that does not exist", async () => {
    const id = await told(me, 1, { digestAt: new Date("2026-11-25T07:00:00Z") });
    await setNoticeZone.execute(runtime, me, { timeZone: "America/New_York" });
    expect(await db.notice.findUnique({ where: { id }, select: { digestAt: true } })).toEqual({
      digestAt: new Date("2026-11-25T12:00:00Z"),
    });
    await expect(setNoticeZone.execute(runtime, me, { timeZone: "Mars/Olympus" })).rejects.toMatchObject({
      code: "invalid",
    });
    await setNoticeZone.execute(runtime, me, { timeZone: "" });
    expect((await getNoticePreferences.execute(runtime, me, {})).timeZone).toBeNull();
  });
});

describe("the demo's mailbox", () => {
  it("shows each person their own mails", async () => {
    const mail = { userId: me.id, subject: "News", text: "t", html: "<p>t</p>", createdAt: NOW };
    await insertMails(db, [
      { ...mail, id: "mail_1" },
      { ...mail, id: "mail_2" },
    ]);
    const first = await listMails.execute(runtime, me, { limit: 1 });
    const second = await listMails.execute(runtime, me, { limit: 1, cursor: first.nextCursor });
    expect([first, second].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(["mail_2", "mail_1"]);
    expect(await getMail.execute(runtime, me, { id: "mail_1" })).toMatchObject({ to: me.email, text: "t" });
    expect((await listMails.execute(runtime, other, {})).items).toEqual([]);
    await expect(getMail.execute(runtime, other, { id: "mail_1" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
