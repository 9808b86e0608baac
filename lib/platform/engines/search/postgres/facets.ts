import { type Facet, FACETS, type FacetCount } from "../model";

import { roomFor, words } from "./growing";

/** More choices than these help nobody; the most frequent are shown. */
export const FACET_VALUES_MAX = 100;

/** The facet values of every slot, and dictionaries of the values. All facets share one numbering of values. */
export type FacetColumns = {
  /** Slots come in ascending order. */
  add: (slot: number, values: readonly (readonly (readonly [id: string, label: string])[])[]) => void;
  filterBy: (filters: Partial<Record<Facet, readonly string[]>>) => FacetFilter;
};

/** Decides about one slot after the other, and counts while it decides. */
export type FacetFilter = {
  /** Whether the slot satisfies all facets; counts it for every facet that it would be chosen in. */
  admits: (slot: number) => boolean;
  counts: () => Record<Facet, FacetCount[]>;
};

export function createFacetColumns(): FacetColumns {
  const known = createValues();
  let starts = words(2);
  let flat = words(0);
  let end = 0;

  function add(slot: number, values: readonly (readonly (readonly [string, string])[])[]): void {
    starts = roomFor(starts, slot + 2, words);
    for (const [facet, list] of values.entries())
      for (const [id, label] of list) {
        flat = roomFor(flat, end + 1, words);
        flat[end++] = known.numberOf(facet, id, label);
      }
    starts[slot + 1] = end;
  }

  function filterBy(filters: Partial<Record<Facet, readonly string[]>>): FacetFilter {
    const counts = words(known.size());
    const { chosen, all } = known.chosen(filters);

    function admits(slot: number): boolean {
      const missing = all === 0 ? 0 : all & ~satisfiedBy(slot);
      // What one facet alone keeps out still counts in that facet: its choices are alternatives.
      if (missing === 0 || (missing & (missing - 1)) === 0) count(slot, missing);
      return missing === 0;
    }

    function satisfiedBy(slot: number): number {
      const to = starts[slot + 1] ?? 0;
      let satisfied = 0;
      for (let at = starts[slot] ?? 0; at < to; at++) satisfied |= chosen[flat[at] ?? 0] ?? 0;
      return satisfied;
    }

    /** Counts the values of the slot: all of them, or those of the one facet that keeps it out. */
    function count(slot: number, missing: number): void {
      const to = starts[slot + 1] ?? 0;
      for (let at = starts[slot] ?? 0; at < to; at++) {
        const value = flat[at] ?? 0;
        if (missing === 0 || known.bitOf(value) === missing) counts[value] = (counts[value] ?? 0) + 1;
      }
    }

    return { admits, counts: () => known.toCounts(counts, chosen) };
  }

  return { add, filterBy };
}

/** The numbering of facet values. */
function createValues() {
  const numbers = FACETS.map(() => new Map<string, number>());
  const ids: string[] = [];
  const labels: string[] = [];
  const facets: number[] = [];
  const bitOf = (value: number): number => 1 << (facets[value] ?? 0);

  function numberOf(facet: number, id: string, label: string): number {
    const known = numbers[facet]?.get(id);
    if (known !== undefined) {
      labels[known] = label;
      return known;
    }
    numbers[facet]?.set(id, ids.length);
    facets.push(facet);
    labels.push(label);
    return ids.push(id) - 1;
  }

  /** Per value the bit of its facet if it is chosen, and the bits of all facets in which there is a choice. */
  function chosen(filters: Partial<Record<Facet, readonly string[]>>) {
    const bits = new Uint8Array(ids.length);
    let all = 0;
    for (const [facet, name] of FACETS.entries()) {
      const values = filters[name] ?? [];
      if (values.length === 0) continue;
      all |= 1 << facet;
      for (const value of values) {
        const number = numbers[facet]?.get(value);
        if (number !== undefined) bits[number] = 1 << facet;
      }
    }
    return { chosen: bits, all };
  }

  function toCounts(counts: Uint32Array, isChosen: Uint8Array): Record<Facet, FacetCount[]> {
    const lists = FACETS.map((): (FacetCount & { isChosen: boolean })[] => []);
    for (const [number, count] of counts.entries())
      if (count > 0)
        lists[facets[number] ?? 0]?.push({
          value: ids[number] ?? "",
          label: labels[number] ?? "",
          count,
          isChosen: isChosen[number] !== 0,
        });
    return byFacet((facet) => mostFrequent(lists[FACETS.indexOf(facet)] ?? []));
  }

  return {
    numberOf,
    chosen,
    toCounts,
    bitOf,
    size: () => ids.length,
  };
}

/** The most frequent first, equals by label; a chosen one is never cut off. */
function mostFrequent(list: (FacetCount & { isChosen: boolean })[]): FacetCount[] {
  return list
    .sort((a, b) => b.count - a.count || compare(a.label, b.label) || compare(a.value, b.value))
    .filter((value, index) => index < FACET_VALUES_MAX || value.isChosen)
    .map(({ value, label, count }) => ({ value, label, count }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One entry for each facet. */
export const byFacet = <T>(make: (facet: Facet) => T): Record<Facet, T> => ({
  domain: make("domain"),
  team: make("team"),
  status: make("status"),
  type: make("type"),
  portType: make("portType"),
  classification: make("classification"),
  tag: make("tag"),
  personalData: make("personalData"),
});
