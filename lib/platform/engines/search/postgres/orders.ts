import type { Sort } from "../model";

import { numbers, roomFor, words } from "./growing";
import { mergeSorted } from "./vocabulary";

/** What documents are ordered by. */
type OrderKeys = { id: string; nameKey: string; boost: number; createdMs: number; updatedMs: number };

/** The slots of all living documents in every order. Relevance without words is boost, then name. */
export type Orders = {
  add: (slot: number, keys: OrderKeys) => void;
  /** Slots in their order. */
  by: (sort: Sort) => Uint32Array;
  /** The place of each slot in that order. */
  places: (sort: Sort) => Uint32Array;
  nameKeyOf: (slot: number) => string;
  /** The slots whose names begin with the key lie between these places in the order by name. */
  namesBeginningWith: (key: string) => { start: number; end: number };
};

type Order = { slots: Uint32Array; places: Uint32Array };

export function createOrders(isAlive: (slot: number) => boolean): Orders {
  const keys = createKeys();
  const orders: Record<Sort, Order> = {
    name: none(),
    relevance: none(),
    "-updated": none(),
    "-created": none(),
  };
  let ordered = 0;

  /** Brings the new slots into every order; those that are gone fall out. */
  function catchUp(): void {
    if (ordered === keys.count()) return;
    const added: number[] = [];
    for (; ordered < keys.count(); ordered++) if (isAlive(ordered)) added.push(ordered);
    orders.name = extend(orders.name, added, keys.byName);
    const { places } = orders.name;
    const inDoubtByName = (compareSlots: CompareSlots) => (a: number, b: number) =>
      compareSlots(a, b) || (places[a] ?? 0) - (places[b] ?? 0);
    orders.relevance = extend(orders.relevance, added, inDoubtByName(keys.byBoost));
    orders["-updated"] = extend(orders["-updated"], added, inDoubtByName(keys.byUpdate));
    orders["-created"] = extend(orders["-created"], added, inDoubtByName(keys.byCreation));
  }

  function extend(order: Order, added: number[], compareSlots: CompareSlots): Order {
    const old = order.slots.filter(isAlive);
    const slots = mergeSorted(old, added.sort(compareSlots), (a, b) => compareSlots(a, b) < 0);
    const places = roomFor(order.places, keys.count(), words);
    for (let place = 0; place < slots.length; place++) places[slots[place] ?? 0] = place;
    return { slots, places };
  }

  function orderBy(sort: Sort): Order {
    catchUp();
    return orders[sort];
  }

  function namesBeginningWith(key: string): { start: number; end: number } {
    const { slots } = orderBy("name");
    const keyAt = (place: number) => keys.nameKeyOf(slots[place] ?? 0);
    const start = firstPlace(slots.length, (place) => keyAt(place) >= key);
    const end = firstPlace(slots.length, (place) => keyAt(place) > key && !keyAt(place).startsWith(key));
    return { start, end };
  }

  return {
    add: keys.add,
    by: (sort) => orderBy(sort).slots,
    places: (sort) => orderBy(sort).places,
    nameKeyOf: keys.nameKeyOf,
    namesBeginningWith,
  };
}

type CompareSlots = (a: number, b: number) => number;

function createKeys() {
  const nameKeys: string[] = [];
  const ids: string[] = [];
  let boosts = numbers(1024);
  let created = numbers(1024);
  let updated = numbers(1024);

  function add(slot: number, keys: OrderKeys): void {
    nameKeys[slot] = keys.nameKey;
    ids[slot] = keys.id;
    boosts = roomFor(boosts, slot + 1, numbers);
    created = roomFor(created, slot + 1, numbers);
    updated = roomFor(updated, slot + 1, numbers);
    boosts[slot] = keys.boost;
    created[slot] = keys.createdMs;
    updated[slot] = keys.updatedMs;
  }

  const nameKeyOf = (slot: number): string => nameKeys[slot] ?? "";
  const byName: CompareSlots = (a, b) =>
    compare(nameKeyOf(a), nameKeyOf(b)) || compare(ids[a] ?? "", ids[b] ?? "");
  const byBoost: CompareSlots = (a, b) => (boosts[b] ?? 0) - (boosts[a] ?? 0);
  const byUpdate: CompareSlots = (a, b) => (updated[b] ?? 0) - (updated[a] ?? 0);
  const byCreation: CompareSlots = (a, b) => (created[b] ?? 0) - (created[a] ?? 0);
  return { add, count: () => ids.length, nameKeyOf, byName, byBoost, byUpdate, byCreation };
}

const none = (): Order => ({ slots: words(0), places: words(0) });

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The first place at which the test holds; it must hold at all later ones. */
function firstPlace(length: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
