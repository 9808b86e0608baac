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
  await db.auditEntry.createMany({
    data: notes.map(({ subjectId, detail }) => ({
      id: newId("aud"),
      at: now,
      action,
      actorKind: actor.kind,
      actorId: actor.id,
      subjectId,
      detail: detail ?? {},
    })),
  });
}
