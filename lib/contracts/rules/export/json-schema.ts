import { escapePart } from "@/lib/platform/document-place";

import type { SchemaObject, SchemaProperty } from "../../model";

type Schema = Record<string, unknown>;

/** JSON Schema 2020-12 of the rows of a contract: of the one object, or of each under `$defs`. */
export function toJsonSchema(title: string, objects: readonly SchemaObject[]): Schema {
  const head = { $schema: "https://json-schema.org/draft/2020-12/schema", title };
  const [only] = objects;
  if (objects.length === 1 && only) return { ...head, ...objectSchema(only) };
  if (objects.length === 0) return head;
  return {
    ...head,
    $defs: Object.fromEntries(objects.map((object) => [object.name, objectSchema(object)])),
    anyOf: objects.map(({ name }) => ({ $ref: `#/$defs/${encodeURIComponent(escapePart(name))}` })),
  };
}

const objectSchema = ({ name, description, properties }: SchemaObject): Schema => ({
  title: name,
  ...(description !== null && { description }),
  ...fieldsOf(properties),
});

function fieldsOf(properties: readonly SchemaProperty[]): Schema {
  const required = properties.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(properties.map((property) => [property.name, propertySchema(property)])),
    ...(required.length > 0 && { required }),
  };
}

/** What need not be there may also be null. */
function propertySchema(property: SchemaProperty): Schema {
  const { description, isRequired, isDeprecated, examples, options } = property;
  const { type, ...rest } = typeOf(property);
  const allowed = Array.isArray(options.enum)
    ? { enum: [...valuesOf(options.enum), ...(isRequired ? [] : [null])] }
    : {};
  return {
    ...(type !== undefined && { type: isRequired ? type : [type, "null"] }),
    ...rest,
    ...limitsOf(options),
    ...allowed,
    ...(description !== null && { description }),
    ...(examples.length > 0 && { examples }),
    ...(isDeprecated && { deprecated: true }),
  };
}

const valuesOf = (list: readonly unknown[]): unknown[] => [...list];

const SIMPLE: ReadonlyMap<string | null, Schema> = new Map([
  ["string", { type: "string" }],
  ["date", { type: "string", format: "date" }],
  ["timestamp", { type: "string", format: "date-time" }],
  ["time", { type: "string", format: "time" }],
  ["number", { type: "number" }],
  ["integer", { type: "integer" }],
  ["boolean", { type: "boolean" }],
  ["vector", { type: "array", items: { type: "number" } }],
]);

function typeOf({ logicalType, properties }: SchemaProperty): Schema {
  if (logicalType === "object") return fieldsOf(properties);
  if (logicalType === "array") {
    const [items] = properties;
    return { type: "array", ...(items && { items: propertySchema({ ...items, isRequired: true }) }) };
  }
  if (logicalType === "map") {
    const values = properties.find(({ name }) => name === "{value}");
    return { type: "object", ...(values && { additionalProperties: propertySchema(values) }) };
  }
  return SIMPLE.get(logicalType) ?? {};
}

/** Options of the standard that JSON Schema has under the same name. */
const LIMITS = ["minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "multipleOf"] as const;
const BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const;

/** Of other languages' patterns many are none of JSON Schema's. */
function isPattern(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value, "u").flags === "u";
  } catch {
    return false;
  }
}

/** Bounds of dates are texts, and exclusive bounds up to 3.0 a yes or no: neither is JSON Schema's. */
const limitsOf = (options: Readonly<Record<string, unknown>>): Schema => ({
  ...pick(options, LIMITS, (value) => value !== undefined),
  ...pick(options, ["pattern"], isPattern),
  ...pick(options, BOUNDS, (value) => typeof value === "number"),
});

const pick = (
  options: Readonly<Record<string, unknown>>,
  names: readonly string[],
  isFit: (value: unknown) => boolean,
): Schema =>
  Object.fromEntries(names.filter((name) => isFit(options[name])).map((name) => [name, options[name]]));
