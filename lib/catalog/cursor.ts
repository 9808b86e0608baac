import type { z } from "zod";

import { invalid } from "@/lib/platform/errors";

/** The last item of a page as text that fits into an address. */
export const toCursor = (position: Record<string, string | number>): string =>
  Buffer.from(JSON.stringify(position)).toString("base64url");

/** The inverse of `toCursor`; refuses what it did not make. */
export function fromCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> {
  const result = schema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!result.success) throw invalid("This cursor does not belong to the list. Begin at the first page.");
  return result.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
