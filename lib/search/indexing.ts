import "server-only";

import type { SearchEngine } from "@/lib/platform/engines/search/engine";
import { DomainError } from "@/lib/platform/errors";
import type { Runtime } from "@/lib/platform/operation";

import { buildDocuments } from "./sources";

/** Products whose documents are built and written at once. */
export const CHUNK = 500;

/**
 * Makes the index say of the products what the database says now. Safe twice and out of order: whatever a newer
 * revision has written stays. `revision` must have been read before the call.
 */
export async function indexProducts(
  { db, search }: Runtime,
  ids: readonly string[],
  revision: bigint,
): Promise<void> {
  for (const chunk of chunksOf(ids, CHUNK)) {
    const documents = await buildDocuments(db, chunk, revision);
    const present = new Set(documents.map(({ id }) => id));
    const removed = chunk.filter((id) => !present.has(id));
    if (documents.length > 0) await search.put(documents);
    if (removed.length > 0) await search.remove(removed.map((id) => ({ id, revision: Number(revision) })));
  }
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}

/** How many documents are indexed; null when the engine is away. */
export async function countIndexed(search: SearchEngine): Promise<number | null> {
  try {
    return await search.count();
  } catch (error) {
    if (error instanceof DomainError && error.code === "unavailable") return null;
    throw error;
  }
}
