import { z } from "zod";

import {
  Classification,
  Complaint,
  CustomProperty,
  DocumentPerson,
  Link,
  OutputPort,
  Support,
  Verdict,
} from "@/lib/catalog/model";
import { TeamRef } from "@/lib/identity/model";

/** One rule of ODCS `quality`, as the document has it, with the words that pages show. */
export const QualityRule = z.object({
  id: z.string().nullable(),
  type: z.string(),
  metric: z.string().nullable(),
  dimension: z.string().nullable(),
  severity: z.string().nullable(),
  description: z.string().nullable(),
  /** The one operator and its threshold: `mustBeLessThan`, 5. */
  operator: z.string().nullable(),
  threshold: z.unknown(),
  unit: z.string().nullable(),
  /** What the metric is told besides: valid values, a pattern, what counts as missing. */
  arguments: z.record(z.string(), z.unknown()).nullable(),
  query: z.string().nullable(),
});
export type QualityRule = z.infer<typeof QualityRule>;

export type SchemaProperty = {
  name: string;
  physicalName: string | null;
  businessName: string | null;
  logicalType: string | null;
  physicalType: string | null;
  description: string | null;
  isRequired: boolean;
  isUnique: boolean;
  isPrimaryKey: boolean;
  primaryKeyPosition: number | null;
  isPartitioned: boolean;
  isCritical: boolean;
  isDeprecated: boolean;
  /** What the values may be: the standard's `logicalTypeOptions`, and `enum` as the list of values. */
  options: Record<string, unknown>;
  /** Where the word is one of ours; `classificationText` keeps what the document says. */
  classification: Classification | null;
  classificationText: string | null;
  /** The kind of personal data (`email`, `name` …), or null where it is none. */
  personalData: string | null;
  tags: string[];
  examples: unknown[];
  quality: QualityRule[];
  /** Foreign keys: what the property points to, as the document writes it. */
  references: string[];
  properties: SchemaProperty[];
};

const orNull = z.string().nullable().default(null);
const flag = z.boolean().default(false);
const words = z.array(z.string()).default([]);

/**
 * A column or a nested field. Items of an array appear as one child named `[]`. What is null, false or empty
 * may be left out where it is stored: most of a column is.
 */
export const SchemaProperty: z.ZodType<SchemaProperty> = z.lazy(() =>
  z.object({
    name: z.string(),
    physicalName: orNull,
    businessName: orNull,
    logicalType: orNull,
    physicalType: orNull,
    description: orNull,
    isRequired: flag,
    isUnique: flag,
    isPrimaryKey: flag,
    primaryKeyPosition: z.number().nullable().default(null),
    isPartitioned: flag,
    isCritical: flag,
    isDeprecated: flag,
    options: z.record(z.string(), z.unknown()).default({}),
    classification: Classification.nullable().default(null),
    classificationText: orNull,
    personalData: orNull,
    tags: words,
    examples: z.array(z.unknown()).default([]),
    quality: z.array(QualityRule).default([]),
    references: words,
    properties: z.array(SchemaProperty).default([]),
  }),
);

/** A table, topic, file or document. */
export const SchemaObject = z.object({
  name: z.string(),
  physicalName: z.string().nullable(),
  businessName: z.string().nullable(),
  physicalType: z.string().nullable(),
  description: z.string().nullable(),
  granularity: z.string().nullable(),
  tags: z.array(z.string()),
  quality: z.array(QualityRule),
  properties: z.array(SchemaProperty),
});
export type SchemaObject = z.infer<typeof SchemaObject>;

