import "server-only";

import { z } from "zod";

import type { Actor } from "./actor";
import { canonicalJson, type Chained, type Head, hashOf } from "./audit-chain";
import type { Db } from "./db/client";
import type { Prisma } from "./db/generated/client";
import { newId } from "./ids";

/**
 * What the record says of one change: its subject and facts. A change of state has `before` and `after` in its
 * detail, which readers see side by side. Never a secret.
 */
export type AuditNote = { subjectId: string | null; detail?: Prisma.InputJsonObject };

type Context = { db: Db; actor: Actor; now: Date };

/**
 * Appends to the record in the caller's transaction, as its last step: from here to the commit other writers wait,
 * so that each entry can be linked to the one before it.
 */
export async function writeAudit(
  { db, actor, now }: Context,
  action: string,
  notes: readonly AuditNote[],
): Promise<void> {
  if (notes.length === 0) return;
  const facts = { at: now.toISOString(), action, actorKind: actor.kind, actorId: actor.id };
  const entries = notes.map(({ subjectId, detail }) => ({
    ...{ id: newId("aud"), ...facts, subjectId, detail: asStored(detail ?? {}) },
  }));
  const start = await lockHead(db);
  const links = chain(start, entries);
  const { seq, hash } = links.at(-1) ?? start;
  // One statement and one parameter for all rows: a bulk registration writes hundreds of entries.
  await db.$executeRaw`
    with written as (
      insert into audit_entries (seq, id, at, action, actor_kind, actor_id, subject_id, detail, prev_hash, hash)
      select seq, id, ${now}, ${action}, ${actor.kind}, ${actor.id}, "subjectId", detail, "prevHash", hash
      from json_to_recordset(${JSON.stringify(links)}::json)
        as r(seq bigint, id text, "subjectId" text, detail jsonb, "prevHash" text, hash text))
    update audit_heads set seq = ${seq}::bigint, hash = ${hash} where id = 1`;
}

/** Read as the newest committed head even after waiting: a row lock looks again, an advisory lock would not. */
async function lockHead(db: Db): Promise<Head> {
  const [head] = await db.$queryRaw<{ seq: bigint; hash: string }[]>`
    select seq, hash from audit_heads where id = 1 for update`;
  if (!head) throw new Error("The audit record has lost its head: nothing may change until it is restored.");
  return { seq: Number(head.seq), hash: head.hash };
}

type Link = Chained & { prevHash: string; hash: string };

function chain(head: Head, entries: readonly Omit<Chained, "seq">[]): Link[] {
  const links: Link[] = [];
  let { seq, hash: prevHash } = head;
  for (const entry of entries) {
    seq += 1;
    const hash = hashOf({ seq, ...entry }, prevHash);
    links.push({ seq, ...entry, prevHash, hash });
    prevHash = hash;
  }
  return links;
}

/** As it will be read: dates are texts, what is undefined is absent. */
const asStored = (detail: Prisma.InputJsonObject): unknown => JSON.parse(JSON.stringify(detail));

type Facts = Readonly<Record<string, Prisma.InputJsonValue | null>>;
type Change = { before: Prisma.InputJsonObject; after: Prisma.InputJsonObject };

/** The fields that differ between two states of one thing, as a note keeps a change. */
export function changeOf(before: Facts, after: Facts): Change {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter(
    (name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null),
  );
  const pick = (facts: Facts) => Object.fromEntries(changed.map((name) => [name, facts[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}

/** Where the record ends now. */
export async function auditHead(db: Db): Promise<Head> {
  const head = await db.auditHead.findUnique({ where: { id: 1 } });
  return z.object({ seq: z.coerce.number(), hash: z.string() }).parse(head);
}
