import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import pg from "pg";
import { afterEach, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { z } from "zod";

import { admin, organizationKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { databaseAt, run } from "@/lib/testing/template-database";
import { migrate } from "@/prisma/migrate";

import { allow } from "./actor";
import { auditHead, type AuditNote, changeOf } from "./audit";
import { GENESIS, hashOf, headOf, toText } from "./audit-chain";
import { type Verdict, verifyAudit } from "./audit-verify";
import { conflict } from "./errors";
import { command, type Runtime } from "./operation";

/** Writes the notes, in one transaction. */
const writing = (notes: readonly AuditNote[], meanwhile: () => Promise<void> = () => Promise.resolve()) =>
  command({
    name: "test.write",
    summary: "Write notes.",
    input: z.object({}),
    output: z.object({}),
    load: () => null,
    allow: () => allow,
    async run({ record }) {
      for (const note of notes) record(note);
      await meanwhile();
      return {};
    },
  });

const write = (runtime: Runtime, ...notes: AuditNote[]) => writing(notes).execute(runtime, admin(), {});

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const verify = (url: string, expected: string | null = null): Promise<Verdict> =>
  connected(url, (client) => verifyAudit(client, expected === null ? null : headOf(expected)));

async function aRecord(entries: number): Promise<Runtime & { url: string }> {
  const runtime = await testRuntime();
  await write(runtime, ...Array.from({ length: entries }, (_, n) => ({ subjectId: `s${n + 1}` })));
  return runtime;
}

describe("the record", () => {
  test("gives entries gap-free numbers, each linked to the one before", async () => {
    const runtime = await testRuntime();
    await write(runtime, { subjectId: "a" }, { subjectId: "b" });
    await write(runtime, { subjectId: null, detail: { x: 1 } });

    const rows = await runtime.db.auditEntry.findMany({ orderBy: { seq: "asc" } });

    expect(rows.map(({ seq, subjectId }) => [Number(seq), subjectId])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, null],
    ]);
    expect(rows.map(({ prevHash }) => prevHash)).toEqual([GENESIS.hash, rows[0]?.hash, rows[1]?.hash]);
    expect(await auditHead(runtime.db)).toEqual({ seq: 3, hash: rows[2]?.hash });
    expect(await verify(runtime.url)).toMatchObject({ entries: 3, fault: null });
  });

  test("reads back what it hashed, whatever jsonb makes of numbers, keys and letters", async () => {
    const runtime = await testRuntime();
    const detail = {
      numbers: [1e21, 1e-7, -0, 0.1, 123456789012345680000, 5e-324, 1.7976931348623157e308, 4.5e15],
      nested: { zz: [{ b: null, a: [] }], a: {}, "": "", "10": 1, "9": 2 },
      letters: ["\u20ac\u{1f600}\ufb33 e\u0301 \u00e9 \u202e", '\u007f\u0001\b\t\n"\\/', "\u2028\uffff"],
      "\u{1f600}": 1,
      "\ufb33": 2,
      ["__proto__"]: { polluted: true },
      at: new Date(0).toISOString(),
    };
    await write(runtime, { subjectId: "\u{1f600} 's\"", detail });

    const { at, seq, prevHash, hash, ...row } = await runtime.db.auditEntry.findFirstOrThrow();

    expect(hashOf({ ...row, seq: Number(seq), at: at.toISOString() }, prevHash)).toBe(hash);
    expect(await verify(runtime.url)).toMatchObject({ entries: 1, fault: null });
  });

  test("stays gap-free when many write at once, and takes nothing of what fails", async () => {
    const runtime = await testRuntime();
    const refused = writing([{ subjectId: "no" }], () => Promise.reject(conflict("No.")));

    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        n % 3 === 2
          ? expect(refused.execute(runtime, admin(), {})).rejects.toMatchObject({ code: "conflict" })
          : write(runtime, { subjectId: `a${n}` }, { subjectId: `b${n}` }),
      ),
    );

    expect(await verify(runtime.url)).toMatchObject({ entries: 80, head: { seq: 80 }, fault: null });
    expect(await runtime.db.auditEntry.count({ where: { subjectId: "no" } })).toBe(0);
  });

  test("keeps nobody waiting for work that comes before the end of a transaction", async () => {
    const runtime = await testRuntime();
    const slow = writing([{ subjectId: "slow" }], async () => {
      await write(runtime, { subjectId: "quick" });
    });

    await slow.execute(runtime, admin(), {});

    const rows = await runtime.db.auditEntry.findMany({ orderBy: { seq: "asc" } });
    expect(rows.map(({ subjectId }) => subjectId)).toEqual(["quick", "slow"]);
  });

  test("takes hundreds of notes of one command at once", async () => {
    const runtime = await testRuntime();
    const notes = Array.from({ length: 500 }, (_, n) => ({ subjectId: `s${n}`, detail: { n } }));

    await writing(notes).execute(runtime, organizationKey(), {});

    expect(await verify(runtime.url)).toMatchObject({ entries: 500, fault: null });
  });
});

