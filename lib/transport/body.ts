import "server-only";

import { invalid } from "@/lib/platform/errors";

/** 2 MB: the largest single document or form. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** Reads a body of at most `limit` bytes; a larger one is refused with 413 before it is held in memory. */
export async function readBody(request: Request, limit = BODY_LIMIT): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  const parts: Uint8Array[] = [];
  for await (const part of bodyParts(request, limit)) parts.push(part);
  return Buffer.concat(parts);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A body as text. A byte order mark stays: it belongs to the original. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid("The body is not valid UTF-8.", [], 400);
  }
}

/** The parts of a body as they arrive; more than `limit` bytes in all are refused with 413. */
export async function* bodyParts(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  let size = 0;
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const chunk: unknown = part.value;
      if (!(chunk instanceof Uint8Array)) throw invalid("The body could not be read.", [], 400);
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      yield chunk;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

const tooLarge = (limit: number) =>
  invalid(`The body is larger than ${Math.floor(limit / 1024)} KB.`, [], 413);
