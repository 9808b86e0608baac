import "server-only";

import { env } from "@/lib/platform/env";
import type { Runtime } from "@/lib/platform/operation";
import { exportProducts, findResources, type Hit, type Resource, searchProducts } from "@/lib/search";

import { csvRoute } from "../csv";
import { type Handler, route } from "../route";

const NO_STORE = { headers: { "cache-control": "no-store" } };

const pageOf = (path: string): string => env().publicUrl + path;

type Live = { runtime?: Runtime };

/** A whole result as a file; the last column leads to each product's page. */
export const exportRoute = (live: Live = {}): Handler =>
  csvRoute(exportProducts, {
    ...live,
    name: "data-products",
    rowsOf: ({ hits, nextOffset }) => ({
      rows: hits,
      next: nextOffset === null ? null : { offset: nextOffset },
    }),
    columns: COLUMNS,
  });

const COLUMNS: Record<string, (hit: Hit) => string | null> = {
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
  link: ({ id }) => pageOf(`/products/${encodeURIComponent(id)}`),
};

/** The shape that clients of the marketplace API of this field expect: every result with its address. */
const wireRoute = (live: Live): Handler =>
  route(findResources, {
    ...live,
    respond: ({ query, answer, results }) =>
      Response.json({ query, answer, results: results.map(toWire) }, NO_STORE),
  });

const toWire = ({ path, ...resource }: Resource) => ({ ...resource, url: pageOf(path) });

/** `q` asks for products with facets, `query` in the shape of the wire API, `format=csv` for a file. */
export function searchRoute(live: Live = {}): Handler {
  const [asProducts, asWire, asFile] = [route(searchProducts, live), wireRoute(live), exportRoute(live)];
  return (request, context) => {
    const { searchParams } = new URL(request.url);
    if (searchParams.get("format") === "csv") return asFile(request, context);
    const isWire = searchParams.has("query") && !searchParams.has("q");
    return isWire ? asWire(request, context) : asProducts(request, context);
  };
}
