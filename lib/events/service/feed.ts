import "server-only";

import { z } from "zod";

import { allow } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { env } from "@/lib/platform/env";
import { invalid } from "@/lib/platform/errors";
import { query } from "@/lib/platform/operation";
import { readersOf } from "@/lib/platform/outbox";

import { factsOf, feedNameOf } from "../feed-types";
import { FeedData, FeedEvent } from "../model";
import { feedAudienceOf } from "../policy";
import { eventsAfter, eventsForReaders, type FeedRow, findPlace } from "../store/feed";

/** Events that one answer holds at most. */
const PAGE_MAX = 1000;

export const listFeed = query({
  name: "events.listFeed",
  summary: "Read the feed of events after the last one that is known; an empty page is its end.",
  input: z.object({
    lastEventId: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
  }),
  output: FeedEvent.array(),
  load: () => null,
  allow: () => allow,
  async run({ db, actor }, { lastEventId, limit }) {
    const after = await placeOf(db, lastEventId);
    const audience = feedAudienceOf(actor);
    const rows = await (audience === null
      ? eventsAfter(db, { after, take: limit })
      : eventsForReaders(db, { readers: readersOf(audience), after, take: limit }));
    return rows.map(toFeedEvent);
  },
});

const Cursor = z.uuid();

/** Also an event that the reader may no longer read is a place: whoever lost a role goes on from there. */
async function placeOf(db: Db, lastEventId = ""): Promise<bigint> {
  if (lastEventId === "") return 0n;
  const { data: feedId } = Cursor.safeParse(lastEventId);
  const place = feedId === undefined ? null : await findPlace(db, feedId);
  if (place === null)
    throw invalid(
      "No event of this feed has the id that lastEventId names. Leave it out to begin at the start.",
      [],
      400,
    );
  return place;
}

const TYPE_PREFIX = "org.trellis.events.";

function toFeedEvent(row: FeedRow): FeedEvent {
  const { publicUrl } = env();
  const time = row.at.toISOString();
  return {
    specversion: "1.0",
    id: row.feedId,
    type: `${TYPE_PREFIX}${feedNameOf(row)}Event`,
    source: publicUrl,
    subject: row.subject,
    time,
    datacontenttype: "application/json",
    dataschema: `${publicUrl}/api/events/schema`,
    principal: principalOf(row),
    data: { id: row.subject, timestamp: time, ...factsOf(row) },
  };
}

const PRINCIPALS: Readonly<Record<string, string>> = { user: "user:", key: "api-key:", webhook: "webhook:" };

function principalOf({ actorKind, actorId }: FeedRow): string {
  const prefix = PRINCIPALS[actorKind];
  return prefix === undefined ? "system" : prefix + actorId;
}

/** The JSON Schema of what the events of the feed say. */
export const feedDataSchema = (): unknown => z.toJSONSchema(FeedData);