describe("what is on the record", () => {
  let record: Runtime & { url: string };

  beforeAll(async () => {
    record = await aRecord(2);
  });

  test.each([
    "update audit_entries set action = 'x'",
    "delete from audit_entries",
    "truncate audit_entries",
    "delete from audit_heads",
    "truncate audit_heads",
    "insert into audit_heads values (2, 0, '')",
    "update audit_heads set seq = seq - 1",
    "update audit_heads set hash = ''",
  ])("stays as it is in spite of: %s", async (sql) => {
    await expect(record.pool.query(sql)).rejects.toThrow("append-only");
    expect(await verify(record.url)).toMatchObject({ entries: 2, fault: null });
  });
});

/** What the owner of the tables could do: switch the triggers off. */
const tamper = (url: string, sql: string): Promise<void> =>
  connected(url, async (client) => {
    await client.query("set session_replication_role = replica");
    await client.query(sql);
  });

const ROW = "id, at, action, actor_kind, actor_id, subject_id, detail, prev_hash, hash";

describe("verification", () => {
  let record: Runtime & { url: string };

  beforeAll(async () => {
    record = await aRecord(5);
    await tamper(
      record.url,
      "create table kept as table audit_entries; create table kept_heads as table audit_heads",
    );
  });

  afterEach(() =>
    tamper(
      record.url,
      `truncate audit_entries, audit_heads; insert into audit_heads table kept_heads;
       insert into audit_entries (seq, ${ROW}) select seq, ${ROW} from kept`,
    ),
  );

  test.each([
    ["another action", "update audit_entries set action = 'x' where seq = 3", "changed", 3],
    [
      "another time",
      "update audit_entries set at = at + interval '1 millisecond' where seq = 3",
      "changed",
      3,
    ],
    ["no time at all", "update audit_entries set at = 'infinity' where seq = 3", "changed", 3],
    ["another actor", "update audit_entries set actor_id = 'usr_x' where seq = 3", "changed", 3],
    ["no subject", "update audit_entries set subject_id = null where seq = 3", "changed", 3],
    ["a fact more", "update audit_entries set detail = '{\"x\": 1e999}' where seq = 3", "changed", 3],
    ["another first entry", "update audit_entries set subject_id = 'x' where seq = 1", "changed", 1],
    ["another last entry", "update audit_entries set subject_id = 'x' where seq = 5", "changed", 5],
    ["another hash", "update audit_entries set hash = repeat('a', 64) where seq = 3", "changed", 3],
    ["a removed entry", "delete from audit_entries where seq = 3", "missing", 3],
    ["a removed first entry", "delete from audit_entries where seq = 1", "missing", 1],
    [
      "a removed entry whose gap was closed",
      `delete from audit_entries where seq = 3; update audit_entries set seq = seq - 1 where seq = 4;
       update audit_entries set seq = 4 where seq = 5; update audit_heads set seq = 4`,
      "changed",
      3,
    ],
    [
      "an entry more at the end",
      `insert into audit_entries (seq, ${ROW}) select 6, 'aud_x', ${ROW.slice(4)} from audit_entries where seq = 5`,
      "changed",
      6,
    ],
    [
      "an entry more with a number that is taken",
      `drop index audit_entries_seq_key;
       insert into audit_entries (seq, ${ROW}) select 3, 'aud_x', ${ROW.slice(4)} from audit_entries where seq = 3`,
      "inserted",
      3,
    ],
    [
      "an entry without a number",
      `alter table audit_entries alter column seq drop not null;
       insert into audit_entries (${ROW}) select 'aud_x', ${ROW.slice(4)} from audit_entries where seq = 3`,
      "inserted",
      0,
    ],
    [
      "two entries that changed places",
      `update audit_entries set seq = 9 where seq = 3; update audit_entries set seq = 3 where seq = 4;
       update audit_entries set seq = 4 where seq = 9`,
      "changed",
      3,
    ],
    ["a cut tail", "delete from audit_entries where seq >= 4", "cut", 4],
    ["nothing left", "delete from audit_entries", "cut", 1],
    ["no head", "delete from audit_heads", "headless", 5],
    ["a head that was set back", "update audit_heads set seq = 4", "inserted", 5],
    ["another head", "update audit_heads set hash = repeat('a', 64)", "replaced", 5],
  ])("finds %s", async (_what, sql, kind, seq) => {
    await tamper(record.url, sql);

    expect((await verify(record.url)).fault).toMatchObject({ kind, seq });
  });

  test("finds an entry whose own hash was made to fit, at the one that follows it", async () => {
    const { url, db } = record;
    const { seq, at, ...row } = await db.auditEntry.findFirstOrThrow({ where: { seq: 3 } });
    const entry = { ...row, seq: Number(seq), at: at.toISOString(), subjectId: "x" };
    const forged = hashOf(entry, row.prevHash);

    await tamper(url, `update audit_entries set subject_id = 'x', hash = '${forged}' where seq = 3`);

    expect((await verify(url)).fault).toMatchObject({ kind: "replaced", seq: 4 });
  });

  test("knows a head that was noted elsewhere, however old", async () => {
    const { url, db, ...runtime } = await aRecord(3);
    const noted = toText(await auditHead(db));
    await write({ ...runtime, db }, { subjectId: "later" });

    expect(await verify(url, noted)).toMatchObject({ entries: 4, fault: null });
    expect(await verify(url, toText(await auditHead(db)))).toMatchObject({ fault: null });
    expect((await verify(url, `3:${"a".repeat(64)}`)).fault).toMatchObject({ kind: "replaced", seq: 3 });
    expect((await verify(url, `0:${"a".repeat(64)}`)).fault).toMatchObject({ kind: "replaced", seq: 0 });
    expect((await verify(url, `9:${"a".repeat(64)}`)).fault).toMatchObject({ kind: "cut", seq: 5 });
  });

  test("finds a record that was cut together with its head, by what was noted elsewhere", async () => {
    const { url, db } = record;
    const noted = toText(await auditHead(db));

    await tamper(
      url,
      `delete from audit_entries where seq > 3;
       update audit_heads set seq = 3, hash = (select hash from audit_entries where seq = 3)`,
    );

    expect(await verify(url)).toMatchObject({ entries: 3, fault: null });
    expect((await verify(url, noted)).fault).toMatchObject({ kind: "cut", seq: 4 });
  });

  test("reads a long record in batches, while others write", async () => {
    const runtime = await aRecord(2_500);

    const [verdict] = await Promise.all([
      verify(runtime.url),
      ...Array.from({ length: 10 }, () => write(runtime, { subjectId: "meanwhile" })),
    ]);

    expect(verdict.fault).toBeNull();
    expect(verdict.entries).toBe(verdict.head?.seq);
  });

  test("calls an empty record whole", async () => {
    const { url } = await testRuntime();

    expect(await verify(url)).toEqual({ entries: 0, head: GENESIS, fault: null });
  });
});

