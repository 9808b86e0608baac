import { z } from "zod";

import { EngineName, FacetCount, FACETS, Match, SORTS } from "@/lib/platform/engines/search/model";

/** One value or several; an empty one chooses nothing. */
const list = z
  .union([z.string(), z.array(z.string()).readonly()])
  .transform((value) => [value].flat().filter((one) => one !== ""))
  .pipe(z.array(z.string().max(200)).max(50));

/** The state of a product search, which is also what its URL says. Page numbers count from 1. */
export const SearchInput = z.object({
  q: z.string().max(2000).default(""),
  domain: list.optional(),
  team: list.optional(),
  status: list.optional(),
  type: list.optional(),
  portType: list.optional(),
  classification: list.optional(),
  tag: list.optional(),
  personalData: list.optional(),
  sort: z.enum(SORTS).default("relevance"),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
export type SearchInput = z.input<typeof SearchInput>;

export const Hit = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  status: z.string(),
  type: z.string().nullable(),
  version: z.string().nullable(),
  classification: z.string().nullable(),
  personalData: z.boolean(),
  domain: z.object({ id: z.string(), label: z.string() }).nullable(),
  team: z.object({ id: z.string(), label: z.string() }),
  portTypes: z.array(z.string()),
  tags: z.array(z.string()),
  isRestricted: z.boolean(),
  updatedAt: z.iso.datetime(),
  matches: z.array(Match),
});
export type Hit = z.infer<typeof Hit>;

export const SearchAnswer = z.object({
  hits: z.array(Hit),
  /** Exact, of what the asker may see. */
  total: z.number().int(),
  facets: z.record(z.enum(FACETS), z.array(FacetCount).readonly()),
  /** The engine that answered. */
  engine: EngineName,
  /** True when the configured engine is away and Postgres answered for it. */
  fallback: z.boolean(),
  tookMs: z.number(),
  page: z.number().int(),
  pageSize: z.number().int(),
  /** Only without hits: names near what was typed. */
  nearNames: z.array(z.object({ id: z.string(), label: z.string() })),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const SuggestAnswer = z.object({
  suggestions: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      detail: z.string(),
      ranges: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
  engine: EngineName,
});
export type SuggestAnswer = z.infer<typeof SuggestAnswer>;

export const SavedSearch = z.object({
  id: z.string(),
  name: z.string(),
  /** The query string of the search page, without the question mark. */
  query: z.string(),
  createdAt: z.iso.datetime(),
});
export type SavedSearch = z.infer<typeof SavedSearch>;

export const RecentSearch = z.object({ query: z.string(), at: z.iso.datetime() });
export type RecentSearch = z.infer<typeof RecentSearch>;

/** A search that found nothing; `asked` once the person asked for this data. */
export const SearchMiss = z.object({
  id: z.string(),
  text: z.string(),
  /** The query string of the search page. */
  query: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  asked: z.boolean(),
  comment: z.string().nullable(),
});
export type SearchMiss = z.infer<typeof SearchMiss>;

/** What a rebuild is doing, or how the last one ended. `total` is null until the products are counted. */
export const RebuildProgress = z.object({
  state: z.enum(["waiting", "running", "done", "failed"]),
  at: z.iso.datetime(),
  indexed: z.number().int(),
  total: z.number().int().nullable(),
  error: z.string().nullable(),
});
export type RebuildProgress = z.infer<typeof RebuildProgress>;

export const LastRebuild = z.object({ at: z.iso.datetime(), indexed: z.number().int(), tookMs: z.number() });
export type LastRebuild = z.infer<typeof LastRebuild>;

export const IndexStatus = z.object({
  engine: EngineName,
  reachable: z.boolean(),
  documents: z.number().int().nullable(),
  products: z.number().int(),
  /** Events that the index has not seen yet. */
  lag: z.number().int(),
  /** Why the index does not come on, when its last attempt failed. */
  problem: z.string().nullable(),
  rebuild: RebuildProgress.nullable(),
  lastRebuild: LastRebuild.nullable(),
});
export type IndexStatus = z.infer<typeof IndexStatus>;

/** Kinds of things that the wire API's search may be asked for. */
export const ResourceType = z.enum([
  "DATA_PRODUCT",
  "DATA_CONTRACT",
  "SEMANTIC_CONCEPT",
  "DATA_ASSET",
  "DEFINITION",
  "TEAM",
  "TAG",
]);
export type ResourceType = z.infer<typeof ResourceType>;

/** One thing that was found, of whatever kind; `path` is its page in the portal. */
export const Resource = z.object({
  id: z.string(),
  path: z.string(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  name: z.string(),
  resourceType: ResourceType,
  description: z.string().nullable(),
});
export type Resource = z.infer<typeof Resource>;
