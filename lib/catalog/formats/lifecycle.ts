import type { Lifecycle, ProductType } from "@/lib/catalog/model";
import { wordOf } from "@/lib/platform/document-reading";

/** Words for the lifecycle that documents use, without case, spaces and hyphens. */
const STATUS = new Map<string, Lifecycle>(
  Object.entries({
    proposed: "proposed",
    planned: "proposed",
    requested: "proposed",
    draft: "draft",
    indevelopment: "draft",
    development: "draft",
    wip: "draft",
    active: "active",
    live: "active",
    production: "active",
    published: "active",
    released: "active",
    deprecated: "deprecated",
    retired: "retired",
    decommissioned: "retired",
    archived: "retired",
    endoflife: "retired",
  }),
);

/** The lifecycle a word means; null for a word that nobody knows, which is kept as a draft. */
export const lifecycleOf = (value: unknown): Lifecycle | null => STATUS.get(wordOf(value)) ?? null;

const TYPES = new Map<string, ProductType>(
  Object.entries({
    sourcealigned: "sourceAligned",
    aggregate: "aggregate",
    aggregated: "aggregate",
    consumeraligned: "consumerAligned",
  }),
);

/** The kind of product; every other word is one of the organisation's own. */
export function productTypeOf(value: unknown): ProductType | null {
  const word = wordOf(value);
  return word === "" ? null : (TYPES.get(word) ?? "custom");
}
