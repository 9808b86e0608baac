import { readdirSync } from "node:fs";
import path from "node:path";

import { z } from "zod";

import type { Handler } from "@/lib/transport/route";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const Handlers = z.looseObject(
  Object.fromEntries(METHODS.map((method) => [method, z.custom<Handler>(isFunction).optional()])),
);

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

/** next-auth's own handler runs only inside Next: the sign-in, which is for everybody, is tried in e2e. */
const IN_NEXT_ALONE = "auth/";

/** Every route of the API by method and path, with its handler, as Next would find them. */
export async function everyRoute(): Promise<Map<string, Handler>> {
  const files = readdirSync("app/api", { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts" && !file.startsWith(IN_NEXT_ALONE))
    .sort();
  const routes = new Map<string, Handler>();
  for (const file of files) {
    const loaded: unknown = await import(path.resolve("app/api", file));
    const handlers = Handlers.parse(loaded);
    for (const method of METHODS) {
      const handler = handlers[method];
      if (handler) routes.set(`${method} /api/${path.dirname(file)}`, handler);
    }
  }
  return routes;
}
