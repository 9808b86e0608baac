import "server-only";

import { REVISION_MAX, toTexts, VERSION_COLUMNS, type VersionRow, type VersionTexts } from "@/lib/catalog";
import { DocumentSource } from "@/lib/catalog/model";
import type { Db } from "@/lib/platform/db/client";

/** Newest first; those below `before`, when it is given. */
export async function listVersionRows(
  db: Db,
  id: string,
  { before, take }: { before: number | null; take: number },
): Promise<VersionRow[]> {
  const limit = before ?? REVISION_MAX;
  return db.$queryRaw<VersionRow[]>`
    select ${VERSION_COLUMNS} from contract_versions where contract_id = ${id} and revision < ${limit}::int
    order by revision desc limit ${take}::int`;
}

/** The texts of the given versions of one contract. */
export async function textsOfVersions(
  db: Db,
  id: string,
  revisions: readonly number[],
): Promise<VersionTexts> {
  const rows = await db.$queryRaw<(VersionRow & { text: string })[]>`
    select ${VERSION_COLUMNS}, convert_from(bytes, 'UTF8') as text
    from contract_versions where contract_id = ${id} and revision = any(${revisions}::int[])`;
  return toTexts(id, rows);
}

/** The present texts of many contracts, by id. */
export async function presentTexts(db: Db, ids: readonly string[]): Promise<Map<string, DocumentSource>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<DocumentSource[]>`
    select c.id, c.revision, c.sha256, v.media_type as "mediaType", convert_from(v.bytes, 'UTF8') as text
    from data_contracts c join contract_versions v on v.contract_id = c.id and v.revision = c.revision
    where c.id = any(${ids}::text[])`;
  return new Map(rows.map((row) => [row.id, DocumentSource.parse(row)]));
}