/** Where the data are; `facts` are the type's own fields (host, schema, location …), verbatim. */
export const Server = z.object({
  server: z.string(),
  type: z.string(),
  environment: z.string().nullable(),
  description: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type Server = z.infer<typeof Server>;

export const SlaProperty = z.object({
  property: z.string(),
  value: z.unknown(),
  valueExt: z.unknown(),
  unit: z.string().nullable(),
  element: z.string().nullable(),
  driver: z.string().nullable(),
  description: z.string().nullable(),
});
export type SlaProperty = z.infer<typeof SlaProperty>;

export const ContractRole = z.object({
  role: z.string(),
  access: z.string().nullable(),
  description: z.string().nullable(),
  approvers: z.array(z.string()),
});
export type ContractRole = z.infer<typeof ContractRole>;

export const Price = z.object({
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  unit: z.string().nullable(),
});
export type Price = z.infer<typeof Price>;

/** The readable content of an ODCS document. */
export const ContractModel = z.object({
  purpose: z.string().nullable(),
  usage: z.string().nullable(),
  limitations: z.string().nullable(),
  domainName: z.string().nullable(),
  tenant: z.string().nullable(),
  schema: z.array(SchemaObject),
  servers: z.array(Server),
  sla: z.array(SlaProperty),
  roles: z.array(ContractRole),
  support: z.array(Support),
  people: z.array(DocumentPerson),
  price: Price.nullable(),
  links: z.array(Link),
  customProperties: z.array(CustomProperty),
});
export type ContractModel = z.infer<typeof ContractModel>;

/** A whole readable document, before it is registered. */
export const ParsedContract = ContractModel.extend({
  id: z.string(),
  name: z.string().nullable(),
  version: z.string().nullable(),
  status: z.string().nullable(),
  /** `team.name`, custom property `owner`, or `domain`; null where the document names no team. */
  ownerTeamId: z.string().nullable(),
  visibility: z.enum(["organization", "restricted"]).nullable(),
  /** The strictest of its columns. */
  classification: Classification.nullable(),
  personalData: z.boolean(),
  tags: z.array(z.string()),
  apiVersion: z.string(),
});
export type ParsedContract = z.infer<typeof ParsedContract>;

export const DataContract = ParsedContract.omit({ ownerTeamId: true, visibility: true }).extend({
  ownerTeam: TeamRef,
  visibility: z.enum(["organization", "restricted"]),
  warnings: z.array(Complaint),
  revision: z.number().int(),
  sha256: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** The products that the asker may see and that use it, with the ports. */
  usedBy: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** output: it is offered under the contract; input: it consumes what the contract promises. */
      direction: z.enum(["input", "output"]),
      ports: z.array(z.string()),
    }),
  ),
  /** What the asker may do with it; removing is allowed to whoever may edit. */
  permissions: z.object({ edit: Verdict }),
});
export type DataContract = z.infer<typeof DataContract>;

/** One difference between two versions of a contract, and what it means to those who use the data. */
export const ContractChange = z.object({
  /** JSON Pointer; members of lists by name: `#/schema/orders/properties/customer_id`. */
  pointer: z.string(),
  kind: z.enum(["added", "removed", "renamed", "changed"]),
  /** What of it: "The column orders.customer_id". */
  subject: z.string(),
  /** What happened, as the end of a sentence: "is removed". */
  what: z.string(),
  isBreaking: z.boolean(),
});
export type ContractChange = z.infer<typeof ContractChange>;

/** A contract as everybody reads it who may see it. */
export const ReadableContract = DataContract.omit({ warnings: true, usedBy: true, permissions: true });
export type ReadableContract = z.infer<typeof ReadableContract>;

/** The output ports of a product with their contracts; null where there is none that the asker may see. */
export const ProductSchema = z.object({
  ports: z.array(z.object({ port: OutputPort, contract: ReadableContract.nullable() })),
});
export type ProductSchema = z.infer<typeof ProductSchema>;

const ContractSummary = DataContract.pick({
  id: true,
  name: true,
  version: true,
  status: true,
  ownerTeam: true,
  classification: true,
  personalData: true,
  tags: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
});

export const ContractPage = z.object({ items: z.array(ContractSummary), nextCursor: z.string().nullable() });
export type ContractPage = z.infer<typeof ContractPage>;

/** What a contract's schema can be written as. */
export const EXPORT_FORMATS = [
  "json-schema",
  "sql-postgres",
  "sql-snowflake",
  "sql-bigquery",
  "dbt",
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const ExportedContract = z.object({
  text: z.string(),
  mediaType: z.string(),
  fileName: z.string(),
});
export type ExportedContract = z.infer<typeof ExportedContract>;
