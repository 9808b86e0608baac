import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { jobActor } from "@/lib/platform/actor";
import type { Notice, NoticeSource } from "@/lib/platform/notice";
import { append, newestPosition, relay } from "@/lib/platform/outbox";
import { positionOf, react, type Reaction, setBack } from "@/lib/platform/reactions";
import { testRuntime } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";
import { configure } from "@/lib/testing/environment";
import { aPerson } from "@/lib/testing/factories/identity";
import { startSmtp } from "@/lib/testing/smtp";

import { forgetRecords } from "./jobs";
import { sendDigests } from "./mail-jobs";
import { tellingFrom } from "./notices";
import { upsertPreference, writeZone } from "./store/preferences";

const smtp = await startSmtp();
configure({ TRELLIS_SMTP_URL: smtp.url, TRELLIS_MAIL_FROM: "Trellis <trellis@example.org>" });
const runtime = await testRuntime();
const { db, clock } = runtime;
afterAll(() => smtp.stop());

const NOW = new Date("2026-11-24T12:00:00Z");

beforeEach(async () => {
  clock.now = NOW;
  smtp.received.length = 0;
  smtp.answer.next = () => null;
  await db.$executeRaw`truncate notices, mails, notice_preferences, notice_zones, outbox_events, reaction_cursors`;
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
});

/** A source that tells as it is told to; `fail` makes it throw for a subject. */
function aSource(...notices: Partial<Notice>[]) {
  const state: { failsFor: string | null; asked: string[] } = { failsFor: null, asked: [] };
  const source: NoticeSource = {
    types: ["test.thing.happened"],
    toNotices: (_db, { subject }) => {
      state.asked.push(subject);
      if (state.failsFor === subject) return Promise.reject(new Error("killed"));
      return Promise.resolve(
        notices.map((notice) => ({
          ...{ kind: "requests.toDecide", people: [], ring: [], body: "", href: `/requests/${subject}` },
          ...{ title: `About ${subject}`, ...notice },
        })),
      );
    },
  };
  // A name of its own: the portal's reaction, which knows nothing of this source, has another place in the feed.
  return { state, reaction: { ...tellingFrom([source]), name: "test.tellPeople" } };
}

async function happen(...subjects: string[]): Promise<void> {
  await append(
    { db, actor: jobActor("test"), now: clock.now ?? NOW },
    subjects.map((subject) => ({ type: "test.thing.happened", subject })),
  );
  while ((await relay(runtime.pool)) > 0);
}

/** A process that was killed may hold the lock for a moment. */
async function meet(reaction: Reaction): Promise<void> {
  const isBehind = async () => (await positionOf(db, reaction.name)) < (await newestPosition(db));
  while (await isBehind()) await react(runtime, reaction);
}

const titlesOf = async (userId: string) =>
  (await db.notice.findMany({ where: { userId }, orderBy: { position: "asc" } })).map(({ title }) => title);
const subjectsOf = (address: string) =>
  smtp.received
    .filter(({ to }) => to.includes(address))
    .map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim());

describe("a notice", () => {
  it("is made once for each event and person, and mailed once to those who want it at once", async () => {
    const [a, b] = [await aPerson(db), await aPerson(db)];
    const { reaction } = aSource({ people: [a.id, b.id] }, { people: [b.id], title: "never second" });
    await happen("one", "two");
    await meet(reaction);
    await setBack(db, reaction.name, 0n);
    await meet(reaction);
    await drain(runtime);
    for (const { id, email } of [a, b]) {
      expect(await titlesOf(id)).toEqual(["About one", "About two"]);
      expect(subjectsOf(email).sort()).toEqual(["About one", "About two"]);
    }
  });

  it("is made once wherever in the feed its maker is killed", async () => {
    const person = await aPerson(db);
    const subjects = ["one", "two", "three", "four"];
    const { reaction, state } = aSource({ people: [person.id] });
    await happen(...subjects);
    for (const subject of subjects) {
      state.failsFor = subject;
      while (state.asked.at(-1) !== subject) await react(runtime, reaction).catch(() => 0);
      expect(await db.mail.count()).toBe(await db.notice.count());
    }
    state.failsFor = null;
    await meet(reaction);
    await drain(runtime);
    expect(await titlesOf(person.id)).toEqual(subjects.map((subject) => `About ${subject}`));
    expect(subjectsOf(person.email).sort()).toEqual(subjects.map((subject) => `About ${subject}`).sort());
  });

  it("is there with its mail or not at all", async () => {
    const person = await aPerson(db);
    const { reaction } = aSource({ people: [person.id] });
    await happen("one");
    await db.$executeRaw`alter table mails add constraint no_mail check (false) not valid`;
    await expect(react(runtime, reaction)).rejects.toThrow();
    expect(await db.notice.count()).toBe(0);
    await db.$executeRaw`alter table mails drop constraint no_mail`;
    await meet(reaction);
    await drain(runtime);
    expect(subjectsOf(person.email)).toEqual(["About one"]);
  });

  it("is made once by two processes that meet the same event at the same time", async () => {
    const person = await aPerson(db);
    const { reaction } = aSource({ people: [person.id] });
    const event = { position: 7n, at: NOW, type: "test.thing.happened", subject: "one", payload: {} };
    await Promise.all(Array.from({ length: 6 }, () => reaction.run(runtime, [event])));
    await drain(runtime);
    expect(await titlesOf(person.id)).toEqual(["About one"]);
    expect(subjectsOf(person.email)).toEqual(["About one"]);
  });

  it("is not made for who is deactivated or unknown", async () => {
    const gone = await aPerson(db, { deactivatedAt: NOW });
    const { reaction } = aSource({ people: [gone.id, "usr_never"] });
    await happen("one");
    await meet(reaction);
    expect([await db.notice.count(), await db.mail.count()]).toEqual([0, 0]);
  });

  it("is not made of what happened long ago, however often the feed is met anew", async () => {
    const person = await aPerson(db);
    const { reaction } = aSource({ people: [person.id] });
    await happen("old");
    clock.now = new Date("2026-12-09T12:00:00Z");
    await meet(reaction);
    expect(await db.notice.count()).toBe(0);
  });

  it("says nothing that the source did not mean for the person, and asks only about its own types", async () => {
    const [told, rung] = [await aPerson(db), await aPerson(db)];
    const { reaction, state } = aSource({ people: [told.id], ring: [rung.id] });
    await append({ db, actor: jobActor("test"), now: NOW }, [{ type: "test.other.happened", subject: "x" }]);
    await happen("one");
    await meet(reaction);
    expect(state.asked).toEqual(["one"]);
    expect(await titlesOf(rung.id)).toEqual([]);
  });

  it("keeps hostile names harmless", async () => {
    const person = await aPerson(db, { name: "Eve\r\nBcc: all@example.org" });
    const { reaction } = aSource({
      people: [person.id],
      title: "Orders\r\nBcc: all@example.org\r\n\r\n<script>",
      body: "\0<b>bold</b>\ud800",
      href: "https://evil.example",
    });
    await happen("one");
    await meet(reaction);
    await drain(runtime);
    const [mail] = smtp.received;
    expect(mail?.to).toEqual([person.email]);
    expect(mail?.raw).not.toMatch(/^Bcc:/im);
    const html = mail?.text.split("text/html")[1] ?? "";
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|<b>|evil\.example/);
    expect(html).toContain('href="http://localhost:3000/notifications"');
  });
});