test("the entries of an older installation are linked when it is brought up to date", async () => {
  const name = `older_${randomUUID().replaceAll("-", "")}`;
  const url = databaseAt(inject("databaseUrl"), name);
  const folder = await mkdtemp(path.join(tmpdir(), "trellis-older-"));
  await run(inject("databaseUrl"), `create database ${name}`);
  onTestFinished(async () => {
    await run(inject("databaseUrl"), `drop database ${name} with (force)`);
    await rm(folder, { recursive: true });
  });
  const init = "20261123000000_init";
  await cp(path.join("prisma/migrations", init), path.join(folder, init), { recursive: true });
  await migrate(url, folder);
  await run(
    url,
    `insert into audit_entries values
      ('aud_b', '2026-01-01T00:00:00.120Z', 'identity.signIn', 'user', 'usr_1', null, '{"b": [1, null, {"y": "\\"\\n", "xx": true}], "": {}}'),
      ('aud_a', '2026-01-02T00:00:00Z', 'catalog.removeProduct', 'key', 'key_1', 'caf\u00e9', '{}')`,
  );

  await migrate(url);

  expect(await verify(url)).toMatchObject({ entries: 2, head: { seq: 2 }, fault: null });
});

describe("the change between two states", () => {
  test("names the fields that differ, and no others", () => {
    expect(changeOf({ a: 1, b: { x: [1] }, c: null }, { a: 2, b: { x: [1] }, d: "new" })).toEqual({
      before: { a: 1, d: null },
      after: { a: 2, d: "new" },
    });
  });

  test("is nothing where they are the same", () => {
    expect(changeOf({ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } })).toEqual({});
  });

  test("is all of what is there after nothing, or is gone", () => {
    expect(changeOf(null, { a: 1, b: null })).toEqual({ after: { a: 1, b: null } });
    expect(changeOf({ a: 1 }, null)).toEqual({ before: { a: 1 } });
  });
});
