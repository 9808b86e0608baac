import "server-only";

import { setTimeout as after } from "node:timers/promises";

import type pg from "pg";

import { conflict } from "@/lib/platform/errors";

import type { RebuildReport } from "../engine";
import type { SearchDocument } from "../model";

import { asWriter, REBUILD_LOCK, writeInto } from "./writing";

export type Rebuild = {
  documents: AsyncIterable<readonly SearchDocument[]>;
  expected: () => Promise<number>;
  /** For how long the counts may differ because something is being registered. */
  patienceMs: number;
};

const RETRY_MS = 100;

/**
 * Fills a new generation beside the live one, which goes on answering, and makes it the live one when it has as
 * many documents as it should. Writes that come meanwhile go to both.
 */
export async function rebuild(
  pool: pg.Pool,
  { documents, expected, patienceMs }: Rebuild,
): Promise<RebuildReport> {
  const startedMs = performance.now();
  return holdingRebuildLock(pool, async () => {
    const generation = await openGeneration(pool);
    try {
      for await (const batch of documents)
        await asWriter(pool, (client) =>
          writeInto(
            client,
            generation,
            batch.map((document) => ({ id: document.id, revision: document.revision, document })),
          ),
        );
      const report = await swapWhenComplete(pool, generation, { expected, patienceMs });
      return { ...report, tookMs: performance.now() - startedMs };
    } finally {
      await dropOthers(pool);
    }
  });
}

async function holdingRebuildLock<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
      REBUILD_LOCK,
    ]);
    if (!rows[0]?.got)
      throw conflict("The search index is being rebuilt already. Wait until that has ended.");
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock($1)", [REBUILD_LOCK]);
    }
  } finally {
    client.release();
  }
}

async function openGeneration(pool: pg.Pool): Promise<number> {
  await dropOthers(pool);
  return asWriter(pool, async (client) => {
    const { rows } = await client.query<{ generation: number }>(
      `insert into search_generations (generation, live, seq)
       select coalesce(max(generation), 0) + 1, false, 0 from search_generations returning generation`,
    );
    return rows[0]?.generation ?? 0;
  });
}

async function swapWhenComplete(
  pool: pg.Pool,
  generation: number,
  { expected, patienceMs }: Pick<Rebuild, "expected" | "patienceMs">,
): Promise<Omit<RebuildReport, "tookMs">> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    // Asked outside the lock: whoever answers may need a connection that waiting writers hold.
    const wanted = await expected();
    const outcome = await asWriter(pool, (client) => swapIfComplete(client, generation, wanted));
    if (outcome.isSwapped) return outcome;
    if (performance.now() > deadline)
      throw conflict(
        `The new index has ${outcome.indexed} documents, but there should be ${wanted}. The old one stays in use.`,
      );
    await after(RETRY_MS);
  }
}

async function swapIfComplete(client: pg.PoolClient, generation: number, wanted: number) {
  const { rows } = await client.query<{ indexed: number; removed: number }>(
    `select count(*) filter (where generation = $1)::int as indexed,
       count(*) filter (where generation <> $1 and not exists
         (select 1 from search_documents n where n.generation = $1 and n.id = d.id and not n.deleted))::int as removed
     from search_documents d
     where not deleted and generation in (select g.generation from search_generations g)`,
    [generation],
  );
  const { indexed, removed } = rows[0] ?? { indexed: 0, removed: 0 };
  if (indexed !== wanted) return { isSwapped: false, indexed, removed };
  await client.query("delete from search_generations where live");
  await client.query("update search_generations set live = true where generation = $1", [generation]);
  return { isSwapped: true, indexed, removed };
}

/** Removes whatever is not live: the remains of a rebuild that failed, or the generation that was replaced. */
async function dropOthers(pool: pg.Pool): Promise<void> {
  await asWriter(pool, (client) => client.query("delete from search_generations where not live"));
  // No longer reachable: this needs no lock.
  for (const table of ["documents", "terms"] as const)
    await pool.query(
      table === "documents"
        ? "delete from search_documents where generation not in (select generation from search_generations)"
        : "delete from search_terms where generation not in (select generation from search_generations)",
    );
}
