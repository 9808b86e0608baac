import type { EngineQuery, Facet, FacetCount } from "../model";
import type { Understanding } from "../text/matches";
import { parseQuery } from "../text/query";

import { ALL_BITS, NAME_BIT } from "./fields";
import { numbers, words } from "./growing";
import type { Mirror } from "./mirror";
import { createRelevance, type Findings } from "./relevance";

/** What a mirror says to a query; the documents themselves are in the table. */
export type MirrorAnswer = {
  slots: readonly number[];
  total: number;
  facets: Record<Facet, FacetCount[]>;
  understood: readonly Understanding[];
};

export type Asker = {
  search: (query: EngineQuery) => MirrorAnswer;
  /** Only names count. */
  suggest: (query: Pick<EngineQuery, "text" | "visibility" | "limit">) => MirrorAnswer;
};

/** A page that ends before this is picked out; for later ones all hits are sorted. */
const PICKED_MAX = 200;
/** In a rank the place fills the lower 24 bits and the score the 28 above: a number holds 53. */
const PLACES = 2 ** 24;

/** Asks one mirror. */
export function createAsker(mirror: Mirror): Asker {
  const findRelevant = createRelevance(mirror);

  function answer(query: EngineQuery, fields: number): MirrorAnswer {
    const parsed = parseQuery(query.text);
    const isVisible = mirror.visibleAudiences(query.visibility);
    const filter = mirror.facets.filterBy(query.filters);
    const findings = parsed.words.length > 0 ? findRelevant({ query: parsed, isVisible, fields }) : null;
    const slots = filter.admit(findings ? findings.slots : visibleSlots(mirror, isVisible));
    return {
      slots: pageOf(mirror, slots, query, findings),
      total: slots.length,
      facets: filter.counts(),
      understood: findings?.understood ?? [],
    };
  }

  return {
    search: (query) => answer(query, ALL_BITS),
    suggest: (query) => answer({ ...query, filters: {}, sort: "relevance", offset: 0 }, NAME_BIT),
  };
}

function visibleSlots(mirror: Mirror, isVisible: Uint8Array): Uint32Array {
  const audiences = mirror.audiences();
  const slots = words(mirror.slots());
  let count = 0;
  for (let slot = 0; slot < slots.length; slot++)
    if (isVisible[audiences[slot] ?? 0] === 1) slots[count++] = slot;
  return slots.subarray(0, count);
}

function pageOf(
  mirror: Mirror,
  slots: Uint32Array,
  { sort, offset, limit }: EngineQuery,
  findings: Findings | null,
): number[] {
  const places = mirror.orders.places(sort);
  const scores = sort === "relevance" ? findings?.scores : undefined;
  const rankOf = (slot: number) => (scores?.[slot] ?? 0) * PLACES + (PLACES - 1 - (places[slot] ?? 0));
  const end = Math.min(offset + limit, slots.length);
  const ranks = end <= PICKED_MAX ? pickHighest(slots, rankOf, end) : sortAll(slots, rankOf);
  const ordered = mirror.orders.by(sort);
  const page: number[] = [];
  for (let index = offset; index < end; index++)
    page.push(ordered[PLACES - 1 - ((ranks[index] ?? 0) % PLACES)] ?? 0);
  return page;
}

/** The `count` highest ranks, highest first: most of the others are refused by one comparison. */
function pickHighest(slots: Uint32Array, rankOf: (slot: number) => number, count: number): Float64Array {
  const picked = numbers(count);
  const last = count - 1;
  if (count === 0) return picked;
  picked.fill(-1);
  for (const slot of slots) {
    const rank = rankOf(slot);
    if (rank <= (picked[last] ?? 0)) continue;
    let at = last;
    for (; at > 0 && rank > (picked[at - 1] ?? 0); at--) picked[at] = picked[at - 1] ?? 0;
    picked[at] = rank;
  }
  return picked;
}

function sortAll(slots: Uint32Array, rankOf: (slot: number) => number): Float64Array {
  const ranks = numbers(slots.length);
  for (let index = 0; index < slots.length; index++) ranks[index] = rankOf(slots[index] ?? 0);
  return ranks.sort().reverse();
}
