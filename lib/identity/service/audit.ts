import "server-only";

import { z } from "zod";

import { auditHead } from "@/lib/platform/audit";
import { query } from "@/lib/platform/operation";

import { AuditEntry, AuditFilter } from "../model";
import { canExportAudit, canReadAudit } from "../policy";
import { getEntry, listActions, listEntries } from "../store/audit";

/** The number of the last entry that was shown. */
const Cursor = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Looking for words, a page may hold few entries or none and still have one after it. */
const AuditPage = z.object({ items: z.array(AuditEntry), nextCursor: z.string().nullable() });

export const listAudit = query({
  name: "identity.listAudit",
  summary: "List what was changed, by whom and when, newest first.",
  input: AuditFilter.extend({
    cursor: Cursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: AuditPage,
  load: () => null,
  allow: canReadAudit,
  run: ({ db }, { cursor, limit, ...filter }) => pageOf(db, filter, { after: cursor ?? null, size: limit }),
});

const PIECE_SIZE = 1000;

export const exportAudit = query({
  name: "identity.exportAudit",
  summary: "Export what was changed, 1000 entries at a time, newest first.",
  input: AuditFilter.extend({ cursor: Cursor.optional(), format: z.enum(["csv", "ndjson"]).default("csv") }),
  output: AuditPage,
  load: () => null,
  allow: canExportAudit,
  run: ({ db }, { cursor, ...filter }) => pageOf(db, filter, { after: cursor ?? null, size: PIECE_SIZE }),
});

async function pageOf(
  db: Parameters<typeof listEntries>[0],
  filter: AuditFilter,
  { after, size }: { after: number | null; size: number },
): Promise<z.output<typeof AuditPage>> {
  const { entries, readTo } = await listEntries(db, filter, { after, take: size + 1 });
  const items = entries.slice(0, size);
  const last = entries.length > size ? items.at(-1)?.seq : readTo;
  return { items, nextCursor: last == null ? null : String(last) };
}

export const getAuditEntry = query({
  name: "identity.getAuditEntry",
  summary: "Read one entry of the audit record.",
  input: z.object({ id: z.string() }),
  output: AuditEntry,
  load: () => null,
  allow: canReadAudit,
  run: ({ db }, { id }) => getEntry(db, id),
});

export const getAuditSummary = query({
  name: "identity.getAuditSummary",
  summary: "Say where the audit record ends and which actions are on it.",
  input: z.object({}),
  output: z.object({
    head: z.object({ seq: z.number().int(), hash: z.string() }),
    actions: z.array(z.string()),
  }),
  load: () => null,
  allow: canReadAudit,
  async run({ db }) {
    const [head, actions] = await Promise.all([auditHead(db), listActions(db)]);
    return { head, actions };
  },
});
