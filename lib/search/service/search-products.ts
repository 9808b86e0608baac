import "server-only";

import { z } from "zod";

import type { Actor } from "@/lib/platform/actor";
import type { SearchEngine } from "@/lib/platform/engines/search/engine";
import { type EngineHit, type EngineQuery, EVERYONE, FACETS } from "@/lib/platform/engines/search/model";
import { query } from "@/lib/platform/operation";

import { Hit, SearchAnswer, SearchInput, SuggestAnswer } from "../model";
import { canSearch, visibilityOf } from "../policy";
import { nearTexts, normaliseText } from "../rules";

const NEAR_NAMES_MAX = 5;
const EXPORT_ROWS = 1000;

type Asked = z.output<typeof SearchInput>;

export const searchProducts = query({
  name: "search.searchProducts",
  summary: "Find data products by words, typos included, with exact counts of every facet.",
  input: SearchInput,
  output: SearchAnswer,
  load: () => null,
  allow: canSearch,
  async run({ runtime, actor }, input) {
    const begin = performance.now();
    const { page, pageSize } = input;
    const answer = await runtime.search.search({
      ...toEngineQuery(actor, input),
      offset: (page - 1) * pageSize,
      limit: pageSize,
    });
    const isMiss = answer.total === 0 && normaliseText(input.q) !== "";
    const nearNames = isMiss ? await nearNamesOf(runtime.search, actor, input.q) : [];
    const { total, facets, engine, fallback } = answer;
    return {
      ...{ hits: answer.hits.map(toHit), total, facets, engine, fallback, page, pageSize, nearNames },
      tookMs: Math.round((performance.now() - begin) * 10) / 10,
    };
  },
});

/** The next products of a whole result, for a file: hits without facets, a thousand at once. */
export const exportProducts = query({
  name: "search.exportProducts",
  summary: "Read a whole search result piece by piece.",
  input: SearchInput.omit({ page: true, pageSize: true }).extend({
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ hits: z.array(Hit), nextOffset: z.number().int().nullable() }),
  load: () => null,
  allow: canSearch,
  async run({ runtime, actor }, { offset, ...input }) {
    const asked = { ...toEngineQuery(actor, input), offset, limit: EXPORT_ROWS };
    const { hits, total } = await runtime.search.search(asked);
    const next = offset + hits.length;
    return { hits: hits.map(toHit), nextOffset: hits.length > 0 && next < total ? next : null };
  },
});

export const suggest = query({
  name: "search.suggest",
  summary: "Complete the name of a data product while it is typed.",
  input: z.object({
    q: z.string().max(200).default(""),
    limit: z.coerce.number().int().min(1).max(20).default(8),
  }),
  output: SuggestAnswer,
  load: () => null,
  allow: canSearch,
  async run({ runtime, actor }, { q, limit }) {
    if (q.trim() === "") return { suggestions: [], engine: runtime.search.name };
    const { suggestions, engine } = await runtime.search.suggest({
      text: q,
      visibility: visibilityOf(actor),
      limit,
    });
    return {
      suggestions: suggestions.map(({ ranges, ...rest }) => ({
        ...rest,
        ranges: ranges.map(([start, end]): [number, number] => [start, end]),
      })),
      engine,
    };
  },
});

function toEngineQuery(
  actor: Actor,
  input: Omit<Asked, "page" | "pageSize">,
): Omit<EngineQuery, "offset" | "limit"> {
  const filters = Object.fromEntries(
    FACETS.flatMap((facet) => (input[facet]?.length ? [[facet, input[facet]]] : [])),
  );
  return { text: input.q, filters, visibility: visibilityOf(actor), sort: input.sort };
}

function toHit({ document, matches }: EngineHit): Hit {
  return Hit.parse({ ...document, isRestricted: document.visibleTo !== EVERYONE, matches });
}

/** Names near what was typed: found without the filters, or else by one of the words or its beginning. */
async function nearNamesOf(
  engine: SearchEngine,
  actor: Actor,
  text: string,
): Promise<SearchAnswer["nearNames"]> {
  const visibility = visibilityOf(actor);
  const common = { filters: {}, visibility, sort: "relevance", offset: 0, limit: NEAR_NAMES_MAX } as const;
  const unfiltered = await engine.search({ ...common, text });
  const near = new Map(unfiltered.hits.map(({ document: { id, name } }) => [id, name]));
  for (const part of nearTexts(text)) {
    if (near.size >= NEAR_NAMES_MAX) break;
    const { suggestions } = await engine.suggest({ text: part, visibility, limit: NEAR_NAMES_MAX });
    for (const { id, label } of suggestions) near.set(id, label);
  }
  return [...near].slice(0, NEAR_NAMES_MAX).map(([id, label]) => ({ id, label }));
}