describe("preferences", () => {
  it("decide for each kind whether the portal shows it and when it is mailed", async () => {
    const person = await aPerson(db);
    const kind = "requests.toDecide";
    const { reaction } = aSource({ people: [person.id], kind });
    await upsertPreference(db, person.id, { kind, portal: false, email: "off" });
    await happen("silent");
    await meet(reaction);
    await upsertPreference(db, person.id, { kind, portal: true, email: "off" });
    await happen("shown");
    await meet(reaction);
    await upsertPreference(db, person.id, { kind: "provisioning", portal: true, email: "immediate" });
    await drain(runtime);
    expect(await db.notice.findMany({ select: { title: true, inPortal: true } })).toEqual([
      { title: "About silent", inPortal: false },
      { title: "About shown", inPortal: true },
    ]);
    expect(smtp.received).toEqual([]);
  });
});

describe("the daily mail", () => {
  const kind = "provisioning";

  it("comes at seven in the person's zone, once, with everything of the day in it", async () => {
    const [berlin, utc] = [await aPerson(db), await aPerson(db)];
    await writeZone(db, berlin.id, "Europe/Berlin");
    const { reaction } = aSource({ people: [berlin.id, utc.id], kind });
    await happen("one", "two");
    await meet(reaction);
    const at = async (iso: string) => {
      clock.now = new Date(iso);
      await sendDigests.run(runtime, {});
      await drain(runtime);
      return [subjectsOf(berlin.email).length, subjectsOf(utc.email).length];
    };
    expect(await at("2026-11-25T05:59:00Z")).toEqual([0, 0]);
    expect(await at("2026-11-25T06:00:00Z")).toEqual([1, 0]);
    expect(await at("2026-11-25T07:00:00Z")).toEqual([1, 1]);
    expect(await at("2026-11-26T09:00:00Z")).toEqual([1, 1]);
    expect(subjectsOf(utc.email)).toEqual(["2 notices from Trellis"]);
    expect(smtp.received[0]?.text).toMatch(/About one[\s\S]*About two/);
  });

  it("loses nothing when no worker runs in the morning, or one is killed while it writes", async () => {
    const people = [await aPerson(db), await aPerson(db), await aPerson(db)];
    const { reaction } = aSource({ people: people.map(({ id }) => id), kind });
    await happen("one");
    await meet(reaction);
    clock.now = new Date("2026-11-28T15:00:00Z");
    await db.$executeRaw`alter table mails add constraint no_mail check (false) not valid`;
    await expect(sendDigests.run(runtime, {})).rejects.toThrow();
    expect(await db.notice.count({ where: { digestAt: null } })).toBe(0);
    await db.$executeRaw`alter table mails drop constraint no_mail`;
    await Promise.all([sendDigests.run(runtime, {}), sendDigests.run(runtime, {})]);
    await drain(runtime);
    for (const { email } of people) expect(subjectsOf(email)).toEqual(["About one"]);
  });
});

describe("retention", () => {
  it("forgets notices after 90 days and mails after 30, and nothing that has still to go out", async () => {
    const person = await aPerson(db);
    await happen("mailed");
    await meet(aSource({ people: [person.id] }).reaction);
    await happen("daily");
    await meet(aSource({ people: [person.id], kind: "provisioning" }).reaction);
    clock.now = new Date("2027-02-23T12:00:00Z");
    await forgetRecords.run(runtime, {});
    expect(await titlesOf(person.id)).toEqual(["About daily"]);
    expect(await db.mail.count()).toBe(1);
    await drain(runtime);
    await forgetRecords.run(runtime, {});
    expect(await db.mail.count()).toBe(0);
  });
});
