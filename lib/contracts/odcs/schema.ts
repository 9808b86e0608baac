import type { QualityRule, SchemaObject, SchemaProperty } from "@/lib/contracts/model";
import {
  fieldsOf,
  flagOf,
  listOf,
  numberOf,
  recordsOf,
  textOf,
  textsOf,
} from "@/lib/platform/document-reading";
import { type Fields, isFields } from "@/lib/platform/document-shape";

import { classificationOf, personalDataOf } from "./privacy";
import { isOperator } from "./quality-shape";

/** Reads the tables, topics and files of a contract. */
export const schemaOf = (value: unknown): SchemaObject[] => recordsOf(value).map(toObject);

function toObject(fields: Fields): SchemaObject {
  const physicalName = textOf(fields.physicalName);
  return {
    name: textOf(fields.name) ?? physicalName ?? "",
    physicalName,
    businessName: textOf(fields.businessName),
    physicalType: textOf(fields.physicalType),
    description: textOf(fields.description),
    granularity: textOf(fields.dataGranularityDescription),
    tags: textsOf(fields.tags),
    quality: qualityOf(fields.quality),
    properties: recordsOf(fields.properties).map((property) => toProperty(property, null)),
  };
}

function toProperty(fields: Fields, name: string | null): SchemaProperty {
  const physicalName = textOf(fields.physicalName);
  return {
    name: name ?? textOf(fields.name) ?? physicalName ?? "",
    physicalName,
    businessName: textOf(fields.businessName),
    logicalType: textOf(fields.logicalType),
    physicalType: textOf(fields.physicalType),
    description: textOf(fields.description),
    ...flags(fields),
    options: optionsOf(fields),
    primaryKeyPosition: positionOf(fields.primaryKeyPosition),
    classification: classificationOf(fields.classification),
    classificationText: textOf(fields.classification),
    personalData: personalDataOf(fields),
    tags: textsOf(fields.tags),
    examples: [...listOf(fields.examples)],
    quality: qualityOf(fields.quality),
    references: referencesOf(fields.relationships),
    properties: childrenOf(fields),
  };
}

function flags(fields: Fields) {
  const { required, isNullable } = fields;
  return {
    isRequired: flagOf(required) ?? flagOf(isNullable) === false,
    isUnique: flagOf(fields.unique) ?? false,
    isPrimaryKey: flagOf(fields.primaryKey) ?? false,
    isPartitioned: flagOf(fields.partitioned) ?? false,
    isCritical: flagOf(fields.criticalDataElement) ?? false,
    isDeprecated: flagOf(fields.deprecated) ?? false,
  };
}

/** Since 3.2, `enum` lists values with their words; only the values say what is allowed. */
function optionsOf({ logicalTypeOptions, enum: allowed }: Fields): Record<string, unknown> {
  const values = recordsOf(allowed).flatMap(({ value }) => (value === undefined ? [] : [value]));
  return { ...fieldsOf(logicalTypeOptions), ...(values.length > 0 && { enum: values }) };
}

/** The standard's default, -1, means that there is no position. */
function positionOf(value: unknown): number | null {
  const position = numberOf(value);
  return position === null || position < 0 ? null : position;
}

/** Nested fields, the items of an array as `[]`, the key and value of a map as `{key}` and `{value}`. */
function childrenOf({ properties, items, map }: Fields): SchemaProperty[] {
  const { key, value } = fieldsOf(map);
  return [
    ...recordsOf(properties).map((property) => toProperty(property, null)),
    ...(isFields(items) ? [toProperty(items, "[]")] : []),
    ...(isFields(key) ? [toProperty(key, "{key}")] : []),
    ...(isFields(value) ? [toProperty(value, "{value}")] : []),
  ];
}

const referencesOf = (relationships: unknown): string[] =>
  recordsOf(relationships).flatMap(({ to }) => (Array.isArray(to) ? textsOf(to) : textsOf([to])));

/** Names that operators had before, and the ones they have. */
const OLD_OPERATORS = new Map<string, string>(
  Object.entries({
    mustBeGreaterThanOrEqualTo: "mustBeGreaterOrEqualTo",
    mustBeLessThanOrEqualTo: "mustBeLessOrEqualTo",
  }),
);

const qualityOf = (value: unknown): QualityRule[] => recordsOf(value).map(toRule);

function toRule(fields: Fields): QualityRule {
  return {
    id: textOf(fields.id),
    type: textOf(fields.type) ?? "library",
    metric: textOf(fields.metric) ?? textOf(fields.rule),
    dimension: textOf(fields.dimension),
    severity: textOf(fields.severity),
    description: textOf(fields.description) ?? textOf(fields.name),
    ...demandOf(fields),
    unit: textOf(fields.unit),
    arguments: isFields(fields.arguments) ? fields.arguments : null,
    query: textOf(fields.query) ?? textOf(fields.implementation),
  };
}

function demandOf(fields: Fields): Pick<QualityRule, "operator" | "threshold"> {
  const written = Object.keys(fields).find((key) => isOperator(key) || OLD_OPERATORS.has(key));
  if (written === undefined) return { operator: null, threshold: null };
  return { operator: OLD_OPERATORS.get(written) ?? written, threshold: fields[written] ?? null };
}
