import "server-only";

import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import { countConsumers, liveAccess } from "./store/live";

/** The products that the actor has access to at the moment, each with the time until when. */
export async function liveAccessOf(db: Db, actor: Actor, now: Date): Promise<Map<string, Date>> {
  const until = new Map<string, Date>();
  for (const { productId, endsAt } of await liveAccess(db, actor, now)) {
    const known = until.get(productId);
    if (!known || known < endsAt) until.set(productId, endsAt);
  }
  return until;
}

/** How many consumers each of the products has at the moment: all that everybody is told of them. */
export const consumerCounts = (
  db: Db,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> => countConsumers(db, productIds, now);
