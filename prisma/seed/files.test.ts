import { describe, expect, it } from "vitest";

import type { SchemaObject, SchemaProperty } from "@/lib/contracts/model";

import { asText, fileOf, holds, objectionTo, present } from "./facts";
import { readParquetFooter } from "./read-parquet";
import { readTable, type Row } from "./read-table";
import { meshContracts } from "./readings";

/** Plausible promises that the files do not quite keep. */
const BROKEN = [
  "airports.city missingValues",
  "bird-strikes.Effect Amount of damage invalidValues",
  "co2-mauna-loa rowCount",
  "employees.full_name duplicateValues",
  "labour-market-monitor.unemployed_thousands nullValues",
  "members.phone nullValues",
  "movies.Title nullValues",
];

/** Read by its footer, which knows neither single values nor the parts of a key. */
const isParquet = (path: string): boolean => path.endsWith(".parquet");

const tables = meshContracts().flatMap((contract) =>
  contract.schema.map((table) => ({ id: contract.id, table, path: fileOf(contract, table) })),
);

describe("what contracts of the demo mesh say of their files", () => {
  it.each(tables.map((entry) => [`${entry.id}.${entry.table.name}`, entry] as const))(
    "is true of columns, types, nulls, keys and examples: %s",
    async (_name, { path, table }) => {
      const complaints = isParquet(path)
        ? await complaintsAboutParquet(path, table.properties)
        : [
            ...complaintsAboutRows(readTable(path), table.properties),
            ...complaintsAboutKey(readTable(path), table),
          ];
      expect(complaints).toEqual([]);
    },
  );

  it("is promised in rules of quality that hold, but for a few", () => {
    const broken = tables
      .filter(({ path }) => !isParquet(path))
      .flatMap(({ id, path, table }) => brokenRules(readTable(path), table).map((rule) => `${id}${rule}`));
    expect(broken.sort()).toEqual(BROKEN);
  });

  it("counts the rows of the Parquet file", async () => {
    const [flights] = tables.filter(({ path }) => isParquet(path));
    const { rows } = await readParquetFooter(flights?.path ?? "");
    const rules = flights?.table.quality.filter(({ metric }) => metric === "rowCount") ?? [];
    expect(rules.map(({ threshold }) => threshold)).toEqual([rows]);
  });

  it("classifies every column at the top", () => {
    const open = tables.flatMap(({ id, table }) =>
      table.properties.flatMap(({ name, classification }) =>
        classification === null ? [`${id}.${name}`] : [],
      ),
    );
    expect(open).toEqual([]);
  });

  it("never calls personal data public, but for the directors of films", () => {
    const personal = tables.flatMap(({ id, table }) =>
      table.properties
        .filter(({ personalData, classification }) => personalData !== null && classification === "public")
        .map(({ name }) => `${id}.${name}`),
    );
    expect(personal).toEqual(["movies.Director"]);
  });
});

function complaintsAboutRows(rows: readonly Row[], properties: readonly SchemaProperty[]): string[] {
  const inFile = new Set(rows.flatMap((row) => Object.keys(row)));
  const missing = properties
    .filter(({ name }) => !inFile.has(name))
    .map(({ name }) => `${name} is not in the file`);
  return [...missing, ...properties.flatMap((property) => complaintsAboutColumn(rows, property))];
}

function complaintsAboutColumn(rows: readonly Row[], property: SchemaProperty): string[] {
  const values = rows.map((row) => present(row[property.name]));
  const hasNulls = values.includes(null);
  const complaints = [
    ...new Set(values.flatMap((value) => objectionTo(value, property) ?? [])),
    ...(property.isRequired && hasNulls ? ["is required and has nulls"] : []),
    ...(!property.isRequired && !hasNulls ? ["is not required and has no nulls"] : []),
    ...(property.isUnique && new Set(values.map(asText)).size < values.length ? ["is not unique"] : []),
    ...exampleComplaints(values, property.examples),
  ].slice(0, 5);
  const nested = values.filter(isRow);
  return [
    ...complaints.map((complaint) => `${property.name}: ${complaint}`),
    ...(property.logicalType === "object" ? complaintsAboutRows(nested, property.properties) : []),
  ];
}

function exampleComplaints(values: readonly unknown[], examples: readonly unknown[]): string[] {
  const known = new Set(values.map(canonical));
  return examples
    .filter((example) => !known.has(canonical(example)))
    .map((example) => `no value is ${asText(example)}`);
}

/** 1.0 in a text file is the number 1. */
const canonical = (value: unknown): string => {
  const text = asText(value);
  return text !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : text;
};

const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function complaintsAboutKey(rows: readonly Row[], { properties }: SchemaObject): string[] {
  const key = properties.filter(({ isPrimaryKey }) => isPrimaryKey);
  if (key.length === 0) return [];
  const positions = key.map(({ primaryKeyPosition }) => primaryKeyPosition).sort();
  const keys = new Set(rows.map((row) => JSON.stringify(key.map(({ name }) => row[name]))));
  return [
    ...(keys.size < rows.length ? ["the key is not unique"] : []),
    ...(positions.every((position, index) => position === index + 1) ? [] : ["the key has wrong positions"]),
  ];
}

function brokenRules(rows: readonly Row[], { quality, properties }: SchemaObject): string[] {
  const ofTable = quality.filter(isLibrary).filter((rule) => !holds(rule, rows));
  const ofColumns = properties.flatMap(({ name, quality: rules }) =>
    rules
      .filter(isLibrary)
      .filter(
        (rule) =>
          !holds(
            rule,
            rows.map((row) => present(row[name])),
          ),
      )
      .map(({ metric }) => `.${name} ${metric ?? ""}`),
  );
  return [...ofTable.map(({ metric }) => ` ${metric ?? ""}`), ...ofColumns];
}

const isLibrary = ({ type }: { type: string }): boolean => type === "library";

const PARQUET: Readonly<Record<string, string>> = {
  TIMESTAMP: "timestamp",
  INT64: "integer",
  STRING: "string",
};

async function complaintsAboutParquet(
  path: string,
  properties: readonly SchemaProperty[],
): Promise<string[]> {
  const { columns } = await readParquetFooter(path);
  return properties.flatMap(({ name, logicalType, isRequired }) => {
    const column = columns.find((candidate) => candidate.name === name);
    if (!column) return [`${name} is not in the file`];
    return [
      ...(PARQUET[column.type] === logicalType
        ? []
        : [`${name}: ${column.type} is not ${String(logicalType)}`]),
      ...(isRequired === (column.nulls === 0) ? [] : [`${name}: has ${column.nulls} nulls`]),
    ];
  });
}
