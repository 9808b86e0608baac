import "server-only";

import { z } from "zod";

import { countAllProducts } from "@/lib/catalog";
import type { Db } from "@/lib/platform/db/client";
import type { SearchEngine } from "@/lib/platform/engines/search/engine";
import { enqueue } from "@/lib/platform/jobs";
import { command, query } from "@/lib/platform/operation";
import { reactionStatuses } from "@/lib/platform/reactions";

import { IndexStatus, type RebuildProgress } from "../model";
import { canReadIndexStatus, canRebuildIndex } from "../policy";
import { countIndexed } from "../indexing";
import { rebuildJob } from "../jobs";
import { readLastRebuild, readProgress, writeProgress } from "../progress";
import { followProducts, followTeams } from "../reactions";

export const getSearchIndexStatus = query({
  name: "search.getSearchIndexStatus",
  summary: "Say how the search index does: documents, lag, rebuilds.",
  input: z.object({}),
  output: IndexStatus,
  load: () => null,
  allow: canReadIndexStatus,
  run: ({ db, runtime }) => statusOf(db, runtime.search),
});

export const rebuildIndex = command({
  name: "search.rebuildIndex",
  summary: "Build the search index anew beside the present one, and swap them when it is complete.",
  input: z.object({}),
  output: IndexStatus,
  load: () => null,
  allow: canRebuildIndex,
  async run({ db, runtime, now, record, nothingChanged }) {
    if (isUnderWay(await readProgress(db), now)) {
      nothingChanged();
    } else {
      record({ subjectId: "search-index" });
      await writeProgress(db, {
        state: "waiting",
        at: now.toISOString(),
        indexed: 0,
        total: null,
        error: null,
      });
      await enqueue(db, rebuildJob, {}, { key: rebuildJob.name });
    }
    return statusOf(db, runtime.search);
  },
});

/** It tells of every step, so that one which has been silent for so long was given up. */
const SILENCE_MS = 600_000;

function isUnderWay(progress: RebuildProgress | null, now: Date): boolean {
  if (progress === null || progress.state === "done" || progress.state === "failed") return false;
  return now.getTime() - Date.parse(progress.at) < SILENCE_MS;
}

async function statusOf(db: Db, search: SearchEngine): Promise<IndexStatus> {
  const [documents, products, reactions, rebuild, lastRebuild] = await Promise.all([
    countIndexed(search),
    countAllProducts(db),
    reactionStatuses(db),
    readProgress(db),
    readLastRebuild(db),
  ]);
  const own = reactions.filter(({ name }) => [followProducts.name, followTeams.name].includes(name));
  return {
    ...{ engine: search.name, reachable: documents !== null, documents, products, rebuild, lastRebuild },
    lag: Math.max(0, ...own.map(({ lag }) => lag)),
    problem: own.find(({ lastError }) => lastError !== null)?.lastError ?? null,
  };
}
