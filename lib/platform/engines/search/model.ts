import { z } from "zod";

/** Who may see a document: `*` for everyone signed in, else the id of a team. An actor sees it with any one match. */
export const EVERYONE = "*";

/** The facets of a product search, in the order in which pages show them. */
export const FACETS = [
  "domain",
  "team",
  "status",
  "type",
  "portType",
  "classification",
  "tag",
  "personalData",
] as const;
export type Facet = (typeof FACETS)[number];

const FacetValue = z.object({ id: z.string(), label: z.string() });

/** What the index holds of one data product. Engines store it whole and give it back in hits. */
export const SearchDocument = z.object({
  id: z.string(),
  /** Grows with every change of the source; an older one never overwrites a newer one. */
  revision: z.number(),
  name: z.string(),
  description: z.string(),
  status: z.string(),
  type: z.string().nullable(),
  version: z.string().nullable(),
  classification: z.string().nullable(),
  personalData: z.boolean(),
  domain: FacetValue.nullable(),
  team: FacetValue,
  portTypes: z.array(z.string()),
  tags: z.array(z.string()),
  people: z.array(z.string()),
  columns: z.array(z.object({ name: z.string(), description: z.string() })),
  /** Who may see it: EVERYONE or a team id. */
  visibleTo: z.string(),
  /** 0 … 1, from certification, health and use; only orders what is equally relevant. */
  boost: z.number(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SearchDocument = z.infer<typeof SearchDocument>;

export const SORTS = ["relevance", "name", "-updated", "-created"] as const;
export type Sort = (typeof SORTS)[number];

/** A question to an engine. `visibility` null means that everything is visible. */
export type EngineQuery = {
  text: string;
  /** Values of one facet are alternatives; facets restrict each other. */
  filters: Partial<Record<Facet, readonly string[]>>;
  visibility: readonly string[] | null;
  sort: Sort;
  offset: number;
  limit: number;
};

/** UTF-16 offsets into the text of the field: [start, end) pairs, ascending, not overlapping. */
export const Match = z.object({
  field: z.enum(["name", "description", "tag", "domain", "team", "person", "column", "columnDescription"]),
  /** The text in which the offsets count (for a description: an excerpt of it). */
  text: z.string(),
  /** For a column's description: the column's name. */
  of: z.string().nullable(),
  ranges: z.array(z.tuple([z.number(), z.number()])),
});
export type Match = z.infer<typeof Match>;

export const EngineHit = z.object({ document: SearchDocument, matches: z.array(Match) });
export type EngineHit = z.infer<typeof EngineHit>;

export const FacetCount = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
export type FacetCount = z.infer<typeof FacetCount>;

export const EngineName = z.enum(["postgres", "meilisearch"]);
export type EngineName = z.infer<typeof EngineName>;

export type EngineAnswer = {
  /** The engine that answered. */
  engine: EngineName;
  /** True when the configured engine is away and Postgres answered for it. */
  fallback: boolean;
  hits: readonly EngineHit[];
  /** Exact, of what the asker may see. */
  total: number;
  /** Counts of what the asker may see; a facet's own choices do not narrow its own counts. */
  facets: Record<Facet, readonly FacetCount[]>;
};

type Suggestion = {
  id: string;
  label: string;
  detail: string;
  ranges: readonly (readonly [number, number])[];
};

export type EngineSuggestions = {
  engine: EngineName;
  fallback: boolean;
  suggestions: readonly Suggestion[];
};
