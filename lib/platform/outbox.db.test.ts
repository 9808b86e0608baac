import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";

import { testRuntime } from "@/lib/testing/database";

import { jobActor } from "./actor";
import { connect } from "./db/client";
import type { Runtime } from "./operation";
import { append, feedStatus, OUTBOX_CHANNEL, relay } from "./outbox";

type Row = { position: bigint | null; feedId: string | null; subject: string };

let runtime: Runtime & { url: string };
beforeAll(async () => {
  runtime = await testRuntime();
});

const emit = (subject: string, work?: () => Promise<void>) =>
  runtime.db.$transaction(async (db) => {
    await append({ db, actor: jobActor("test"), now: runtime.now() }, [
      { type: "test.thing.happened", subject },
    ]);
    await work?.();
  });

const feed = (): Promise<Row[]> =>
  runtime.db.outboxEvent.findMany({
    where: { position: { not: null } },
    orderBy: { position: "asc" },
    select: { position: true, feedId: true, subject: true },
  });

async function relayAll(): Promise<void> {
  while ((await relay(runtime.pool, 50)) > 0);
}

async function expectGapFree(): Promise<Row[]> {
  const rows = await feed();
  expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => BigInt(index + 1)));
  const ids = rows.map(({ feedId }) => feedId ?? "");
  expect(ids).toEqual([...new Set(ids)].sort());
  return rows;
}

describe("the outbox", () => {
  it("gives a committed event the next place and an ordered UUID", async () => {
    await emit("first");
    expect(await relay(runtime.pool)).toBe(1);
    const rows = await expectGapFree();
    expect(rows.at(-1)).toMatchObject({ subject: "first" });
    expect(rows.at(-1)?.feedId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it("keeps nothing of a change that was rolled back", async () => {
    const before = (await feed()).length;
    const failing = emit("lost", () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    await relayAll();
    expect((await feed()).length).toBe(before);
  });

  it("places an event that committed late after those that overtook it, so that no cursor skips it", async () => {
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    let isWritten: () => void = () => undefined;
    const written = new Promise<void>((resolve) => (isWritten = resolve));
    const late = emit("late", () => {
      isWritten();
      return held;
    });
    await written;
    await emit("early");
    await relayAll();
    const seen = (await feed()).length;
    finish();
    await late;
    await relayAll();
    const rows = await expectGapFree();
    expect(rows.slice(seen).map(({ subject }) => subject)).toEqual(["late"]);
  });

  it("places each event exactly once, without gaps, under 8 writers and 3 relays", async () => {
    const before = (await feed()).length;
    const subjects = Array.from({ length: 8 }, (_, writer) =>
      Array.from({ length: 25 }, (_unused, n) => `writer ${writer} event ${n}`),
    );
    let isWriting = true;
    const relays = Array.from({ length: 3 }, async () => {
      while (isWriting) await relay(runtime.pool, 7);
    });
    await Promise.all(
      subjects.map(async (mine) => {
        for (const subject of mine) await emit(subject);
      }),
    );
    isWriting = false;
    await Promise.all(relays);
    await relayAll();

    const placed = (await expectGapFree()).slice(before).map(({ subject }) => subject);
    expect(placed.toSorted()).toEqual(subjects.flat().toSorted());
    for (const mine of subjects) expect(placed.filter((subject) => mine.includes(subject))).toEqual(mine);
    expect(await feedStatus(runtime.db)).toMatchObject({
      newest: BigInt(placed.length + before),
      unplaced: 0,
    });
  });

  it("loses nothing and places nothing twice when the relay is killed between any two statements", async () => {
    const before = (await feed()).length;
    const statements = [
      "begin",
      "select pg_try_advisory",
      "select id",
      "select position",
      "update",
      "select pg_notify",
      "commit",
    ];
    for (const statement of statements) {
      await emit(`killed at ${statement}`);
      const killed = await killedBefore(statement);
      await expect(relay(killed)).rejects.toThrow();
      await killed.end();
    }
    await relayAll();
    const placed = (await expectGapFree()).slice(before).map(({ subject }) => subject);
    expect(placed).toEqual(statements.map((statement) => `killed at ${statement}`));
  });

  it("rings when events were committed, and not before", async () => {
    const client = new pg.Client({ connectionString: runtime.url });
    await client.connect();
    const rung: string[] = [];
    client.on("notification", ({ channel }) => rung.push(channel));
    await client.query(`listen ${OUTBOX_CHANNEL}`);
    await emit("heard", async () => {
      await client.query("select 1");
      expect(rung).toEqual([]);
    });
    await client.query("select 1");
    expect(rung).toEqual([OUTBOX_CHANNEL]);
    await client.end();
  });
});

/** A pool whose connection is cut by the server just before it would run the statement. */
async function killedBefore(statement: string): Promise<pg.Pool> {
  const { pool } = connect(runtime.url, 1);
  const client = await pool.connect();
  const run = client.query.bind(client);
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  Object.assign(client, {
    query: async (text: string, values?: unknown[]) => {
      if (text.startsWith(statement)) await kill(rows[0]?.pid);
      return run(text, values);
    },
  });
  client.release();
  return pool;
}

/** Ends the server's side of a connection, and waits until its locks are gone. */
async function kill(pid: number | undefined): Promise<void> {
  await runtime.pool.query("select pg_terminate_backend($1)", [pid]);
  const isThere = "select 1 from pg_stat_activity where pid = $1";
  while ((await runtime.pool.query(isThere, [pid])).rowCount !== 0);
}
