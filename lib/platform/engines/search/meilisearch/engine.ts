import "server-only";

import { setTimeout as after } from "node:timers/promises";

import { Meilisearch, MeilisearchApiError, MeilisearchError } from "meilisearch";
import type pg from "pg";

import { DomainError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";

import { coalesce } from "../coalesce";
import type { SearchEngine } from "../engine";
import type { EngineAnswer, EngineSuggestions } from "../model";

import { search, suggest } from "./asking";
import { follow } from "./following";

export type MeilisearchOptions = {
  url: string;
  key: string | null;
  index: string;
  /** How often it is tried to reach a server that is away. */
  retryMs: number;
};

const ANSWER_WITHIN_MS = 3000;
const WORK_WITHIN_MS = 60_000;
/** The first question after the start waits so long for the server to be brought up to date. */
const FIRST_WITHIN_MS = 2000;

/**
 * Meilisearch in front of the index in Postgres, which stays the truth: everything is written there first and
 * follows to Meilisearch. While that is away, Postgres answers and the answer says so; when it is back, it is
 * brought up to date before it answers again.
 */
export function createMeilisearchEngine(
  pool: pg.Pool,
  postgres: SearchEngine,
  { url, key, index, retryMs }: MeilisearchOptions,
): SearchEngine {
  const source = { client: clientOf({ url, key, timeout: ANSWER_WITHIN_MS }), index };
  const following = { client: clientOf({ url, key, timeout: WORK_WITHIN_MS }), pool, index };
  const presence = watch(() => follow(following), retryMs);

  async function ask<T>(question: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
    if (!(await presence.isHere())) return instead();
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof MeilisearchError)) throw error;
      if (isRefusal(error)) log.warn({ err: error }, "Meilisearch refused a search");
      else presence.leave(error);
      return instead();
    }
  }

  return {
    name: "meilisearch",
    async put(documents) {
      await postgres.put(documents);
      await presence.update();
    },
    async remove(removals) {
      await postgres.remove(removals);
      await presence.update();
    },
    search: (query) =>
      ask<EngineAnswer>(
        async () => ({ engine: "meilisearch", fallback: false, ...(await search(source, query)) }),
        async () => ({ ...(await postgres.search(query)), fallback: true }),
      ),
    suggest: (query) =>
      ask<EngineSuggestions>(
        async () => ({
          engine: "meilisearch",
          fallback: false,
          suggestions: (await suggest(source, query)).map(toSuggestion),
        }),
        async () => ({ ...(await postgres.suggest(query)), fallback: true }),
      ),
    async rebuild(documents, expected) {
      const report = await postgres.rebuild(documents, expected);
      await presence.update();
      return report;
    },
    revisionsOf: postgres.revisionsOf,
    count: () => countOf(source.client, index),
    async close() {
      presence.close();
      await postgres.close();
    },
  };
}

const clientOf = ({ url, key, timeout }: { url: string; key: string | null; timeout: number }) =>
  new Meilisearch({
    host: url,
    ...(key === null ? {} : { apiKey: key }),
    timeout,
    requestInit: { redirect: "error" },
  });

const toSuggestion = ({ document, ranges }: Awaited<ReturnType<typeof suggest>>[number]) => ({
  id: document.id,
  label: document.name,
  detail: document.domain?.label ?? document.team.label,
  ranges,
});

/** The server is there, has the index, and only did not like this question. */
const isRefusal = (error: MeilisearchError): boolean =>
  error instanceof MeilisearchApiError &&
  error.response.status === 400 &&
  error.cause?.code !== "index_not_found";

async function countOf(client: Meilisearch, index: string): Promise<number> {
  try {
    return (await client.index(index).getStats()).numberOfDocuments;
  } catch (error) {
    if (!(error instanceof MeilisearchError)) throw error;
    throw new DomainError("unavailable", "Meilisearch does not answer. Searches are answered by Postgres.");
  }
}

/** Knows whether the server is there and up to date; while it is not, tries to bring it there. */
function watch(bringUpToDate: () => Promise<void>, retryMs: number) {
  let state: "unknown" | "here" | "away" = "unknown";
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const update = coalesce(async () => {
    try {
      await bringUpToDate();
      if (state === "away") log.info("Meilisearch is back and up to date");
      state = "here";
    } catch (error) {
      if (!isOutOfReach(error)) throw error;
      leave(error);
    }
  });

  function leave(error: unknown): void {
    if (state !== "away") log.warn({ err: error }, "Meilisearch is away: Postgres answers");
    state = "away";
    if (timer || isClosed) return;
    timer = setTimeout(() => {
      timer = null;
      void update().catch(leave);
    }, retryMs).unref();
  }

  async function isHere(): Promise<boolean> {
    if (state === "unknown")
      await Promise.race([update(), after(FIRST_WITHIN_MS, undefined, { ref: false })]);
    return state === "here";
  }

  function close(): void {
    isClosed = true;
    if (timer) clearTimeout(timer);
  }

  return { update, leave, isHere, close };
}

const isOutOfReach = (error: unknown): boolean =>
  error instanceof MeilisearchError || (error instanceof DomainError && error.code === "unavailable");
