import { type Facet, FACETS, type SearchDocument } from "../model";
import { nameKeyOf } from "../text/words";

/**
 * What filters, facets and orders need of a document: a tuple, because tens of thousands are read at once.
 * Facet values are pairs of id and label, in the order of FACETS.
 */
export type Summary = readonly [
  nameKey: string,
  visibleTo: string,
  boost: number,
  createdMs: number,
  updatedMs: number,
  values: readonly (readonly (readonly [id: string, label: string])[])[],
];

export function summaryOf(document: SearchDocument): Summary {
  return [
    nameKeyOf(document.name),
    document.visibleTo,
    document.boost,
    Date.parse(document.createdAt),
    Date.parse(document.updatedAt),
    FACETS.map((facet) => VALUES[facet](document)),
  ];
}

type Values = readonly (readonly [id: string, label: string])[];

/** Where a value has no label of its own it is its label. */
const plain = (values: readonly string[]): Values => [...new Set(values)].map((value) => [value, value]);
const labelled = (value: { id: string; label: string } | null): Values =>
  value ? [[value.id, value.label]] : [];
const optional = (value: string | null): Values => (value === null ? [] : [[value, value]]);

/** The values of each facet, each once. */
const VALUES: Readonly<Record<Facet, (document: SearchDocument) => Values>> = {
  domain: ({ domain }) => labelled(domain),
  team: ({ team }) => labelled(team),
  status: ({ status }) => optional(status),
  type: ({ type }) => optional(type),
  portType: ({ portTypes }) => plain(portTypes),
  classification: ({ classification }) => optional(classification),
  tag: ({ tags }) => plain(tags),
  personalData: ({ personalData }) => optional(String(personalData)),
};
