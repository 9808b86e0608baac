import "server-only";

import type { Actor } from "./actor";
import type { Db } from "./db/client";
import type { Prisma } from "./db/generated/client";
import { newId } from "./ids";

/** What the record says of one change: its subject and facts. Never a secret. */
export type AuditNote = { subjectId: string | null; detail?: Prisma.InputJsonObject };

type Context = { db: Db; actor: Actor; now: Date };

/** Appends to the audit log in the caller's transaction. */
export async function writeAudit(
  { db, actor, now }: Context,
  action: string,
  notes: readonly AuditNote[],
): Promise<void> {
  if (notes.length === 0) return;
  const rows = notes.map(({ subjectId, detail }) => ({ id: newId("aud"), subjectId, detail: detail ?? {} }));
  // One parameter for all rows: a bulk registration writes hundreds of entries.
  await db.$executeRaw`
    insert into audit_entries (id, at, action, actor_kind, actor_id, subject_id, detail)
    select id, ${now}, ${action}, ${actor.kind}, ${actor.id}, "subjectId", detail
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, "subjectId" text, detail jsonb)`;
}
