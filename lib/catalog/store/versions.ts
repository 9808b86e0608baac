import "server-only";

import type { Db } from "@/lib/platform/db/client";
import { Prisma } from "@/lib/platform/db/generated/client";

import { DocumentSource, DocumentVersion } from "../model";

/** A version without its text. */
export type VersionRow = {
  revision: number;
  version: string | null;
  sha256: string;
  mediaType: string;
  sizeBytes: number;
  actorKind: string;
  actorId: string;
  createdAt: Date;
};

const COLUMNS = Prisma.sql`revision, version, sha256, media_type as "mediaType", octet_length(bytes) as "sizeBytes",
  actor_kind as "actorKind", actor_id as "actorId", created_at as "createdAt"`;

/** Newest first; those below `before`, when it is given. */
export async function listVersionRows(
  db: Db,
  id: string,
  { before, take }: { before: number | null; take: number },
): Promise<VersionRow[]> {
  const limit = before ?? 2_147_483_647;
  return db.$queryRaw<VersionRow[]>`
    select ${COLUMNS}
    from product_versions where product_id = ${id} and revision < ${limit}::int
    order by revision desc limit ${take}::int`;
}

/** The texts of the given versions of one product. */
export async function textsOfVersions(
  db: Db,
  id: string,
  revisions: readonly number[],
): Promise<Map<number, DocumentSource & { row: VersionRow }>> {
  const rows = await db.$queryRaw<(VersionRow & { text: string })[]>`
    select ${COLUMNS}, convert_from(bytes, 'UTF8') as text
    from product_versions where product_id = ${id} and revision = any(${revisions}::int[])`;
  return new Map(
    rows.map(({ text, ...row }) => [row.revision, { ...DocumentSource.parse({ ...row, id, text }), row }]),
  );
}

/** The present texts of many products, by id. */
export async function presentTexts(db: Db, ids: readonly string[]): Promise<Map<string, DocumentSource>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<DocumentSource[]>`
    select p.id, p.revision, p.sha256, v.media_type as "mediaType", convert_from(v.bytes, 'UTF8') as text
    from data_products p join product_versions v on v.product_id = p.id and v.revision = p.revision
    where p.id = any(${ids}::text[])`;
  return new Map(rows.map((row) => [row.id, DocumentSource.parse(row)]));
}

/** A version with the name of whoever made it. */
export const toVersion = (
  { actorKind, actorId, createdAt, ...row }: VersionRow,
  names: ReadonlyMap<string, string>,
): DocumentVersion =>
  DocumentVersion.parse({
    ...row,
    by: { kind: actorKind, id: actorId, name: names.get(`${actorKind}:${actorId}`) ?? actorId },
    createdAt: createdAt.toISOString(),
  });
