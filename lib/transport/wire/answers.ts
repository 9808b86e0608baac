import "server-only";

import { env } from "@/lib/platform/env";

const NO_STORE = { "cache-control": "no-store" };

/**
 * The answer to a registration: status 200 without a body, which is what the clients of this API take for success,
 * and the page where a person finds the thing.
 */
export function savedAt(path: string): Response {
  return new Response(null, {
    status: 200,
    headers: { ...NO_STORE, "location-html": env().publicUrl + path },
  });
}

/** The answer to a removal or an action: status 200 without a body. */
export const done = (): Response => new Response(null, { status: 200, headers: NO_STORE });

/** The answer to a request for long work: it has begun or waits, and this is how it stands. */
export const accepted = (status: unknown): Response =>
  Response.json(status, { status: 202, headers: NO_STORE });

/** One page of a list as a bare array. Only where another page follows there is a `Link` to it (RFC 8288). */
export function listOf(
  { items, hasMore }: { items: readonly unknown[]; hasMore: boolean },
  request: Request,
): Response {
  return Response.json(items, { headers: { ...NO_STORE, ...(hasMore && { link: linkToNext(request) }) } });
}

function linkToNext(request: Request): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("p", String(Number(searchParams.get("p") ?? 0) + 1));
  return `<${env().publicUrl}${pathname}?${searchParams.toString()}>; rel="next"`;
}
