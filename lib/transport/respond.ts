import "server-only";

import { DomainError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { toProblem } from "@/lib/platform/problem";

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The caller's `x-request-id` when it is a plain token, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && REQUEST_ID.test(given) ? given : crypto.randomUUID();
}

/** A bug is logged once, with what is needed to find it; an expected failure is the caller's business. */
export function reportBug(error: unknown, requestId: string, operation: string): void {
  if (!(error instanceof DomainError)) log.error({ requestId, operation, err: error }, "unexpected failure");
}

/** RFC 9457 for whatever was thrown. */
export function problemResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error, requestId);
  return Response.json(problem, {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...(problem.status === 429 && { "retry-after": "60" }),
    },
  });
}
