import type { Handler } from "@/lib/transport/route";

type Call = {
  method?: string;
  /** The secret of an API key. */
  key?: string;
  body?: string | Uint8Array | ReadableStream<Uint8Array> | null;
  headers?: Record<string, string>;
};

/** What Next would hand over for `/api/<kind>/{id}` and what is below it. */
function paramsOf(path: string): Record<string, string> {
  const [, , , id, below, second] = new URL(path, "http://localhost:3000").pathname.split("/");
  return {
    ...(id !== undefined && { id: decodeURIComponent(id) }),
    ...(second !== undefined && {
      [below === "outputports" ? "portId" : "revision"]: decodeURIComponent(second),
    }),
  };
}

/** Calls a route handler as a client of the API would. */
export async function call(
  handler: Handler,
  path: string,
  { method = "GET", key, body, headers }: Call = {},
) {
  const request = new Request(new URL(path, "http://localhost:3000"), {
    method,
    headers: { ...(key && { "x-api-key": key }), ...headers },
    ...(body != null && { body: body instanceof Uint8Array ? Buffer.from(body) : body, duplex: "half" }),
  });
  return handler(request, { params: Promise.resolve(paramsOf(path)) });
}

/** A problem document, with what tests look at. */
export type ProblemBody = {
  status: number;
  detail: string;
  errors?: { pointer: string; detail: string; line?: number; column?: number }[];
};

/** The problem of an answer that must be one. */
export async function problemOf(response: Response): Promise<ProblemBody> {
  if (response.headers.get("content-type") !== "application/problem+json")
    throw new Error(`Expected a problem, but got ${response.status}: ${await response.text()}`);
  const body: unknown = await response.json();
  return body as ProblemBody;
}
