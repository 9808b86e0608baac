import "server-only";

import { invalid } from "@/lib/platform/errors";

/** 2 MB: the largest single document or form. */
export const BODY_LIMIT = 2 * 1024 * 1024;

/** Reads a body of at most `limit` bytes; a larger one is refused with 413 before it is held in memory. */
export async function readBody(request: Request, limit = BODY_LIMIT): Promise<Uint8Array> {
  const tooLarge = () => invalid(`The body is larger than ${Math.floor(limit / 1024)} KB.`, [], 413);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  if (!request.body) return new Uint8Array();

  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk: unknown = part.value;
    if (!(chunk instanceof Uint8Array)) throw invalid("The body could not be read.", [], 400);
    size += chunk.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
