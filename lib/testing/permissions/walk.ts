import { NextRequest } from "next/server";
import { z } from "zod";

import type { Db } from "@/lib/platform/db/client";
import { DomainError } from "@/lib/platform/errors";
import { type Operation, type Runtime, withoutTrace } from "@/lib/platform/operation";
import type { Outcome } from "@/lib/transport/permissions/matrix";
import type { Handler } from "@/lib/transport/route";

import type { Persona } from "./personas";
import type { RouteSample, Sample } from "./sample";
import type { World } from "./world";

/** A runtime on which every change is done and then undone. */
export function undoing(runtime: Runtime): Runtime {
  const undone = (work: (db: Db) => Promise<unknown>) => withoutTrace(runtime, work);
  const db = new Proxy(runtime.db, {
    get(target, name): unknown {
      if (name === "$transaction") return undone;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { ...runtime, db };
}

/** Does the operation for real, undone, and says what came of it. Throws where it came to no decision. */
export async function tryOperation(
  operation: Operation,
  { input, shows, refusal }: Sample,
  { world, who }: { world: World; who: Persona },
): Promise<Outcome> {
  if (who.actor === null) return outcomeOf(who.refusal);
  try {
    const value = await operation.execute(undoing(world.runtime), who.actor, input(world, who));
    const because = refusal?.(value) ?? null;
    if (because !== null) return isHiding(because) ? { kind: "hidden" } : { kind: "no", because };
    return shows && !shows(value, world) ? { kind: "hidden" } : { kind: "yes" };
  } catch (error) {
    return outcomeOf(error);
  }
}

const isHiding = (because: string): boolean => because.endsWith("does not exist.");

/** Calls the handler of a route as the persona would, undone, and says what came of it. */
export async function tryRoute(
  handler: Handler,
  { request, shows, refusals = [] }: RouteSample,
  { world, who, route }: { world: World; who: Persona; route: string },
): Promise<Outcome> {
  const [method = "", pattern = ""] = route.split(" ");
  const { path, body, headers } = request(world, who);
  const url = new URL(path, "http://localhost:3000");
  const asked = new NextRequest(url, {
    method,
    headers: { ...headers, ...who.headers },
    ...(body && { body }),
  });
  const params = Promise.resolve(paramsOf(pattern, url.pathname));
  const response = await handler(asked, { params });
  const text = isStream(response) ? "" : await response.text();
  await response.body?.cancel().catch(() => undefined);
  if (response.status >= 400) return outcomeOfProblem(text, response.status, refusals);
  return shows && !shows(text, world) ? { kind: "hidden" } : { kind: "yes" };
}

const isStream = ({ headers }: Response): boolean =>
  (headers.get("content-type") ?? "").startsWith("text/event-stream");

function outcomeOfProblem(text: string, status: number, refusals: readonly number[]): Outcome {
  if (status === 401) return { kind: "unknown" };
  if (status === 404) return { kind: "hidden" };
  if (![403, ...refusals].includes(status)) throw new Error(`${status}: ${text}`);
  return { kind: "no", because: Problem.parse(JSON.parse(text)).detail };
}

const Problem = z.object({ detail: z.string() });

/** What Next would hand over: the parts of the path in place of `[name]`, and of `[...name]` all that follow. */
function paramsOf(pattern: string, path: string): Record<string, string | string[]> {
  const parts = path.split("/").map(decodeURIComponent);
  return Object.fromEntries(
    pattern.split("/").flatMap((part, index): [string, string | string[]][] => {
      const rest = /^\[\.\.\.(\w+)\]$/.exec(part)?.[1];
      if (rest !== undefined) return [[rest, parts.slice(index)]];
      const name = /^\[(\w+)\]$/.exec(part)?.[1];
      return name === undefined ? [] : [[name, parts[index] ?? ""]];
    }),
  );
}

/** What a refusal says about the permission. */
function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof DomainError)) throw error;
  if (error.code === "unauthenticated") return { kind: "unknown" };
  if (error.code === "not_found") return { kind: "hidden" };
  if (error.code === "forbidden") return { kind: "no", because: error.message };
  throw error;
}
