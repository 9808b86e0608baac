import { encode } from "next-auth/jwt";
import { afterEach, describe, expect, it } from "vitest";

import { ringPeople } from "@/lib/platform/live";
import { connect } from "@/lib/platform/db/client";
import type { Runtime } from "@/lib/platform/operation";
import { insertNotices } from "@/lib/events/store/notices";
import { testRuntime } from "@/lib/testing/database";
import { configure, TEST_AUTH_SECRET } from "@/lib/testing/environment";
import { anApiKey, aPerson, aSession } from "@/lib/testing/factories/identity";

import { liveRoute, liveStateRoute } from "./live";
import { createHub, type Hub, PAGES_PER_PERSON } from "./live-hub";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const LONG_MS = 600_000;

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

function aHub(on: Runtime = runtime): Hub {
  const hub = createHub(on);
  cleanUp.push(() => hub.stop());
  return hub;
}

/** Another process of the portal: connections of its own to the same database. */
function anotherProcess(): Runtime {
  const database = connect(runtime.url, 4);
  cleanUp.push(async () => {
    await database.db.$disconnect();
    await database.pool.end();
  });
  return { ...runtime, ...database };
}

async function signedIn() {
  const { id: userId } = await aPerson(db);
  const { id: sid } = await aSession(db, { userId });
  const token = await encode({ token: { sid }, secret: TEST_AUTH_SECRET });
  return { userId, sid, headers: { cookie: `next-auth.session-token=${token}` } };
}

const nothing = { params: Promise.resolve({}) };
const request = (headers: Record<string, string>, signal?: AbortSignal) =>
  new Request("http://localhost:3000/api/live", { headers, ...(signal && { signal }) });

type Message = { event: string; data: unknown };

/** An open page that reads what it is told; `next` is null once the stream has ended. */
async function open(
  hub: Hub,
  headers: Record<string, string>,
  { on = runtime, beatMs = LONG_MS }: { on?: Runtime; beatMs?: number } = {},
) {
  const abort = new AbortController();
  const response = await liveRoute({ runtime: on, hub, beatMs })(request(headers, abort.signal), nothing);
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  cleanUp.push(() => {
    abort.abort();
  });
  let text = "";

  async function next(): Promise<Message | null> {
    for (;;) {
      const [block, rest] = [text.slice(0, text.indexOf("\n\n")), text.slice(text.indexOf("\n\n") + 2)];
      if (text.includes("\n\n")) {
        text = rest;
        const [, event, data = "{}"] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
        if (event) return { event, data: JSON.parse(data) };
        continue;
      }
      const { done, value } = await reader.read();
      if (done) return null;
      text += new TextDecoder().decode(value);
    }
  }

  /** The connection that listens may come up after the page is open: then it says the state once more. */
  async function until(matches: (message: Message) => boolean): Promise<Message> {
    for (let message = await next(); message; message = await next()) if (matches(message)) return message;
    throw new Error("The stream ended before that was said.");
  }

  return { response, next, until, abort };
}

const says = (unread: number) => (message: Message) =>
  message.event === "state" && (message.data as { unread: number }).unread === unread;

let position = 0n;
async function tell(userId: string, on: Runtime = runtime): Promise<void> {
  position += 1n;
  const row = { id: `ntc_${position}`, userId, position, at: runtime.now(), title: `News ${position}` };
  await on.db.$transaction(async (tx) => {
    await insertNotices(tx, [
      { ...row, kind: "requests.mine", body: "", href: "/requests", inPortal: true, digestAt: null },
    ]);
    await ringPeople(tx, [userId]);
  });
}

