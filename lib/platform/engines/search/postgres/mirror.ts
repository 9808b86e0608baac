import { bytes, roomFor, words } from "./growing";
import { createFacetColumns, type FacetColumns } from "./facets";
import { NAME_BIT } from "./fields";
import { createOrders, type Orders } from "./orders";
import { createPostings, type Postings } from "./postings";
import type { Summary } from "./summary";
import { createVocabulary, type Vocabulary } from "./vocabulary";

/** One row of the index table, as a mirror takes it over. */
export type MirrorRow = { id: string; seq: number; found: { summary: Summary; terms: Uint32Array } | null };

/**
 * One generation of the index in the memory of this process, in columns: the n-th place of every column belongs
 * to the document in slot n. A document that changes gets a new slot; its old one is dead.
 */
export type Mirror = {
  generation: number;
  /** How far it has come: every write up to here is in it. */
  seq: number;
  vocabulary: Vocabulary;
  postings: Postings;
  facets: FacetColumns;
  orders: Orders;
  apply: (rows: readonly MirrorRow[]) => void;
  slots: () => number;
  size: () => number;
  slotOf: (id: string) => number | null;
  idOf: (slot: number) => string;
  seqOf: (slot: number) => number;
  /** How many words the name has, 255 at most. */
  nameWordsOf: (slot: number) => number;
  /** Who may see each slot, as numbers: 0 is nobody, for dead slots. */
  audiences: () => Uint32Array;
  /** Which of those numbers an asker may see; null sees all that live. */
  visibleAudiences: (visibility: readonly string[] | null) => Uint8Array;
};

export function createMirror(generation: number): Mirror {
  const documents = createDocumentColumns();
  const audiences = createAudiences();
  const isAlive = (slot: number) => audiences.of(slot) !== 0;
  const vocabulary = createVocabulary();
  const postings = createPostings(isAlive);
  const facets = createFacetColumns();
  const orders = createOrders(isAlive);

  function apply(rows: readonly MirrorRow[]): void {
    for (const { id, seq, found } of rows) {
      const old = documents.remove(id);
      if (old !== null) audiences.set(old, null);
      if (!found) continue;
      const [nameKey, visibleTo, boost, createdMs, updatedMs, values] = found.summary;
      const slot = documents.add(id, seq, nameKey);
      audiences.set(slot, visibleTo);
      facets.add(slot, values);
      orders.add(slot, { id, nameKey, boost, createdMs, updatedMs });
      postings.add(slot, found.terms);
      for (const term of found.terms) if (term & NAME_BIT) vocabulary.markName(term >>> 8);
    }
  }

  return {
    generation,
    seq: 0,
    vocabulary,
    postings,
    facets,
    orders,
    apply,
    ...documents.reads,
    audiences: audiences.all,
    visibleAudiences: audiences.visible,
  };
}

function createDocumentColumns() {
  const ids: string[] = [];
  const slotsById = new Map<string, number>();
  let seqs = new Float64Array(1024);
  let nameWords = bytes(1024);

  function add(id: string, seq: number, nameKey: string): number {
    const slot = ids.push(id) - 1;
    slotsById.set(id, slot);
    seqs = roomFor(seqs, slot + 1, (length) => new Float64Array(length));
    nameWords = roomFor(nameWords, slot + 1, bytes);
    seqs[slot] = seq;
    nameWords[slot] = Math.min(255, nameKey === "" ? 0 : nameKey.split(" ").length);
    return slot;
  }

  function remove(id: string): number | null {
    const slot = slotsById.get(id);
    if (slot === undefined) return null;
    slotsById.delete(id);
    return slot;
  }

  const reads = {
    slots: () => ids.length,
    size: () => slotsById.size,
    slotOf: (id: string) => slotsById.get(id) ?? null,
    idOf: (slot: number) => ids[slot] ?? "",
    seqOf: (slot: number) => seqs[slot] ?? 0,
    nameWordsOf: (slot: number) => nameWords[slot] ?? 0,
  };
  return { add, remove, reads };
}

function createAudiences() {
  const numbers = new Map<string, number>();
  let column = words(1024);

  function set(slot: number, visibleTo: string | null): void {
    column = roomFor(column, slot + 1, words);
    column[slot] = visibleTo === null ? 0 : numberOf(visibleTo);
  }

  function numberOf(audience: string): number {
    const number = numbers.get(audience) ?? numbers.size + 1;
    numbers.set(audience, number);
    return number;
  }

  function visible(visibility: readonly string[] | null): Uint8Array {
    const isVisible = bytes(numbers.size + 1);
    if (visibility === null) isVisible.fill(1, 1);
    else for (const audience of visibility) isVisible[numbers.get(audience) ?? 0] = 1;
    isVisible[0] = 0;
    return isVisible;
  }

  return { set, visible, all: () => column, of: (slot: number) => column[slot] ?? 0 };
}
