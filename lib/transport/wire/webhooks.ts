import "server-only";

import { type KnockAnswer, receive } from "@/lib/events";
import { env } from "@/lib/platform/env";
import type { Runtime } from "@/lib/platform/operation";

import { readBody } from "../body";
import { problemResponse, reportBug, requestIdOf } from "../respond";
import type { Handler } from "../route";
import { runtime as liveRuntime } from "../runtime";

/** Takes a signed message. Its signature is the sender's proof, so that no session or key is looked at. */
export function webhookRoute({ runtime }: { runtime?: Runtime } = {}): Handler {
  return async function handle(request, { params }) {
    const requestId = requestIdOf(request.headers);
    try {
      const answer = await receive(runtime ?? liveRuntime(), {
        sourceId: String((await params)?.source),
        header: (name) => request.headers.get(name),
        read: () => readBody(request),
      });
      return Response.json(answer, { headers: { "cache-control": "no-store", ...pageOf(answer) } });
    } catch (error) {
      reportBug(error, requestId, "events.receiveMessage");
      return problemResponse(error, requestId);
    }
  };
}

const PAGES = { team: "teams", dataproduct: "products", datacontract: "contracts" } as const;

function pageOf(answer: KnockAnswer): Record<string, string> {
  if ("pong" in answer || answer.kind === null || answer.id === null) return {};
  return { "location-html": `${env().publicUrl}/${PAGES[answer.kind]}/${encodeURIComponent(answer.id)}` };
}
