import { randomUUID } from "node:crypto";

import { Webhook } from "standardwebhooks";

import { productDocument } from "@/lib/testing/factories/catalog";
import { contractDocument } from "@/lib/testing/factories/contracts";

import type { Persona } from "../personas";
import type { RouteSample, Sent } from "../sample";
import { NOW, type World } from "../world";
import { evaluation, putBody } from "./access";

const json = (path: string, value: unknown): Sent => ({
  path,
  body: JSON.stringify(value),
  headers: { "content-type": "application/json" },
});

const on = (about: string, path: string): RouteSample => ({ about, request: () => ({ path }) });

const showsSecret = (body: string, { secret: { productId } }: World) => body.includes(productId);
const showsSecretContract = (body: string, { secret: { contractId } }: World) => body.includes(contractId);
const RESTRICTED = "a data product restricted to the team";
const HIDDEN_CONTRACT = "a data contract under which only a restricted product is offered";

const secretProduct = (rest = ""): RouteSample => ({
  about: RESTRICTED,
  request: ({ secret: { productId } }) => ({ path: `/api/dataproducts/${productId}${rest}` }),
});
const secretContract = (rest = ""): RouteSample => ({
  about: HIDDEN_CONTRACT,
  request: ({ secret: { contractId } }) => ({ path: `/api/datacontracts/${contractId}${rest}` }),
});

const documentRoutes: Record<string, RouteSample> = {
  "GET /api/dataproducts": { ...on(RESTRICTED, "/api/dataproducts"), shows: showsSecret },
  "GET /api/dataproducts/[id]": secretProduct(),
  "PUT /api/dataproducts/[id]": {
    about: "a new data product of the team",
    request: () =>
      json("/api/dataproducts/new-product", productDocument({ id: "new-product", team: "shop" })),
  },
  "DELETE /api/dataproducts/[id]": {
    about: "a data product of the team",
    request: ({ spare: { productId } }) => ({ path: `/api/dataproducts/${productId}` }),
  },
  "GET /api/dataproducts/[id]/versions/[revision]": secretProduct("/versions/1"),
  "GET /api/datacontracts": { ...on(HIDDEN_CONTRACT, "/api/datacontracts"), shows: showsSecretContract },
  "GET /api/datacontracts/[id]": secretContract(),
  "GET /api/datacontracts/[id]/datacontract.yaml": secretContract("/datacontract.yaml"),
  "GET /api/datacontracts/[id]/export": secretContract("/export?format=dbt"),
  "PUT /api/datacontracts/[id]": {
    about: "a new data contract of the team",
    request: () =>
      json("/api/datacontracts/new-contract", contractDocument({ id: "new-contract", team: "shop" })),
  },
  "DELETE /api/datacontracts/[id]": {
    about: "a data contract of the team",
    request: ({ spare: { contractId } }) => ({ path: `/api/datacontracts/${contractId}` }),
  },
  "GET /api/datacontracts/[id]/versions/[revision]": secretContract("/versions/1"),
  "GET /api/teams": on("all teams", "/api/teams"),
  "GET /api/teams/[id]": on("the team Shop", "/api/teams/shop"),
  "PUT /api/teams/[id]": {
    about: "the team Shop",
    request: () =>
      json("/api/teams/shop", { id: "shop", name: "Shop", type: "Team", parent: "sales", tags: ["new"] }),
  },
  "DELETE /api/teams/[id]": on("a team below Shop", "/api/teams/empty"),
  "POST /api/registrations": {
    about: "a new data product of the team",
    request: () => json("/api/registrations", productDocument({ id: "new-product", team: "shop" })),
  },
};

const accessRoutes: Record<string, RouteSample> = {
  "GET /api/access-offers/[productId]": {
    about: RESTRICTED,
    request: ({ secret: { productId } }) => ({ path: `/api/access-offers/${productId}` }),
  },
  "GET /api/access-offers/[productId]/plan": {
    about: RESTRICTED,
    request: ({ secret: { productId } }, { userId, actor }) => {
      const [kind, id] = userId === null ? ["team", actor?.teamId ?? "lab"] : ["user", userId];
      return { path: `/api/access-offers/${productId}/plan?portId=table&consumer=${kind}:${id}` };
    },
  },
};

const AT_OWNER = "a request for a product of the team, at the owner's step";
const HELD = "access to a product of the team, held by a person of another domain";

const atOwner = (rest = ""): RouteSample => ({
  about: AT_OWNER,
  request: ({ requests }) => ({ path: `/api/access/${requests.atOwner}${rest}` }),
});

const reporting = (transition: string): Record<string, RouteSample> => ({
  [`POST /api/access/[id]/provisioning/${transition}`]: {
    about: HELD,
    request: ({ agreements }) => ({ path: `/api/access/${agreements.held}/provisioning/${transition}` }),
  },
});

