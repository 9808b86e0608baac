import "server-only";

import type { Db } from "@/lib/platform/db/client";
import { findSetting, writeSetting } from "@/lib/platform/settings";

import { LastRebuild, RebuildProgress } from "./model";

const PROGRESS = "search.rebuild";
const LAST = "search.lastRebuild";

/** What the rebuild that was asked for last is doing, or how it ended. */
export const readProgress = (db: Db): Promise<RebuildProgress | null> =>
  findSetting(db, PROGRESS, RebuildProgress);

export const writeProgress = (db: Db, progress: RebuildProgress): Promise<void> =>
  writeSetting(db, { name: PROGRESS, value: progress, now: new Date(progress.at) });

/** The last rebuild that succeeded. */
export const readLastRebuild = (db: Db): Promise<LastRebuild | null> => findSetting(db, LAST, LastRebuild);

export const writeLastRebuild = (db: Db, rebuild: LastRebuild): Promise<void> =>
  writeSetting(db, { name: LAST, value: rebuild, now: new Date(rebuild.at) });