describe("a live page", () => {
  it("is told how things stand, and again when something changes for its person", async () => {
    const me = await signedIn();
    const page = await open(aHub(), me.headers);
    expect(Object.fromEntries(page.response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-store, no-transform",
    });
    expect(await page.next()).toEqual({ event: "state", data: { unread: 0, newest: null, waiting: 0 } });
    await tell(me.userId);
    expect((await page.until(says(1))).data).toMatchObject({ newest: { title: `News ${position}` } });
  });

  it("hears of what another process has changed, whoever serves it", async () => {
    const me = await signedIn();
    const there = anotherProcess();
    const [here, elsewhere] = [
      await open(aHub(), me.headers),
      await open(aHub(there), me.headers, { on: there }),
    ];
    await here.until(says(0));
    await elsewhere.until(says(0));
    await tell(me.userId, there);
    await here.until(says(1));
    await elsewhere.until(says(1));
  });

  it("hears nothing of what concerns others", async () => {
    const [me, other] = [await signedIn(), await signedIn()];
    const hub = aHub();
    const rings: string[] = [];
    // All are rung at once when the hub begins to listen: only what comes later counts.
    await new Promise<void>((resolve) => {
      const ring = () => {
        rings.push("me");
        resolve();
      };
      hub.join({ userId: me.userId, ring, leave: () => undefined });
    });
    rings.length = 0;
    const page = await open(hub, other.headers);
    await page.until(says(0));
    await tell(other.userId);
    await page.until(says(1));
    expect(rings).toEqual([]);
  });

  it("ends when its session is revoked, before anything more is said", async () => {
    const me = await signedIn();
    const page = await open(aHub(), me.headers);
    await page.until(says(0));
    await db.session.update({ where: { id: me.sid }, data: { revokedAt: runtime.now() } });
    await tell(me.userId);
    expect(await page.until(({ event }) => event !== "state")).toEqual({ event: "over", data: {} });
    expect(await page.next()).toBeNull();
  });

  it("ends by itself at the next beat when its session has ended", async () => {
    const me = await signedIn();
    const page = await open(aHub(), me.headers, { beatMs: 30 });
    await page.until(({ event }) => event === "beat");
    await db.session.update({ where: { id: me.sid }, data: { expiresAt: new Date(0) } });
    await page.until(({ event }) => event === "over");
    expect(await page.next()).toBeNull();
  });

  it("makes room for the next when a person has too many", async () => {
    const me = await signedIn();
    const hub = aHub();
    const pages = [];
    for (let n = 0; n <= PAGES_PER_PERSON; n++) pages.push(await open(hub, me.headers));
    const [oldest, second] = pages;
    await oldest?.until(({ event }) => event === "room");
    expect(await oldest?.next()).toBeNull();
    await second?.until(says(0));
    await tell(me.userId);
    await second?.until(says(1));
  });

  it("is forgotten when the browser goes away", async () => {
    const me = await signedIn();
    const hub = aHub();
    const gone = await open(hub, me.headers);
    await gone.until(says(0));
    gone.abort.abort();
    expect(await gone.next()).toBeNull();
    const left: string[] = [];
    for (let n = 0; n < PAGES_PER_PERSON; n++)
      hub.join({ userId: me.userId, ring: () => undefined, leave: () => left.push(String(n)) });
    expect(left).toEqual([]);
  });

  it("is not missed at when the connection that listens was cut", async () => {
    const me = await signedIn();
    const page = await open(aHub(), me.headers);
    await page.until(says(0));
    await db.$executeRaw`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%' and pid <> pg_backend_pid()`;
    await tell(me.userId);
    await page.until(says(1));
  });

  it("is for people who are signed in", async () => {
    const { secret } = await anApiKey(db);
    const statuses = [];
    for (const make of [liveRoute, liveStateRoute])
      for (const headers of [{}, { "x-api-key": secret }, { cookie: "next-auth.session-token=forged" }])
        statuses.push((await make({ runtime })(request(headers), nothing)).status);
    expect(statuses).toEqual([401, 403, 401, 401, 403, 401]);
  });

  it("may ask once instead", async () => {
    const me = await signedIn();
    await tell(me.userId);
    const response = await liveStateRoute({ runtime })(request(me.headers), nothing);
    expect(await response.json()).toMatchObject({ unread: 1, waiting: 0 });
  });
});
