import "server-only";

import { feedDataSchema, listFeed } from "@/lib/events";
import type { Runtime } from "@/lib/platform/operation";

import { type Handler, handler, route } from "../route";

type Live = { runtime?: Runtime };

/** The feed of events (http-feeds.org): a batch of CloudEvents, and an empty one at the end. */
export const feedRoute = (live: Live = {}): Handler =>
  route(listFeed, {
    ...live,
    respond: (events) =>
      Response.json(events, {
        headers: { "content-type": "application/cloudevents-batch+json", "cache-control": "no-store" },
      }),
  });

/** What `dataschema` of the feed's events leads to. */
export const feedSchemaRoute = (live: Live = {}): Handler =>
  handler({ name: "events.feedSchema", ...live }, () =>
    Promise.resolve(
      Response.json(feedDataSchema(), {
        headers: { "content-type": "application/schema+json", "cache-control": "private, max-age=3600" },
      }),
    ),
  );
