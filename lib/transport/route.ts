import "server-only";

import type { z } from "zod";

import { resolveActor } from "@/lib/identity";
import type { Actor } from "@/lib/platform/actor";
import { DomainError, invalid } from "@/lib/platform/errors";
import type { Operation, Runtime } from "@/lib/platform/operation";

import { readBody } from "./body";
import { problemResponse, reportBug, requestIdOf } from "./respond";
import { runtime as liveRuntime } from "./runtime";

type Segments = Record<string, string | string[] | undefined>;

/** Next gives no parameters to a route without any. */
type RouteContext = { params: Promise<Segments | undefined> };
export type Handler = (request: Request, context: RouteContext) => Promise<Response>;

type Params = Record<string, string>;

type Options<Value> = {
  runtime?: Runtime;
  /** Makes the operation's input where it is not simply path, query and JSON body. */
  input?: (request: Request, params: Params) => Promise<Record<string, unknown>> | Record<string, unknown>;
  /** Makes the answer where it is not simply the value as JSON with status 200. */
  respond?: (value: Value, request: Request) => Response | Promise<Response>;
};

/** Turns an operation into a Next.js route handler. Path parameters win over query and body. */
export function route<In extends z.ZodType, Out extends z.ZodType>(
  operation: Operation<In, Out>,
  { runtime, input = defaultInput(operation.kind), respond = asJson }: Options<z.output<Out>> = {},
): Handler {
  return handler(
    { name: operation.name, ...(runtime && { runtime }) },
    async ({ live, actor, request, params }) => {
      if (operation.kind === "command") refuseCrossSite(request, actor.kind);
      const value = await operation.execute(live, actor, await input(request, params));
      return respond(value, request);
    },
  );
}

type Call = { live: Runtime; actor: Actor; request: Request; params: Params };

/** A route handler for what takes more than one operation: it knows who asks, and answers failures as problems. */
export function handler(
  { name, runtime }: { name: string; runtime?: Runtime },
  answer: (call: Call) => Promise<Response>,
): Handler {
  return async function handle(request, context) {
    const requestId = requestIdOf(request.headers);
    try {
      const live = runtime ?? liveRuntime();
      const actor = await resolveActor(live, request.headers);
      return await answer({ live, actor, request, params: flatten((await context.params) ?? {}) });
    } catch (error) {
      reportBug(error, requestId, name);
      return problemResponse(error, requestId);
    }
  };
}

const asJson = (value: unknown): Response =>
  Response.json(value, { headers: { "cache-control": "no-store" } });

const flatten = (params: Segments): Params =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join("/") : value]],
    ),
  );

function defaultInput(kind: Operation["kind"]) {
  return async (request: Request, params: Params): Promise<Record<string, unknown>> =>
    kind === "query" ? { ...readQuery(request), ...params } : { ...(await readJson(request)), ...params };
}

/** A parameter that is given several times becomes an array. */
export function readQuery(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** An empty body is an empty object, whatever its content type says (real clients send that). */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await readBody(request));
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid("The body is not JSON.", [], 400);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid("The body must be a JSON object.", [], 400);
  }
  return Object.fromEntries(Object.entries(value));
}

/**
 * A cookie is sent by the browser whoever wrote the page, so a session may only change things from our own
 * pages. A key or a signature proves the sender by itself.
 */
export function refuseCrossSite(request: Request, kind: string): void {
  if (kind !== "user") return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const isOwn = site === "same-origin" || (site === null && origin !== null && hostOf(origin) === host);
  if (!isOwn)
    throw new DomainError(
      "forbidden",
      "A signed-in browser may only change things from the portal's own pages.",
    );
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
