import "server-only";

import { z } from "zod";

import { countAllProducts, PRODUCT_EVENTS, productIdsAfter } from "@/lib/catalog";
import type { Db } from "@/lib/platform/db/client";
import type { SearchDocument } from "@/lib/platform/engines/search/model";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import type { Runtime } from "@/lib/platform/operation";
import { newestPosition, subjectsBetween } from "@/lib/platform/outbox";
import { positionOf, setBack } from "@/lib/platform/reactions";
import { findSetting, writeSetting } from "@/lib/platform/settings";

import { CHUNK, chunksOf, countIndexed, indexProducts } from "./indexing";
import { writeLastRebuild, writeProgress } from "./progress";
import { followProducts, followTeams } from "./reactions";
import { buildDocuments } from "./sources";

/** Builds a new index beside the live one and swaps them. Run again after a crash, it begins anew. */
export const rebuildJob = defineJob({
  name: "search.rebuild",
  payload: z.object({}),
  async run(runtime) {
    const counter = startCounter(runtime);
    try {
      await counter.begin();
      const since = await newestPosition(runtime.db);
      const { indexed, tookMs } = await runtime.search.rebuild(
        everyDocument(runtime, since, counter.add),
        () => countAllProducts(runtime.db),
      );
      // What changed meanwhile may have gone into the former index alone.
      for (const { name } of [followProducts, followTeams]) await setBack(runtime.db, name, since);
      await writeLastRebuild(runtime.db, { at: runtime.now().toISOString(), indexed, tookMs });
      await counter.end(null);
    } catch (error) {
      await counter.end(error instanceof Error ? error.message : String(error));
      throw error;
    }
  },
});

async function* everyDocument(
  { db }: Runtime,
  since: bigint,
  onRead: (count: number) => Promise<void>,
): AsyncGenerator<readonly SearchDocument[]> {
  for await (const ids of everyId(db)) {
    const documents = await buildDocuments(db, ids, since);
    yield documents;
    await onRead(documents.length);
  }
}

async function* everyId(db: Db): AsyncGenerator<string[]> {
  let ids = await productIdsAfter(db, "", CHUNK);
  for (let last = ids.at(-1); last !== undefined; last = ids.at(-1)) {
    yield ids;
    ids = await productIdsAfter(db, last, CHUNK);
  }
}

/**
 * Finds what the index has lost, whatever the reason, and puts it in again. Compares ids, and the revisions of what
 * changed since the last time; where only a comparison of everything would tell, it has the index rebuilt.
 */
export const healJob = defineJob({
  name: "search.heal",
  payload: z.object({}),
  cron: "*/10 * * * *",
  async run(runtime) {
    const { db, search, now } = runtime;
    const until = await positionOf(db, followProducts.name);
    const { position } = (await findSetting(db, HEALED, Healed)) ?? { position: 0n };
    const stale = await findStale(runtime, { after: position, until });
    const missing = await findMissing(runtime);
    await indexProducts(runtime, [...new Set([...stale, ...missing])], until);

    // What else there is, and is no product, can only be seen by its number, and only while nothing changes.
    const [indexed, products, newest] = [
      await countIndexed(search),
      await countAllProducts(db),
      await newestPosition(db),
    ];
    if (indexed !== null && indexed > products && newest === until)
      await enqueue(db, rebuildJob, {}, { key: rebuildJob.name });
    await writeSetting(db, { name: HEALED, value: { position: String(until) }, now: now() });
  },
});

const HEALED = "search.healed";
const Healed = z.object({ position: z.coerce.bigint() });

/** Products of which a change is on the feed that the index should have seen and has not. */
async function findStale({ db, search }: Runtime, span: { after: bigint; until: bigint }): Promise<string[]> {
  const changes = await subjectsBetween(db, { ...span, types: PRODUCT_EVENTS });
  const stale: string[] = [];
  for (const chunk of chunksOf(changes, CHUNK)) {
    const revisions = await search.revisionsOf(chunk.map(({ subject }) => subject));
    stale.push(
      ...chunk.flatMap(({ subject, position }) =>
        (revisions.get(subject) ?? Number(position)) < Number(position) ? [subject] : [],
      ),
    );
  }
  return stale;
}

async function findMissing({ db, search }: Runtime): Promise<string[]> {
  const missing: string[] = [];
  for await (const ids of everyId(db)) {
    const revisions = await search.revisionsOf(ids);
    missing.push(...ids.filter((id) => !revisions.has(id)));
  }
  return missing;
}

/** Counts the documents of a rebuild, where people can see it. */
function startCounter({ db, now }: Runtime) {
  let indexed = 0;
  let total = 0;
  const write = (state: "running" | "done" | "failed", error: string | null = null) =>
    writeProgress(db, { state, at: now().toISOString(), indexed, total, error });
  return {
    begin: async () => {
      total = await countAllProducts(db);
      await write("running");
    },
    add: async (count: number) => {
      indexed += count;
      await write("running");
    },
    end: (error: string | null) => (error === null ? write("done") : write("failed", error)),
  };
}
