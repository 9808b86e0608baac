import type { Lifecycle, ProductType, Visibility } from "@/lib/catalog/model";
import { Classification } from "@/lib/catalog/model";
import type { TeamRef } from "@/lib/identity/model";
import { EVERYONE, type SearchDocument } from "@/lib/platform/engines/search/model";
import { plainText } from "@/lib/platform/plain-text";

/** What the index needs to know of a product. */
export type ProductFacts = {
  id: string;
  name: string;
  status: Lifecycle;
  type: ProductType | null;
  version: string | null;
  visibility: Visibility;
  tags: readonly string[];
  purpose: string | null;
  usage: string | null;
  limitations: string | null;
  synonyms: readonly string[];
  people: readonly { name: string }[];
  supportCount: number;
  outputPorts: readonly {
    type: string | null;
    contractId: string | null;
    containsPii: boolean | null;
    tags: readonly string[];
  }[];
  createdAt: Date;
  updatedAt: Date;
};

export type ColumnFacts = {
  name: string;
  description: string | null;
  properties: readonly ColumnFacts[];
};

/** What the index needs to know of a contract that an output port names. */
export type ContractFacts = {
  id: string;
  /** The owner team and every team above it. */
  ownerTeamIds: readonly string[];
  visibility: Visibility;
  classification: Classification | null;
  personalData: boolean;
  tags: readonly string[];
  schema: readonly { name: string; description: string | null; properties: readonly ColumnFacts[] }[];
};

export type Sources = {
  /** Place in the feed of the newest event that the facts are as new as. */
  revision: number;
  product: ProductFacts;
  team: TeamRef;
  domain: TeamRef | null;
  /** Names of the team's own people. */
  teamPeople: readonly string[];
  /** Of the output ports, those that are registered. */
  contracts: readonly ContractFacts[];
};

const LIMITS = { name: 300, description: 4000, word: 120, tags: 100, people: 100, portTypes: 20 } as const;
/** Columns of one product, and characters of all their descriptions: a wide table must not crowd out the others. */
const COLUMNS_MAX = 2000;
const COLUMN_DESCRIPTION_MAX = 300;
const COLUMN_TEXT_MAX = 200_000;

