import "server-only";

import type { Settings } from "meilisearch";

import { sha256 } from "@/lib/platform/crypto";

import { STOP_WORDS } from "../text/query";

/** Attributes in which words are looked for, the weightiest first. */
const SEARCHABLE = [
  "name",
  "nameCompounds",
  "tags",
  "domain",
  "team",
  "columns",
  "columnCompounds",
  "people",
  "description",
  "columnDescriptions",
  "nameInner",
  "columnInner",
];

/** Where a suggestion may come from. */
export const NAME_ATTRIBUTES = ["name", "nameCompounds", "nameInner"];

/** Facet values whose label is not the value itself. */
const LABELLED = ["domainLabel", "teamLabel"] as const;

const SETTINGS: Settings = {
  searchableAttributes: SEARCHABLE,
  displayedAttributes: ["document"],
  filterableAttributes: [
    "visibleTo",
    "facetDomain",
    "facetTeam",
    "facetStatus",
    "facetType",
    "facetPortType",
    "facetClassification",
    "facetTag",
    "facetPersonalData",
    ...LABELLED,
  ],
  sortableAttributes: ["boost", "name", "key", "updatedMs", "createdMs"],
  // A sort that is asked for comes before everything; relevance asks for none. Exactness before typos and
  // attributes, because the exact name is what was meant. The boost decides where all that is equal.
  rankingRules: [
    "sort",
    "words",
    "exactness",
    "attribute",
    "typo",
    "proximity",
    "boost:desc",
    "name:asc",
    "key:asc",
  ],
  stopWords: [...STOP_WORDS],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
    disableOnAttributes: ["nameInner", "columnInner"],
  },
  faceting: { maxValuesPerFacet: 1000, sortFacetValuesBy: { "*": "count" } },
  pagination: { maxTotalHits: 10_000_000 },
};

export const settings = (): Settings => SETTINGS;

/** Changes with the settings and with what documents are made of: then the index is built anew. */
export const SETTINGS_VERSION = sha256(`1 ${JSON.stringify(SETTINGS)}`).slice(0, 16);
