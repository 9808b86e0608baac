import "server-only";

import { z } from "zod";

import { displayNames } from "@/lib/identity";
import { allow } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { readDocumentText } from "@/lib/platform/document";
import { notFound } from "@/lib/platform/errors";
import { query } from "@/lib/platform/operation";

import { fromCursor, toCursor } from "../cursor";
import {
  ActorRef,
  type DocumentSource,
  type DocumentVersion,
  RevisionNumber,
  VersionDiff,
  VersionPage,
} from "../model";
import { compareDocuments } from "../rules/changes";
import { compareLines } from "../rules/lines";
import {
  listVersionRows,
  textsOfVersions,
  toVersion,
  type VersionRow,
  type VersionTexts,
} from "../store/versions";
import { getVisible } from "../store/views";
import { Paging } from "./list-products";

export const listVersions = query({
  name: "catalog.listVersions",
  summary: "List the versions of a data product, newest first.",
  input: z.object({ id: z.string(), ...Paging }),
  output: VersionPage,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  run: ({ db }, { id, ...paging }) =>
    pageOfVersions(db, paging, (before, take) => listVersionRows(db, id, { before, take })),
});

const Position = z.object({ revision: RevisionNumber });

type Asked = { cursor?: string | null | undefined; limit: number };

/** One page of versions, of whatever kind of document, with the names of those who made them. */
export async function pageOfVersions(
  db: Db,
  { cursor, limit }: Asked,
  list: (before: number | null, take: number) => Promise<VersionRow[]>,
): Promise<VersionPage> {
  const before = cursor ? fromCursor(Position, cursor).revision : null;
  const rows = await list(before, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await withNames(db, shown),
    nextCursor: rows.length > limit && last ? toCursor({ revision: last.revision }) : null,
  };
}

async function withNames(db: Db, rows: readonly VersionRow[]): Promise<DocumentVersion[]> {
  const actors = ActorRef.omit({ name: true })
    .array()
    .parse(rows.map(({ actorKind, actorId }) => ({ kind: actorKind, id: actorId })));
  const names = await displayNames(db, actors);
  return rows.map((row) => toVersion(row, names));
}

export const DiffInput = z.object({
  id: z.string(),
  /** The older one; without it, the version before `to`. */
  from: RevisionNumber.optional(),
  to: RevisionNumber,
});

export const diffVersions = query({
  name: "catalog.diffVersions",
  summary: "Compare two versions of a data product: what changed in the document, and in which lines.",
  input: DiffInput,
  output: VersionDiff,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  run: ({ db }, input) => compareVersions(db, input, (revisions) => textsOfVersions(db, input.id, revisions)),
});

type FindTexts = (revisions: readonly number[]) => Promise<VersionTexts>;

const noVersion = (id: string, revision: number) => notFound("Version", `${id}, revision ${revision},`);

/** The text of one version, of whatever kind of document. */
export async function textOfVersion(id: string, revision: number, find: FindTexts): Promise<DocumentSource> {
  const source = (await find([revision])).get(revision);
  if (!source) throw noVersion(id, revision);
  return source;
}

/** Compares two versions, of whatever kind of document; the first one with nothing. */
export async function compareVersions(
  db: Db,
  { id, from, to }: z.output<typeof DiffInput>,
  find: FindTexts,
): Promise<VersionDiff> {
  const earlier = from ?? to - 1;
  const texts = await find([earlier, to]);
  const [before, after] = [texts.get(earlier) ?? null, texts.get(to)];
  if (!after) throw noVersion(id, to);
  if (!before && from !== undefined) throw noVersion(id, from);
  const [newer, older = null] = await withNames(db, before ? [after.row, before.row] : [after.row]);
  if (!newer) throw new Error("The newer version has a name.");
  return { from: older, to: newer, ...compareTexts(before, after) };
}

/** What differs between two registered texts, as documents and line by line. */
function compareTexts(
  before: DocumentSource | null,
  after: DocumentSource,
): Pick<VersionDiff, "changes" | "lines" | "truncated"> {
  const { changes, truncated } = compareDocuments(before && valueOf(before), valueOf(after));
  const lines = compareLines(before?.text ?? "", after.text);
  return { changes, lines: lines.lines, truncated: truncated || lines.truncated };
}

/** What a registered text says. */
export const valueOf = ({ text, mediaType }: Pick<DocumentSource, "text" | "mediaType">): unknown =>
  readDocumentText(text, mediaType).value;
