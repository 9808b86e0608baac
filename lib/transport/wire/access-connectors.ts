import "server-only";

import { getConnector, listConnectors, putConnector, removeConnector } from "@/lib/access";
import type { Connector } from "@/lib/access/model";
import type { Runtime } from "@/lib/platform/operation";

import { readJson, route } from "../route";
import { done, listOf } from "./answers";

type PutConnector = Connector & { document: Record<string, unknown> };

/** The document as it was put, with the state that is kept: an object also where there is none. */
const toWire = ({ document, id, state, custom }: PutConnector) => ({ ...document, id, state, custom });

/** The handlers under /api/connectors. */
export function connectorRoutes(live: { runtime?: Runtime } = {}) {
  const byId = (_request: Request, { id = "" }: Record<string, string>) => ({ id });
  return {
    list: route(listConnectors, {
      ...live,
      input: () => ({}),
      respond: ({ items }, request) => listOf({ items: items.map(toWire), hasMore: false }, request),
    }),
    get: route(getConnector, {
      ...live,
      input: byId,
      respond: (connector) => Response.json(toWire(connector), { headers: { "cache-control": "no-store" } }),
    }),
    put: route(putConnector, {
      ...live,
      input: async (request, { id = "" }) => ({ id, document: await readJson(request) }),
      respond: done,
    }),
    remove: route(removeConnector, { ...live, input: byId, respond: done }),
  };
}