const wireAccessRoutes: Record<string, RouteSample> = {
  "GET /api/access": {
    ...on(AT_OWNER, "/api/access"),
    shows: (body, { requests }) => body.includes(requests.atOwner),
  },
  "GET /api/access/[id]": atOwner(),
  "PUT /api/access/[id]": {
    about: "access for oneself or one's own team",
    request: ({ open }, who) => json("/api/access/new-access", putBody(open.productId, who)),
  },
  "DELETE /api/access/[id]": atOwner(),
  "POST /api/access/[id]/approve": atOwner("/approve"),
  "POST /api/access/[id]/reject": atOwner("/reject"),
  "POST /api/access/[id]/cancel": atOwner("/cancel"),
  "GET /api/access/[id]/provisioning": {
    about: HELD,
    request: ({ agreements }) => ({ path: `/api/access/${agreements.failed}/provisioning` }),
  },
  "PUT /api/access/[id]/provisioning": {
    about: HELD,
    request: ({ agreements }) =>
      json(`/api/access/${agreements.held}/provisioning`, { status: "provisioned" }),
  },
  ...reporting("provisioning-started"),
  ...reporting("provisioning-succeeded"),
  ...reporting("provisioning-failed"),
  ...reporting("deprovisioning-started"),
  ...reporting("deprovisioning-succeeded"),
  ...reporting("deprovisioning-failed"),
  "POST /api/access/evaluation": {
    about: RESTRICTED,
    request: ({ secret }) => json("/api/access/evaluation", evaluation(secret.productId)),
  },
  "GET /api/dataproducts/[id]/outputports/[portId]/access-status": secretProduct(
    "/outputports/table/access-status",
  ),
  "POST /api/dataproducts/[id]/outputports/[portId]/request-access": {
    about: "an output port that everybody sees, for oneself or one's own team",
    request: ({ open: { productId } }) =>
      json(`/api/dataproducts/${productId}/outputports/table/request-access`, { purpose: "Forecasting" }),
    refusals: [422],
  },
  "GET /api/connectors": on("all connectors", "/api/connectors"),
  "GET /api/connectors/[id]": on("a connector of a platform", "/api/connectors/snowflake"),
  "PUT /api/connectors/[id]": {
    about: "a connector of a platform",
    request: () => json("/api/connectors/databricks", { id: "databricks", info: { type: "databricks" } }),
  },
  "DELETE /api/connectors/[id]": on("a connector of a platform", "/api/connectors/snowflake"),
  "GET /api/organization/settings": on("the name and address of the portal", "/api/organization/settings"),
};

const auditRoutes: Record<string, RouteSample> = {
  "GET /api/audit": on("the record", "/api/audit"),
  "GET /api/audit/export": on("the record", "/api/audit/export"),
};

const searchRoutes: Record<string, RouteSample> = {
  "GET /api/search": {
    about: RESTRICTED,
    request: ({ secret: { productId } }) => ({ path: `/api/search?query=${productId}` }),
    shows: (body, { secret: { productId } }) => body.includes(`"id":"${productId}"`),
  },
  "GET /api/search/export": { ...on(RESTRICTED, "/api/search/export"), shows: showsSecret },
  "GET /api/search/suggest": {
    about: RESTRICTED,
    request: ({ secret: { productId } }) => ({ path: `/api/search/suggest?q=${productId}` }),
    shows: showsSecret,
  },
  "POST /api/search/misses": {
    about: "a search without a result",
    request: () => json("/api/search/misses", { text: "unicorns" }),
  },
  "POST /api/search/recent": {
    about: "a search of one's own",
    request: () => json("/api/search/recent", { query: "q=orders" }),
  },
  "GET /api/admin/search/rebuild": on("the search index", "/api/admin/search/rebuild"),
  "POST /api/admin/search/rebuild": on("the search index", "/api/admin/search/rebuild"),
};

const eventRoutes: Record<string, RouteSample> = {
  "GET /api/events": {
    ...on("an event about a data product restricted to the team", "/api/events"),
    shows: showsSecret,
  },
  "GET /api/events/schema": on("the schema of the feed's events", "/api/events/schema"),
  "GET /api/live": on("changes that concern one's own open pages", "/api/live"),
  "GET /api/live/state": on("what concerns one's own open pages", "/api/live/state"),
  "GET /api/notices": on("one's own notices", "/api/notices"),
  "POST /api/notices/read": {
    about: "one's own notices",
    request: () => json("/api/notices/read", { all: true }),
  },
  "POST /api/webhooks/[source]": {
    about: "a message with a new data product of the team",
    request: aMessage,
  },
};

/** Signed only where the source itself sends it. */
function aMessage({ source: { id: source, secret } }: World, { id: who }: Persona): Sent {
  const id = randomUUID();
  const data = productDocument({ id: "sent-product", team: "shop" });
  const type = "org.acme.dataproduct.registered";
  const body = JSON.stringify({ specversion: "1.0", id, source: "/ci", type, data });
  return {
    path: `/api/webhooks/${source}`,
    body,
    headers: {
      "content-type": "application/cloudevents+json",
      ...(who === "webhook" && {
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(NOW.getTime() / 1000)),
        "webhook-signature": new Webhook(secret).sign(id, NOW, body),
      }),
    },
  };
}

const openRoutes: Record<string, RouteSample> = {
  "GET /api/health": on("whether the portal works", "/api/health"),
  "GET /api/health/live": on("whether the portal runs", "/api/health/live"),
};

/** What each route of the API is tried on, by method and path. */
export const routeSamples: Readonly<Record<string, RouteSample>> = {
  ...documentRoutes,
  ...accessRoutes,
  ...wireAccessRoutes,
  ...auditRoutes,
  ...searchRoutes,
  ...eventRoutes,
  ...openRoutes,
};
