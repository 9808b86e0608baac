export const dynamic = "force-dynamic";

/** Liveness: the process answers. */
export function GET(): Response {
  return Response.json({ status: "alive" }, { headers: { "cache-control": "no-store" } });
}
