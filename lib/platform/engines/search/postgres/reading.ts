import "server-only";

import type pg from "pg";

import { SearchDocument } from "../model";

import { createMirror, type Mirror, type MirrorRow } from "./mirror";
import type { Summary } from "./summary";
import { unpackTerms } from "./terms";

/** How far the live generation has come. Before the first write there is none: generation 0. */
export type Position = { generation: number; seq: number };

const ROWS_AT_ONCE = 1000;

/** Brings the mirror up to date, or makes one when there is none of the live generation. */
export async function catchUp(pool: pg.Pool, known: Mirror | null): Promise<Mirror> {
  const live = await livePosition(pool);
  const mirror = known?.generation === live.generation ? known : createMirror(live.generation);
  while (mirror.seq < live.seq) await readMore(pool, mirror, live.seq);
  return mirror;
}

/** Where the live generation is now. */
export async function livePosition(pool: pg.Pool): Promise<Position> {
  const { rows } = await pool.query<{ generation: number; seq: string }>(
    "select generation, seq from search_generations where live",
  );
  const row = rows[0];
  return row ? { generation: row.generation, seq: Number(row.seq) } : { generation: 0, seq: 0 };
}

type Row = readonly [id: string, seq: number, termBytes: number, summary: Summary | null];

/** One row of many: what a driver does for every row adds up. */
const READ_MORE = `select coalesce(json_agg(json_build_array(id, seq, coalesce(length(terms), 0), summary) order by seq), '[]') as rows,
    coalesce(string_agg(terms, '' order by seq), '') as terms
  from (select id, seq, terms, summary from search_documents where generation = $1 and seq > $2 order by seq limit $3) more`;

async function readMore(pool: pg.Pool, mirror: Mirror, until: number): Promise<void> {
  const more = await pool.query<{ rows: Row[]; terms: Buffer }>(READ_MORE, [
    mirror.generation,
    mirror.seq,
    ROWS_AT_ONCE,
  ]);
  const { rows, terms } = more.rows[0] ?? { rows: [], terms: Buffer.alloc(0) };
  // Read after the documents, so that every term of theirs is among them.
  const vocabulary = await pool.query<{ id: number; term: string }>(
    "select id, term from search_terms where generation = $1 and id > $2 order by id",
    [mirror.generation, mirror.vocabulary.size()],
  );
  mirror.vocabulary.add(vocabulary.rows);
  mirror.apply(toMirrorRows(rows, unpackTerms(terms)));
  const last = rows.at(-1)?.[1] ?? 0;
  mirror.seq = rows.length < ROWS_AT_ONCE ? Math.max(until, last) : last;
}

function toMirrorRows(rows: readonly Row[], terms: Uint32Array): MirrorRow[] {
  let end = 0;
  return rows.map(([id, seq, termBytes, summary]) => {
    const start = end;
    end += termBytes / 4;
    return { id, seq, found: summary && { summary, terms: terms.subarray(start, end) } };
  });
}

/** The documents as they are now, and how far the index has come at the same moment. */
export async function readDocuments(
  pool: pg.Pool,
  ids: readonly string[],
): Promise<Position & { documents: Map<string, { seq: number; document: SearchDocument }> }> {
  const { rows } = await pool.query<{
    generation: number;
    newest: string;
    id: string | null;
    seq: string;
    document: unknown;
  }>(
    `select g.generation, g.seq as newest, d.id, d.seq, d.document
     from search_generations g left join search_documents d
       on d.generation = g.generation and d.id = any($1::text[]) and not d.deleted
     where g.live`,
    [ids],
  );
  const documents = new Map<string, { seq: number; document: SearchDocument }>();
  for (const { id, seq, document } of rows)
    if (id !== null) documents.set(id, { seq: Number(seq), document: SearchDocument.parse(document) });
  return { generation: rows[0]?.generation ?? 0, seq: Number(rows[0]?.newest ?? 0), documents };
}

export async function readRevisions(pool: pg.Pool, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; revision: string }>(
    `select d.id, d.revision from search_generations g join search_documents d
       on d.generation = g.generation and d.id = any($1::text[]) and not d.deleted
     where g.live`,
    [ids],
  );
  return new Map(rows.map(({ id, revision }) => [id, Number(revision)]));
}

/** What was written after a position, in the order of the writes; null for what was removed. */
export async function readChanges(
  pool: pg.Pool,
  { generation, seq }: Position,
  limit: number,
): Promise<{ id: string; seq: number; document: SearchDocument | null }[]> {
  const { rows } = await pool.query<{ id: string; seq: string; document: unknown }>(
    `select id, seq, document from search_documents
     where generation = $1 and seq > $2 order by seq limit $3`,
    [generation, seq, limit],
  );
  return rows.map(({ id, seq: at, document }) => ({
    id,
    seq: Number(at),
    document: document === null ? null : SearchDocument.parse(document),
  }));
}

/** How many documents there are, and how many have been written since the position. */
export async function countDocuments(
  pool: pg.Pool,
  { generation, seq }: Position,
): Promise<{ wanted: number; newer: number }> {
  const { rows } = await pool.query<{ wanted: number; newer: number }>(
    `select count(*) filter (where not deleted)::int as wanted, count(*) filter (where seq > $2)::int as newer
     from search_documents where generation = $1`,
    [generation, seq],
  );
  return rows[0] ?? { wanted: 0, newer: 0 };
}
