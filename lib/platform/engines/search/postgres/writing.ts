import "server-only";

import type pg from "pg";

import type { SearchDocument } from "../model";

import { summaryOf } from "./summary";
import { packTerms, termsOf } from "./terms";

/** A document to be indexed, or with `document` null one to be removed. */
export type Change = { id: string; revision: number; document: SearchDocument | null };

/** Writers take turns, in all processes: `seq` must grow in the order of commits. */
const WRITER_LOCK = 72707371;
/** Held by the process that rebuilds, for as long as it does. */
export const REBUILD_LOCK = 72707372;

/** Runs the work in a transaction of its own, as the only writer of the index. */
export async function asWriter<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // A statement of its own: what is read next must be as new as the lock.
    await client.query("select pg_advisory_xact_lock($1)", [WRITER_LOCK]);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Writes to the live generation, and to the one that a rebuild is filling. */
export async function writeEverywhere(client: pg.PoolClient, changes: readonly Change[]): Promise<void> {
  for (const generation of await openGenerations(client)) await writeInto(client, generation, changes);
}

async function openGenerations(client: pg.PoolClient): Promise<number[]> {
  const { rows } = await client.query<{ generation: number; live: boolean }>(
    "select generation, live from search_generations",
  );
  if (rows.some(({ live }) => !live) && (await isRebuildDead(client))) {
    await client.query("delete from search_generations where not live");
    return rows.filter(({ live }) => live).map(({ generation }) => generation);
  }
  if (rows.some(({ live }) => live)) return rows.map(({ generation }) => generation);
  await client.query("insert into search_generations (generation, live, seq) values (1, true, 0)");
  return [1];
}

/** The lock of a rebuild ends with its process. */
async function isRebuildDead(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(
    "select pg_try_advisory_xact_lock_shared($1) as free",
    [REBUILD_LOCK],
  );
  return rows[0]?.free ?? false;
}

/** Adds, replaces and removes in one statement, except where something newer is known. */
export async function writeInto(
  client: pg.PoolClient,
  generation: number,
  changes: readonly Change[],
): Promise<void> {
  const newest = newestOf(changes);
  const terms = newest.map(({ document }) => (document ? termsOf(document) : null));
  const idOf = await namesToIds(
    client,
    generation,
    new Set(terms.flatMap((map) => (map ? [...map.keys()] : []))),
  );
  const packed = terms.map((map) =>
    map ? packTerms([...map].map(([term, bits]) => [idOf.get(term) ?? 0, bits] as const)) : null,
  );
  await client.query(
    `with place as (update search_generations set seq = seq + $2 where generation = $1 returning seq - $2 as start)
     insert into search_documents (generation, id, revision, seq, deleted, document, summary, terms)
     select $1, id, revision, start + nth, document is null, document::json, summary::json, terms
     from place, unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::bytea[])
       with ordinality as change(id, revision, document, summary, terms, nth)
     on conflict (generation, id) do update set revision = excluded.revision, seq = excluded.seq, deleted = excluded.deleted,
       document = excluded.document, summary = excluded.summary, terms = excluded.terms
     where search_documents.revision <= excluded.revision`,
    [
      generation,
      newest.length,
      newest.map(({ id }) => id),
      newest.map(({ revision }) => revision),
      newest.map(({ document }) => (document ? JSON.stringify(document) : null)),
      newest.map(({ document }) => (document ? JSON.stringify(summaryOf(document)) : null)),
      packed,
    ],
  );
}

/** One change for each id: the newest, of equals the last. */
function newestOf(changes: readonly Change[]): Change[] {
  const byId = new Map<string, Change>();
  for (const change of changes) {
    const known = byId.get(change.id);
    if (!known || known.revision <= change.revision) byId.set(change.id, change);
  }
  return [...byId.values()];
}

/** The ids of the terms in the vocabulary of the generation, which learns those that are new. */
async function namesToIds(
  client: pg.PoolClient,
  generation: number,
  terms: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: number; term: string }>(
    "select id, term from search_terms where generation = $1 and term = any($2::text[])",
    [generation, [...terms]],
  );
  const ids = new Map(rows.map(({ id, term }) => [term, id]));
  const missing = [...terms].filter((term) => !ids.has(term));
  if (missing.length === 0) return ids;
  const added = await client.query<{ id: number; term: string }>(
    `insert into search_terms (generation, id, term)
     select $1, (select coalesce(max(id), 0) from search_terms where generation = $1) + nth, term
     from unnest($2::text[]) with ordinality as missing(term, nth) returning id, term`,
    [generation, missing],
  );
  for (const { id, term } of added.rows) ids.set(term, id);
  return ids;
}
