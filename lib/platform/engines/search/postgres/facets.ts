import { byFacet, mostFrequent } from "../facet-values";
import { type Facet, FACETS, type FacetCount } from "../model";

import { bytes, roomFor, words } from "./growing";

/** The facet values of every slot, and dictionaries of the values. All facets share one numbering of values. */
export type FacetColumns = {
  /** Slots come in ascending order. */
  add: (slot: number, values: readonly (readonly (readonly [id: string, label: string])[])[]) => void;
  filterBy: (filters: Partial<Record<Facet, readonly string[]>>) => FacetFilter;
};

type FacetFilter = {
  /** The slots that satisfy all facets; counts every slot in each facet that it could be chosen in. */
  admit: (slots: Uint32Array) => Uint32Array;
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

    function admit(slots: Uint32Array): Uint32Array {
      if (all !== 0) return admitChosen({ starts, flat, bits: known.bits(), counts }, slots, { chosen, all });
      countAll({ starts, flat, counts }, slots);
      return slots;
    }

    return { admit, counts: () => known.toCounts(counts, chosen) };
  }

  return { add, filterBy };
}

type Columns = { starts: Uint32Array; flat: Uint32Array; counts: Uint32Array };

function countAll({ starts, flat, counts }: Columns, slots: Uint32Array): void {
  for (const slot of slots) {
    const end = starts[slot + 1] ?? 0;
    for (let at = starts[slot] ?? 0; at < end; at++) {
      const value = flat[at] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
}

type Choice = { chosen: Uint8Array; all: number };

function admitChosen(
  columns: Columns & { bits: Uint8Array },
  slots: Uint32Array,
  { chosen, all }: Choice,
): Uint32Array {
  const { starts, flat } = columns;
  const admitted = words(slots.length);
  let count = 0;
  for (const slot of slots) {
    const end = starts[slot + 1] ?? 0;
    let satisfied = 0;
    for (let at = starts[slot] ?? 0; at < end; at++) satisfied |= chosen[flat[at] ?? 0] ?? 0;
    const missing = all & ~satisfied;
    if (missing === 0) admitted[count++] = slot;
    // What one facet alone keeps out still counts in that facet: its choices are alternatives.
    else if ((missing & (missing - 1)) === 0) countOne(columns, slot, missing);
  }
  countAll(columns, admitted.subarray(0, count));
  return admitted.subarray(0, count);
}

function countOne(
  { starts, flat, bits, counts }: Columns & { bits: Uint8Array },
  slot: number,
  facet: number,
): void {
  const end = starts[slot + 1] ?? 0;
  for (let at = starts[slot] ?? 0; at < end; at++) {
    const value = flat[at] ?? 0;
    if (bits[value] === facet) counts[value] = (counts[value] ?? 0) + 1;
  }
}

/** The numbering of facet values. */
function createValues() {
  const numbers = FACETS.map(() => new Map<string, number>());
  const ids: string[] = [];
  const labels: string[] = [];
  const facets: number[] = [];
  let bitOfValue = bytes(0);

  function numberOf(facet: number, id: string, label: string): number {
    const known = numbers[facet]?.get(id);
    if (known !== undefined) {
      labels[known] = label;
      return known;
    }
    numbers[facet]?.set(id, ids.length);
    facets.push(facet);
    bitOfValue = roomFor(bitOfValue, facets.length, bytes);
    bitOfValue[facets.length - 1] = 1 << facet;
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
    bits: () => bitOfValue,
    size: () => ids.length,
  };
}
