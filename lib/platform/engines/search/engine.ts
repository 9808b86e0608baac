import "server-only";

import type { EngineAnswer, EngineName, EngineQuery, EngineSuggestions, SearchDocument } from "./model";

export type RebuildReport = { indexed: number; removed: number; tookMs: number };

/**
 * One search interface; every engine passes the same contract suite. Every method may throw `unavailable`
 * when the engine is out of reach.
 */
export type SearchEngine = {
  name: EngineName;
  /** Adds or replaces; a document whose revision is older than the indexed one is ignored. Searchable on return. */
  put: (documents: readonly SearchDocument[]) => Promise<void>;
  /** Removes by id, unless a newer revision is indexed. */
  remove: (removals: readonly { id: string; revision: number }[]) => Promise<void>;
  search: (query: EngineQuery) => Promise<EngineAnswer>;
  /** Names that begin with or contain the text, best first. */
  suggest: (query: {
    text: string;
    visibility: readonly string[] | null;
    limit: number;
  }) => Promise<EngineSuggestions>;
  /** Builds a new index from all documents, compares counts with `expected`, then swaps. Throws and keeps the old one if they differ. */
  rebuild: (
    documents: AsyncIterable<readonly SearchDocument[]>,
    expected: () => Promise<number>,
  ) => Promise<RebuildReport>;
  /** The revisions of those of the ids that are indexed: what is missing here is missing in the index. */
  revisionsOf: (ids: readonly string[]) => Promise<Map<string, number>>;
  /** How many documents are indexed; throws when the engine is away. */
  count: () => Promise<number>;
  close: () => Promise<void>;
};
