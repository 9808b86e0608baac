import "server-only";

import { z } from "zod";

import { fromCursor, toCursor } from "@/lib/catalog";
import { allow } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { InboundDelivery } from "../model";
import { listDeliveryRows } from "../store/deliveries";
import { getSourceRow } from "../store/sources";

const Position = z.object({ at: z.coerce.date(), id: z.string() });

export const listDeliveries = query({
  name: "events.listDeliveries",
  summary: "List what came in through a webhook source and what it did, newest first.",
  input: z.object({
    sourceId: z.string(),
    outcome: z.enum(["accepted", "refused"]).nullable().default(null),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ items: z.array(InboundDelivery), nextCursor: z.string().nullable() }),
  load: ({ db, actor }, { sourceId }) => getSourceRow(db, actor, sourceId),
  allow: () => allow,
  async run({ db }, { sourceId, outcome, cursor, limit }) {
    const before = cursor === undefined ? null : fromCursor(Position, cursor);
    const rows = await listDeliveryRows(db, { sourceId, outcome, before, take: limit });
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? toCursor({ at: last.receivedAt, id: last.id }) : null };
  },
});
