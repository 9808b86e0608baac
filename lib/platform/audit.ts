import "server-only";

import { z } from "zod";

import type { Actor } from "./actor";
import { canonicalJson, type Head, textAroundLink } from "./audit-chain";
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
  const entries = notes.map(({ subjectId, detail }) => {
    const entry = { id: newId("aud"), subjectId, detail: asStored(detail ?? {}) };
    return { ...entry, ...textAroundLink({ ...facts, ...entry }) };
  });
  // One statement and one parameter for all rows: a bulk registration writes hundreds of entries.
  await db.$queryRaw`
    select append_audit_entries(${JSON.stringify(entries)}::json, ${now}, ${action}, ${actor.kind}, ${actor.id})::text`;
}

/** As it will be read: dates are texts, what is undefined is absent. */
const asStored = (detail: Prisma.InputJsonObject): unknown => JSON.parse(JSON.stringify(detail));

type Facts = Readonly<Record<string, Prisma.InputJsonValue | null>>;
type Change = { before?: Prisma.InputJsonObject; after?: Prisma.InputJsonObject };

/**
 * What a note says of a change: the fields that differ between two states of one thing, or all of them where there
 * was nothing before or is nothing after (null).
 */
export function changeOf(before: Facts | null, after: Facts | null): Change {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const isSame = (name: string) =>
    canonicalJson(before?.[name] ?? null) === canonicalJson(after?.[name] ?? null);
  const changed = before && after ? names.filter((name) => !isSame(name)) : names;
  if (changed.length === 0) return {};
  const pick = (facts: Facts) => Object.fromEntries(changed.map((name) => [name, facts[name] ?? null]));
  return { ...(before && { before: pick(before) }), ...(after && { after: pick(after) }) };
}

/** Where the record ends now. */
export async function auditHead(db: Db): Promise<Head> {
  const head = await db.auditHead.findUnique({ where: { id: 1 } });
  return z.object({ seq: z.coerce.number(), hash: z.string() }).parse(head);
}
