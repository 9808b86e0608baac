import "server-only";

import type pg from "pg";

import { type Chained, GENESIS, type Head, hashOf } from "./audit-chain";

/** The first place at which a record is not what was written. */
type Fault = {
  kind: "changed" | "missing" | "inserted" | "replaced" | "cut" | "headless";
  /** Of the entry at that place. */
  seq: number;
  because: string;
};

export type Verdict = { entries: number; head: Head | null; fault: Fault | null };

/**
 * Reads the whole record, as it is at this moment, a batch at a time. `expected` is a head that was noted elsewhere,
 * now or long ago: who owns the database can write all of the record anew, but not what is kept elsewhere.
 */
export async function verifyAudit(client: pg.ClientBase, expected: Head | null): Promise<Verdict> {
  await client.query("begin transaction isolation level repeatable read, read only");
  try {
    const { entries, head } = await readEnd(client);
    return { entries, head, fault: await findFault(client, head, expected) };
  } finally {
    await client.query("rollback");
  }
}

async function readEnd(client: pg.ClientBase): Promise<{ entries: number; head: Head | null }> {
  const { rows } = await client.query<{ entries: string; seq: string | null; hash: string | null }>(
    `select (select count(*) from audit_entries) as entries, h.seq, h.hash
     from (select 1) one left join audit_heads h on h.id = 1`,
  );
  const [row] = rows;
  const hasHead = row?.seq != null && row.hash !== null;
  return {
    entries: Number(row?.entries ?? 0),
    head: hasHead ? { seq: Number(row.seq), hash: row.hash ?? "" } : null,
  };
}

async function findFault(
  client: pg.ClientBase,
  head: Head | null,
  expected: Head | null,
): Promise<Fault | null> {
  let last = GENESIS;
  let fault = faultOfExpected(last, expected);
  for await (const entry of entriesInOrder(client)) {
    fault ??= faultOfEntry(entry, last, head) ?? faultOfExpected(entry, expected);
    if (fault) return fault;
    last = entry;
  }
  return fault ?? faultOfEnd(last, head, expected);
}

type Entry = Chained & { prevHash: string; hash: string };

/** A cursor of the database: neither side holds more than a batch. */
async function* entriesInOrder(client: pg.ClientBase): AsyncGenerator<Entry> {
  await client.query(
    `declare entries no scroll cursor for
     select seq, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, action,
       actor_kind as "actorKind", actor_id as "actorId", subject_id as "subjectId", detail,
       prev_hash as "prevHash", hash
     from audit_entries order by seq, id`,
  );
  for (;;) {
    const { rows } = await client.query<Omit<Entry, "seq"> & { seq: string }>("fetch 1000 from entries");
    if (rows.length === 0) return;
    yield* rows.map((row) => ({ ...row, seq: Number(row.seq) }));
  }
}

function faultOfEntry(entry: Entry, last: Head, head: Head | null): Fault | null {
  const { seq, id } = entry;
  const next = last.seq + 1;
  if (seq > next)
    return fault("missing", next, `Entry ${next} is missing: after ${last.seq} comes ${seq} (${id}).`);
  if (seq < next)
    return fault("inserted", seq, `Entry ${seq} is there more than once; one of them is ${id}.`);
  if (entry.hash !== hashOf(entry, entry.prevHash))
    return fault("changed", seq, `Entry ${seq} (${id}) was changed after it was written.`);
  if (entry.prevHash !== last.hash)
    return fault("replaced", seq, `Entry ${seq} (${id}) does not follow the entry that is before it now.`);
  if (head && seq > head.seq)
    return fault("inserted", seq, `Entry ${seq} (${id}) was added past the head, which is at ${head.seq}.`);
  return null;
}

function faultOfExpected(entry: Head, expected: Head | null): Fault | null {
  if (entry.seq !== expected?.seq || entry.hash === expected.hash) return null;
  return fault("replaced", entry.seq, `Entry ${entry.seq} is another one than was noted.`);
}

function faultOfEnd(last: Head, head: Head | null, expected: Head | null): Fault | null {
  if (!head) return fault("headless", last.seq, "The head of the record is missing.");
  if (last.seq < head.seq)
    return fault(
      "cut",
      last.seq + 1,
      `The entries from ${last.seq + 1} to the head at ${head.seq} are missing.`,
    );
  if (last.hash !== head.hash)
    return fault("replaced", last.seq, `Entry ${last.seq} is another one than the head names.`);
  if (expected && expected.seq > last.seq)
    return fault("cut", last.seq + 1, `The record ends at ${last.seq}; noted was ${expected.seq}.`);
  return null;
}

const fault = (kind: Fault["kind"], seq: number, because: string): Fault => ({ kind, seq, because });
