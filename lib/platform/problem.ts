import { DomainError, type ERROR_STATUS } from "./errors";
import type { Problem } from "./wire";

const TITLE: Record<keyof typeof ERROR_STATUS, string> = {
  invalid: "The request is not valid",
  unauthenticated: "Sign in to continue",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "Conflicts with the current state",
  stale: "Changed by someone else",
  rate_limited: "Too many requests",
  unavailable: "Temporarily unavailable",
};

/** An unexpected error carries nothing but the request id: its message may hold SQL or secrets. */
export function toProblem(error: unknown, requestId: string): Problem {
  const instance = `urn:request:${requestId}`;
  if (!(error instanceof DomainError)) {
    return { type: "about:blank", title: "Internal Server Error", status: 500, instance };
  }
  return {
    type: `/problems/${error.code}`,
    title: TITLE[error.code],
    status: error.status,
    detail: error.message,
    instance,
    ...(error.fields.length > 0 && { errors: error.fields }),
  };
}
