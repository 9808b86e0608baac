import "server-only";

import type { Db } from "@/lib/platform/db/client";
import { Prisma } from "@/lib/platform/db/generated/client";
import { invalid, notFound } from "@/lib/platform/errors";

import { type ActorKind, AuditEntry, type AuditFilter } from "../model";
import { firstMomentOf, lastMomentOf } from "../rules";
import { namesOfActors } from "./users";

type Row = Omit<AuditEntry, "seq" | "at" | "actorName" | "subjectName"> & { seq: bigint; at: Date };

const COLUMNS = Prisma.sql`e.seq, e.id, e.at, e.action, e.actor_kind as "actorKind", e.actor_id as "actorId",
  e.subject_id as "subjectId", e.detail, e.prev_hash as "prevHash", e.hash`;

/** `after` is the number of the last entry of the page before. */
type Page = { after: number | null; take: number };

/** `readTo`: the number of the oldest entry that was looked at, where older ones may fit as well. */
type Found = { entries: AuditEntry[]; readTo: number | null };

/** Looking for words reads every entry: so many at once, and no more. */
export const READ_MAX = 50_000;

/** Entries that the filter leaves, newest first. */
export async function listEntries(db: Db, filter: AuditFilter, { after, take }: Page): Promise<Found> {
  const conditions = await conditionsOf(db, filter);
  if (after !== null) conditions.push(await olderThan(db, after));
  const where = allOf(conditions);
  const words = await wordConditions(db, filter.q);
  const rows = await db.$queryRaw<Row[]>`
    select ${COLUMNS} from (
      select * from audit_entries e where ${where} order by e.at desc, e.seq desc limit ${READ_MAX}) e
    where ${allOf(words)} order by e.at desc, e.seq desc limit ${take}`;
  const isAll = words.length === 0 || rows.length === take;
  return { entries: await toEntries(db, rows), readTo: isAll ? null : await lastRead(db, where) };
}

async function lastRead(db: Db, where: Prisma.Sql): Promise<number | null> {
  const [last] = await db.$queryRaw<{ seq: bigint }[]>`
    select e.seq from audit_entries e where ${where}
    order by e.at desc, e.seq desc offset ${READ_MAX - 1} limit 1`;
  return last ? Number(last.seq) : null;
}

const allOf = (conditions: Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, " and ");

export async function getEntry(db: Db, id: string): Promise<AuditEntry> {
  const rows = await db.$queryRaw<Row[]>`select ${COLUMNS} from audit_entries e where e.id = ${id}`;
  const [entry] = await toEntries(db, rows);
  if (!entry) throw notFound("Audit entry", id);
  return entry;
}

async function conditionsOf(db: Db, filter: AuditFilter): Promise<Prisma.Sql[]> {
  const { from, until, actorKind, actorId, action, subjectId } = filter;
  return [
    from === "" ? null : Prisma.sql`e.at >= ${firstMomentOf(from)}`,
    until === "" ? null : Prisma.sql`e.at <= ${lastMomentOf(until)}`,
    actorKind === "" ? null : Prisma.sql`e.actor_kind = ${actorKind}`,
    actorId === "" ? null : Prisma.sql`e.actor_id = ${actorId}`,
    action === "" ? null : Prisma.sql`e.action = any(${await actionsOf(db, action)}::text[])`,
    subjectId === "" ? null : Prisma.sql`e.subject_id = ${subjectId}`,
  ].filter((condition) => condition !== null);
}

/** The action itself, or those of the domain that are on the record: the index knows actions, not domains. */
async function actionsOf(db: Db, action: string): Promise<string[]> {
  if (action.includes(".")) return [action];
  return (await listActions(db)).filter((name) => name.split(".")[0] === action);
}

const WORDS_MAX = 8;

/** Names are not on the record: whoever has the word in the name stands for it by id. */
async function wordConditions(db: Db, text: string): Promise<Prisma.Sql[]> {
  const words = [...new Set(text.toLowerCase().split(/\s+/).filter(Boolean))].slice(0, WORDS_MAX);
  return Promise.all(
    words.map(async (word) => {
      const ids = await idsNamed(db, word);
      return Prisma.sql`(e.actor_id = any(${ids}::text[]) or e.subject_id = any(${ids}::text[])
        or strpos(lower(concat_ws(' ', e.action, e.actor_id, e.subject_id, e.detail::text)), ${word}) > 0)`;
    }),
  );
}

async function idsNamed(db: Db, word: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from (
      select id, name || ' ' || email as name from users
      union all select id, name from api_keys
      union all select id, name from webhook_sources) named
    where strpos(lower(name), ${word}) > 0 limit 1000`;
  return rows.map(({ id }) => id);
}

/** No entry is ever removed, so that its number is all that a page must remember. */
async function olderThan(db: Db, seq: number): Promise<Prisma.Sql> {
  const last = await db.auditEntry.findUnique({ where: { seq }, select: { at: true } });
  if (!last) throw invalid("This cursor does not belong to the record. Begin at the first page.");
  return Prisma.sql`(e.at, e.seq) < (${last.at}, ${seq})`;
}

async function toEntries(db: Db, rows: readonly Row[]): Promise<AuditEntry[]> {
  const named = new Map(rows.flatMap(actorsIn).map((actor) => [keyOf(actor), actor]));
  const names = await namesOfActors(db, [...named.values()]);
  return rows.map((row) => {
    const subject = subjectOf(row);
    return AuditEntry.parse({
      ...row,
      ...{ seq: Number(row.seq), at: row.at.toISOString() },
      actorName: names.get(keyOf({ kind: row.actorKind, id: row.actorId })),
      subjectName: subject ? names.get(keyOf(subject)) : null,
    });
  });
}

type Named = { kind: ActorKind; id: string };

const keyOf = ({ kind, id }: Named): string => `${kind}:${id}`;

const actorsIn = (row: Row): Named[] => {
  const subject = subjectOf(row);
  return [{ kind: row.actorKind, id: row.actorId }, ...(subject ? [subject] : [])];
};

const KIND_BY_PREFIX: Readonly<Record<string, ActorKind>> = { usr: "user", key: "key", whs: "webhook" };

function subjectOf({ subjectId }: Pick<Row, "subjectId">): Named | null {
  const kind = KIND_BY_PREFIX[subjectId?.split("_")[0] ?? ""];
  return kind !== undefined && subjectId !== null ? { kind, id: subjectId } : null;
}

/** Every action that is on the record. Skips from one to the next in the index, however long the record is. */
export async function listActions(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ action: string }[]>`
    with recursive known as (
      select min(action) as action from audit_entries
      union all
      select (select min(e.action) from audit_entries e where e.action > known.action) from known
      where known.action is not null)
    select action from known where action is not null`;
  return rows.map(({ action }) => action);
}
