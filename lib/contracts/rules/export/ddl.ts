import type { SchemaObject, SchemaProperty, Server } from "../../model";
import { bigQueryName, doubleQuoted, python, sqlText } from "../snippet-quoting";

export const DIALECTS = ["postgres", "snowflake", "bigquery"] as const;
export type Dialect = (typeof DIALECTS)[number];

type Grammar = {
  name: (name: string) => string;
  text: (value: string) => string;
  types: ReadonlyMap<string, string>;
  /** For what has no type of its own. */
  otherwise: string;
  /** Types of nested fields and lists, where the dialect can state them. */
  nested: ((property: SchemaProperty, inner: (child: SchemaProperty) => string) => string | null) | null;
  /** Constraints that the dialect knows: `unique` and primary keys, with what has to follow. */
  hasUnique: boolean;
  keySuffix: string;
  /** The words of a column or table; null where they need statements of their own. */
  comment: ((text: string) => string) | null;
};

/** A statement per table, with everything that the contract says of its columns. */
export function toDdl(
  objects: readonly SchemaObject[],
  dialect: Dialect,
  servers: readonly Server[],
): string {
  const grammar = GRAMMARS[dialect];
  const isNative = servers.some(({ type }) => type.toLowerCase() === dialect);
  return objects.map((object) => tableOf(object, { grammar, isNative })).join("\n");
}

type Context = { grammar: Grammar; isNative: boolean };

function tableOf(object: SchemaObject, context: Context): string {
  const { grammar } = context;
  const table = (object.physicalName ?? object.name).split(".").map(grammar.name).join(".");
  const lines = object.properties.map((property) => columnOf(property, context));
  const key = keyOf(object.properties, grammar);
  const body = [...lines, ...(key === null ? [] : [key])].map((line) => `  ${line}`).join(",\n");
  const words = grammar.comment && object.description ? ` ${grammar.comment(object.description)}` : "";
  return `create table ${table} (\n${body}\n)${words};\n${commentsOf(object, table, grammar)}`;
}

const nameIn = (property: SchemaProperty): string => property.physicalName ?? property.name;

function columnOf(property: SchemaProperty, context: Context): string {
  const { grammar } = context;
  return [
    grammar.name(nameIn(property)),
    typeOf(property, context),
    property.isRequired || property.isPrimaryKey ? "not null" : null,
    property.isUnique && !property.isPrimaryKey && grammar.hasUnique ? "unique" : null,
    grammar.comment && property.description ? grammar.comment(property.description) : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

function keyOf(properties: readonly SchemaProperty[], { name, keySuffix }: Grammar): string | null {
  const key = properties
    .filter(({ isPrimaryKey }) => isPrimaryKey)
    .sort((one, other) => (one.primaryKeyPosition ?? 0) - (other.primaryKeyPosition ?? 0));
  return key.length === 0
    ? null
    : `primary key (${key.map((one) => name(nameIn(one))).join(", ")})${keySuffix}`;
}

/** A physical type is taken over where it is of this dialect and nothing but a type: anybody wrote the document. */
const PLAIN_TYPE = /^[a-z][a-z0-9_ ]{0,40}(?:\(\d{1,5}(?:, ?\d{1,5})?\))?$/i;

function typeOf(property: SchemaProperty, context: Context): string {
  const { physicalType, logicalType } = property;
  const { grammar, isNative } = context;
  if (isNative && physicalType !== null && PLAIN_TYPE.test(physicalType)) return physicalType;
  const nested = grammar.nested?.(property, (child) => typeOf(child, context)) ?? null;
  return nested ?? grammar.types.get(logicalType ?? "") ?? grammar.otherwise;
}

function commentsOf({ description, properties }: SchemaObject, table: string, grammar: Grammar): string {
  if (grammar.comment !== null) return "";
  const ofTable = description ? [`comment on table ${table} is ${grammar.text(description)};\n`] : [];
  const ofColumns = properties.flatMap((property) =>
    property.description
      ? [
          `comment on column ${table}.${grammar.name(nameIn(property))} is ${grammar.text(property.description)};\n`,
        ]
      : [],
  );
  return [...ofTable, ...ofColumns].join("");
}

const types = (words: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(words));

/** Snowflake's texts know escapes by backslash, unlike the standard's. */
const snowflakeText = (value: string): string => sqlText(value.replaceAll("\\", "\\\\"));

const struct: NonNullable<Grammar["nested"]> = ({ logicalType, properties }, inner) => {
  const [items] = properties;
  if (logicalType === "array") return items ? `array<${inner(items)}>` : "array<string>";
  if (logicalType !== "object" || !items) return null;
  return `struct<${properties.map((child) => `${bigQueryName(nameIn(child))} ${inner(child)}`).join(", ")}>`;
};

const GRAMMARS: Readonly<Record<Dialect, Grammar>> = {
  postgres: {
    name: doubleQuoted,
    text: sqlText,
    types: types({
      ...{ string: "text", date: "date", timestamp: "timestamptz", time: "time", number: "numeric" },
      ...{ integer: "bigint", boolean: "boolean", object: "jsonb", array: "jsonb", map: "jsonb" },
      vector: "real[]",
    }),
    otherwise: "text",
    nested: null,
    hasUnique: true,
    keySuffix: "",
    comment: null,
  },
  snowflake: {
    name: doubleQuoted,
    text: snowflakeText,
    types: types({
      ...{ string: "varchar", date: "date", timestamp: "timestamp_tz", time: "time", number: "float" },
      ...{ integer: "number(38, 0)", boolean: "boolean", object: "object", array: "array", map: "object" },
      vector: "array",
    }),
    otherwise: "variant",
    nested: null,
    hasUnique: true,
    keySuffix: "",
    comment: (text) => `comment ${snowflakeText(text)}`,
  },
  bigquery: {
    name: bigQueryName,
    text: python,
    types: types({
      ...{ string: "string", date: "date", timestamp: "timestamp", time: "time", number: "numeric" },
      ...{ integer: "int64", boolean: "bool", object: "json", map: "json", vector: "array<float64>" },
    }),
    otherwise: "string",
    nested: struct,
    hasUnique: false,
    keySuffix: " not enforced",
    comment: (text) => `options (description = ${python(text)})`,
  },
};
