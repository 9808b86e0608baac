import type { ErrorCode } from "@/lib/platform/errors";

type Explanation = {
  title: string;
  status: number;
  means: string;
  remedy: string;
  example: string;
  errors?: readonly { pointer: string; detail: string; line?: number; column?: number }[];
};

/** What each problem type means, for people and for authors of programs. */
export const PROBLEMS: Readonly<Record<ErrorCode, Explanation>> = {
  invalid: {
    title: "The request is not valid",
    status: 422,
    means:
      "Something in what was sent is not as it has to be, and nothing was changed. Each entry of `errors` points to one place: `pointer` is a JSON Pointer into the document; for YAML, `line` and `column` count from 1. Where HTTP has a more exact status it is used: 400 for what cannot be read at all, 413 for more than 2 MB, 415 for a media type that is not known.",
    remedy:
      "Correct the places that are named and send it again. A document with an id and an owner that is otherwise incomplete can be kept with `?saveWithWarnings=true`.",
    example: "The document does not follow its standard in 1 place.",
    errors: [{ pointer: "#/outputPorts/0/version", detail: "must be a string", line: 14, column: 14 }],
  },
  unauthenticated: {
    title: "Sign in to continue",
    status: 401,
    means: "Nobody is signed in, or the API key is unknown, expired or revoked.",
    remedy:
      "Sign in again, or send a valid key as `x-api-key` or as `Authorization: Bearer`. Owners of a team make keys in their settings.",
    example: "The API key is not valid.",
  },
  forbidden: {
    title: "Not allowed",
    status: 403,
    means: "You may see this, but not do that with it. The detail says who may.",
    remedy: "Ask somebody of the team that is named, or use a key of that team.",
    example: "Only owners and editors of Risk team register its products.",
  },
  not_found: {
    title: "Not found",
    status: 404,
    means:
      "There is nothing at this address that you can see. What is restricted to others is not told apart from what does not exist.",
    remedy: "Check the id. If it should be visible to you, ask the team that owns it.",
    example: "Data product fraud-scores does not exist.",
  },
  conflict: {
    title: "Conflicts with the current state",
    status: 409,
    means: "The request is valid by itself, but not in the present state of things.",
    remedy: "Read the detail, look at the present state, and decide again.",
    example: "The team risk still owns 3 data products.",
  },
  stale: {
    title: "Changed by someone else",
    status: 412,
    means: "Since you read it, somebody else has changed it. Their change was kept, yours was not made.",
    remedy: "Read it again, compare, and send your change with the new version.",
    example: "Revision 4 was expected, but the present revision is 5.",
  },
  rate_limited: {
    title: "Too many requests",
    status: 429,
    means: "Too many requests came in too short a time.",
    remedy: "Wait as many seconds as the `Retry-After` header says, then go on more slowly.",
    example: "Too many failed attempts. Try again in a minute.",
  },
  unavailable: {
    title: "Temporarily unavailable",
    status: 503,
    means:
      "A part that is needed for this, often the database, does not answer at present. Nothing was changed.",
    remedy: "Try again in a moment. `/api/health` says which part is away.",
    example: "The database does not answer.",
  },
};

export const findProblem = (code: string): Explanation | null =>
  Object.entries(PROBLEMS).find(([known]) => known === code)?.[1] ?? null;
