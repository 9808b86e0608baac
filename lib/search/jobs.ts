import "server-only";

import { z } from "zod";

import { countAllProducts, productIdsAfter } from "@/lib/catalog";
import type { SearchDocument } from "@/lib/platform/engines/search/model";
import { defineJob } from "@/lib/platform/jobs";
import type { Runtime } from "@/lib/platform/operation";
import { newestPosition } from "@/lib/platform/outbox";
import { setBack } from "@/lib/platform/reactions";

import { CHUNK } from "./indexing";
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
        () => Promise.resolve(counter.count()),
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
  let after = "";
  for (;;) {
    const ids = await productIdsAfter(db, after, CHUNK);
    const last = ids.at(-1);
    if (last === undefined) return;
    const documents = await buildDocuments(db, ids, since);
    yield documents;
    await onRead(documents.length);
    after = last;
  }
}

/** Counts the documents of a rebuild, where people can see it. */
function startCounter({ db, now }: Runtime) {
  let indexed = 0;
  let total = 0;
  const write = (state: "running" | "done" | "failed", error: string | null = null) =>
    writeProgress(db, { state, at: now().toISOString(), indexed, total, error });
  return {
    count: () => indexed,
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
