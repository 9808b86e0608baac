import { checkHealth } from "@/lib/transport/health";
import { runtime } from "@/lib/transport/runtime";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const health = await checkHealth(runtime());
  const status = health.status === "unready" ? 503 : 200;
  return Response.json(health, { status, headers: { "cache-control": "no-store" } });
}
