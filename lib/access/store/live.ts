import "server-only";

import type { Actor } from "@/lib/platform/actor";
import { teamIdsOf } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import { namesOf } from "../policy/asker";
import { agreementsWith } from "./agreement-views";

/** Access that counts at a moment. */
export type LiveAccess = { accessId: string; productId: string; portId: string; endsAt: Date };

/** What the actor may read at the moment: in person, as one of a team, or as its product's people. */
export async function liveAccess(db: Db, actor: Actor, now: Date): Promise<LiveAccess[]> {
  const rows = await db.agreement.findMany({
    where: {
      AND: [
        agreementsWith("active", now),
        {
          removedAt: null,
          OR: [
            { consumerKind: "user", consumerId: { in: namesOf(actor) } },
            { consumerTeamId: { in: teamIdsOf(actor) } },
          ],
        },
      ],
    },
    orderBy: [{ endsAt: "desc" }, { id: "asc" }],
    select: { id: true, productId: true, portId: true, endsAt: true },
  });
  return rows.map(({ id, ...row }) => ({ accessId: id, ...row }));
}

/** How many consumers hold access to each product at a moment, each once however many ports it uses. */
export async function countConsumers(
  db: Db,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ productId: string; count: number }[]>`
    select product_id as "productId", count(distinct (consumer_kind, consumer_id))::int as count
    from agreements
    where product_id = any(${productIds}::text[]) and ended_how is null and starts_at <= ${now} and ends_at > ${now}
      and removed_at is null
    group by product_id`;
  return new Map(rows.map(({ productId, count }) => [productId, count]));
}
