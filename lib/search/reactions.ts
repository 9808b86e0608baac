import "server-only";

import { portsOfContracts, PRODUCT_EVENTS, productIdsOfTeams } from "@/lib/catalog";
import { CONTRACT_EVENTS } from "@/lib/contracts";
import { subtreeIds, TeamRegistered } from "@/lib/identity";
import type { Db } from "@/lib/platform/db/client";
import type { PlacedEvent, Reaction } from "@/lib/platform/reactions";

import { indexProducts } from "./indexing";

/** Products and contracts: each event touches few products, and must be searchable at once. */
export const followProducts: Reaction = {
  name: "search.followProducts",
  types: [...PRODUCT_EVENTS, ...CONTRACT_EVENTS],
  async run(runtime, events) {
    const isAboutContract = ({ type }: PlacedEvent) => CONTRACT_EVENTS.some((known) => known === type);
    const [contractEvents, productEvents] = partition(events, isAboutContract);
    const users = await productsUsing(
      runtime.db,
      contractEvents.map(({ subject }) => subject),
    );
    const ids = new Set([...productEvents.map(({ subject }) => subject), ...users]);
    await indexProducts(runtime, [...ids], newestOf(events));
  },
};

/** Only an output port brings a contract's columns into the product's document. */
async function productsUsing(db: Db, contractIds: readonly string[]): Promise<string[]> {
  const ports = await portsOfContracts(db, [...new Set(contractIds)]);
  return ports.flatMap(({ direction, productId }) => (direction === "output" ? [productId] : []));
}

/** Teams: one event may touch thousands of products, so that they have a place in the feed of their own. */
export const followTeams: Reaction = {
  name: "search.followTeams",
  types: ["identity.team.registered", "identity.team.removed"],
  async run(runtime, events) {
    const teamIds = new Set<string>();
    for (const { subject } of events.filter(isVisibleChange)) {
      for (const id of await subtreeIds(runtime.db, subject)) teamIds.add(id);
    }
    const ids = teamIds.size === 0 ? [] : await productIdsOfTeams(runtime.db, [...teamIds]);
    await indexProducts(runtime, ids, newestOf(events));
  },
};

/** Whether documents show what changed. A new or removed team has no products; nor has anything below it. */
function isVisibleChange({ type, payload }: PlacedEvent): boolean {
  if (type === "identity.team.removed") return false;
  const change = TeamRegistered.safeParse(payload).data;
  if (!change) return true;
  return !change.isNew && (change.nameChanged || change.placeChanged || change.membersChanged);
}

const newestOf = (events: readonly PlacedEvent[]): bigint => events.at(-1)?.position ?? 0n;

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
