import "server-only";

import { exportAudit } from "@/lib/identity";
import type { AuditEntry } from "@/lib/identity/model";
import { env } from "@/lib/platform/env";
import type { Runtime } from "@/lib/platform/operation";

import { csvRoute, ndjsonRoute } from "../csv";
import type { Handler } from "../route";

type Live = { runtime?: Runtime };
type Page = { items: AuditEntry[]; nextCursor: string | null };

const COLUMNS: Record<string, (entry: AuditEntry) => string | number | null> = {
  number: ({ seq }) => seq,
  id: ({ id }) => id,
  at: ({ at }) => at,
  action: ({ action }) => action,
  "actor kind": ({ actorKind }) => actorKind,
  "actor id": ({ actorId }) => actorId,
  "actor name": ({ actorName }) => actorName,
  "subject id": ({ subjectId }) => subjectId,
  "subject name": ({ subjectName }) => subjectName,
  detail: ({ detail }) => JSON.stringify(detail),
  "previous hash": ({ prevHash }) => prevHash,
  hash: ({ hash }) => hash,
  link: ({ id }) => `${env().publicUrl}/admin/audit?entry=${id}`,
};

/** The record as a file: `format=csv` for people, `format=ndjson` for archives, which can verify each line's hash. */
export function auditExportRoute(live: Live = {}): Handler {
  const options = {
    ...live,
    name: "audit",
    rowsOf: ({ items, nextCursor }: Page) => ({
      rows: items,
      next: nextCursor === null ? null : { cursor: nextCursor },
    }),
  };
  const asTable = csvRoute(exportAudit, { ...options, columns: COLUMNS });
  const asLines = ndjsonRoute(exportAudit, options);
  return (request, context) => {
    const format = new URL(request.url).searchParams.get("format");
    return format === "ndjson" ? asLines(request, context) : asTable(request, context);
  };
}
