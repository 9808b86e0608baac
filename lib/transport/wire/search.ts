import "server-only";

import { exportProducts, findResources, type Hit, type Resource, searchProducts } from "@/lib/search";
import { env } from "@/lib/platform/env";

import { csvRoute } from "../csv";
import { type Handler, route } from "../route";

const NO_STORE = { headers: { "cache-control": "no-store" } };

const pageOf = (path: string): string => env().publicUrl + path;

/** A whole result as a file; the last column leads to each product's page. */
export const exportRoute = csvRoute(exportProducts, {
  name: "data-products",
  rowsOf: ({ hits, nextOffset }) => ({
    rows: hits,
    next: nextOffset === null ? null : { offset: nextOffset },
  }),
  columns: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    status: ({ status }) => status,
    type: ({ type }) => type,
    version: ({ version }) => version,
    domain: ({ domain }) => domain?.label ?? null,
    team: ({ team }) => team.label,
    "available as": ({ portTypes }) => portTypes.join(" "),
    classification: ({ classification }) => classification,
    "personal data": ({ personalData }) => (personalData ? "yes" : "no"),
    tags: ({ tags }) => tags.join(" "),
    updated: ({ updatedAt }) => updatedAt,
    description: ({ description }) => description,
    link: ({ id }: Hit) => pageOf(`/products/${encodeURIComponent(id)}`),
  },
});

/** The shape that clients of the marketplace API of this field expect: every result with its address. */
const wireRoute = route(findResources, {
  respond: ({ query, answer, results }) =>
    Response.json({ query, answer, results: results.map(toWire) }, NO_STORE),
});

const toWire = ({ path, ...resource }: Resource) => ({ ...resource, url: pageOf(path) });

const productRoute = route(searchProducts);

/** `q` asks for products with facets, `query` in the shape of the wire API, `format=csv` for a file. */
export const searchRoute: Handler = (request, context) => {
  const { searchParams } = new URL(request.url);
  if (searchParams.get("format") === "csv") return exportRoute(request, context);
  return searchParams.has("query") && !searchParams.has("q")
    ? wireRoute(request, context)
    : productRoute(request, context);
};