/** The document by which a product is found. Holds nothing that somebody who sees the product may not read. */
export function toSearchDocument(sources: Sources): SearchDocument {
  const { revision, product, team, domain, teamPeople, contracts } = sources;
  const readable = contracts.filter((contract) => isReadableWith(product, team, contract));
  const { name, status, type, version, createdAt, updatedAt } = product;
  return {
    ...{ id: product.id, revision, status, type },
    name: clean(name, LIMITS.name),
    description: descriptionOf(product),
    version: version === null ? null : clean(version, LIMITS.word),
    classification: strictest(readable.flatMap(({ classification }) => classification ?? [])),
    personalData:
      readable.some(({ personalData }) => personalData) ||
      product.outputPorts.some(({ containsPii }) => containsPii === true),
    domain: domain && toLabel(domain),
    team: toLabel(team),
    portTypes: words(
      product.outputPorts.flatMap((port) => port.type ?? []),
      LIMITS.portTypes,
    ),
    tags: words(
      [
        ...product.tags,
        ...product.synonyms,
        ...product.outputPorts.flatMap(({ tags }) => tags),
        ...readable.flatMap(({ tags }) => tags),
      ],
      LIMITS.tags,
    ),
    people: words([...product.people.map((person) => person.name), ...teamPeople], LIMITS.people),
    columns: columnsOf(readable),
    visibleTo: product.visibility === "organization" ? EVERYONE : team.id,
    boost: boostOf(product, readable),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/**
 * Whether everybody who sees the product also sees the contract. A restricted contract is read by its owner team's
 * people, who are also those of every team above it; so the product's must be one of them.
 */
function isReadableWith(
  { visibility }: Pick<ProductFacts, "visibility">,
  team: Pick<TeamRef, "id">,
  contract: Pick<ContractFacts, "visibility" | "ownerTeamIds">,
): boolean {
  if (contract.visibility === "organization") return true;
  return visibility === "restricted" && contract.ownerTeamIds.includes(team.id);
}

function strictest(classifications: readonly Classification[]): Classification | null {
  return Classification.options.findLast((option) => classifications.includes(option)) ?? null;
}

const toLabel = ({ id, name }: TeamRef) => ({ id, label: clean(name, LIMITS.name) });

function descriptionOf({ purpose, usage, limitations }: ProductFacts): string {
  const parts = [purpose, usage, limitations].map((part) => plainText(part ?? ""));
  return clean(parts.filter((part) => part !== "").join("\n\n"), LIMITS.description);
}

/** Schema objects count as columns: people look for a table by its name as well. Nested ones are named by their path. */
function columnsOf(contracts: readonly ContractFacts[]): SearchDocument["columns"] {
  const columns = new Map<string, string>();
  let left = COLUMN_TEXT_MAX;

  function add(name: string, description: string | null): void {
    const key = clean(name, LIMITS.name);
    const text = clean(plainText(description ?? ""), Math.min(COLUMN_DESCRIPTION_MAX, left));
    if (key === "" || columns.size >= COLUMNS_MAX || columns.get(key)) return;
    left -= text.length;
    columns.set(key, text);
  }

  function walk(properties: readonly ColumnFacts[], path: string): void {
    for (const { name, description, properties: nested } of properties) {
      const inner = name === "[]" ? path : path === "" ? name : `${path}.${name}`;
      if (name !== "[]") add(inner, description);
      walk(nested, inner);
    }
  }

  for (const { schema } of contracts) {
    for (const { name, description, properties } of schema) {
      add(name, description);
      walk(properties, "");
    }
  }
  return [...columns].map(([name, description]) => ({ name, description }));
}

const STATUS_WEIGHT: Readonly<Record<Lifecycle, number>> = {
  active: 1,
  draft: 0.6,
  proposed: 0.5,
  deprecated: 0.3,
  retired: 0.1,
};

/** 0 … 1: what is in use and well documented comes before its equals. */
function boostOf(product: ProductFacts, contracts: readonly ContractFacts[]): number {
  const facts = [
    product.purpose,
    product.usage,
    product.limitations,
    product.tags.length > 0,
    product.supportCount > 0,
    product.outputPorts.length > 0,
    contracts.length > 0,
    contracts.length > 0 && contracts.every(isDescribed),
  ];
  const completeness = facts.filter(Boolean).length / facts.length;
  return Math.round(STATUS_WEIGHT[product.status] * (0.5 + completeness / 2) * 100) / 100;
}

const isDescribed = ({ schema }: ContractFacts): boolean =>
  schema.every(({ properties }) => properties.every(({ description }) => description));

/** Distinct, not empty, at most `max`. */
function words(texts: readonly string[], max: number): string[] {
  const distinct = new Set(texts.map((text) => clean(text, LIMITS.word)).filter((text) => text !== ""));
  return [...distinct].slice(0, max);
}

/** Half of a pair is what a cut may leave. */
const SUSPECT = /[\0\ud800-\udfff]/;
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Without what Postgres and JSON cannot hold (NUL, half a surrogate pair), at most `max` long. */
function clean(text: string, max: number): string {
  const whole = text.length > max ? text.slice(0, max) : text;
  return (SUSPECT.test(whole) ? whole.replace(UNSTORABLE, "") : whole).trim();
}

/** Parameters of the search page that make a search what it is; its page does not. */
const SEARCH_PARAMETERS = [
  "q",
  "domain",
  "team",
  "status",
  "type",
  "portType",
  "classification",
  "tag",
  "personalData",
  "sort",
] as const;

/** The query string of a search in its one form, so that the same search is kept once; "" where it asks nothing. */
export function normaliseQuery(query: string): string {
  const given = new URLSearchParams(query.replace(/^\?/, ""));
  const kept = SEARCH_PARAMETERS.flatMap((name) =>
    [...new Set(given.getAll(name).map((value) => clean(value, 500)))]
      .filter((value) => value !== "")
      .sort()
      .map((value) => [name, value]),
  );
  return new URLSearchParams(kept).toString();
}

/** The text of a search as it is compared and kept: trimmed, in lower case, single spaces. */
export const normaliseText = (text: string): string => clean(text, 300).toLowerCase().replace(/\s+/g, " ");

/** What to look for when the whole text finds nothing: its words and then their beginnings, longest first. */
export function nearTexts(text: string): string[] {
  const all = normaliseText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
  const longest = all.toSorted((a, b) => b.length - a.length).slice(0, 4);
  const beginnings = longest.flatMap((word) =>
    word.length > 4 ? [word.slice(0, Math.ceil(word.length / 2))] : [],
  );
  return [...new Set([...longest, ...beginnings])];
}

const NOUNS = {
  DATA_PRODUCT: ["data product", "data products"],
  DATA_CONTRACT: ["data contract", "data contracts"],
  TEAM: ["team", "teams"],
} as const;

/** What was found, in a sentence: "2 data products and 1 team." */
export function countInWords(found: readonly { resourceType: string }[]): string {
  const parts = Object.entries(NOUNS).flatMap(([type, [one, many]]) => {
    const count = found.filter(({ resourceType }) => resourceType === type).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  if (parts.length === 0) return "Nothing was found.";
  return `${[parts.slice(0, -1).join(", "), parts.at(-1)].filter(Boolean).join(" and ")}.`;
}
