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

/** The columns of a version, the same in the table of every kind of document. */
export const VERSION_COLUMNS = Prisma.sql`revision, version, sha256, media_type as "mediaType", octet_length(bytes) as "sizeBytes",
  actor_kind as "actorKind", actor_id as "actorId", created_at as "createdAt"`;

/** Above every revision: the bound of a first page. */
export const REVISION_MAX = 2_147_483_647;

export type VersionTexts = Map<number, DocumentSource & { row: VersionRow }>;

/** Rows of versions with their texts, by revision. */
export const toTexts = (id: string, rows: readonly (VersionRow & { text: string })[]): VersionTexts =>
  new Map(
    rows.map(({ text, ...row }) => [row.revision, { ...DocumentSource.parse({ ...row, id, text }), row }]),
  );

/** Newest first; those below `before`, when it is given. */
export async function listVersionRows(
  db: Db,
  id: string,
  { before, take }: { before: number | null; take: number },
): Promise<VersionRow[]> {
  const limit = before ?? REVISION_MAX;
  return db.$queryRaw<VersionRow[]>`
    select ${VERSION_COLUMNS}
    from product_versions where product_id = ${id} and revision < ${limit}::int
    order by revision desc limit ${take}::int`;
}

/** The texts of the given versions of one product. */
export async function textsOfVersions(
  db: Db,
  id: string,
  revisions: readonly number[],
): Promise<VersionTexts> {
  const rows = await db.$queryRaw<(VersionRow & { text: string })[]>`
    select ${VERSION_COLUMNS}, convert_from(bytes, 'UTF8') as text
    from product_versions where product_id = ${id} and revision = any(${revisions}::int[])`;
  return toTexts(id, rows);
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
