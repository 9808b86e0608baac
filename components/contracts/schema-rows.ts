import type { SchemaObject, SchemaProperty } from "@/lib/contracts/model";

/** A column or nested field on its line of the table. */
export type SchemaRow = {
  /** Where it stands among all rows: the one thing that is never there twice. */
  index: number;
  /** `table.column.field`: what an address names it by. */
  path: string;
  /** The path without the table. */
  fullName: string;
  depth: number;
  /** Rows below it that fold away with it. */
  descendants: number;
  /** Whether any row of the table folds: names then stand behind the room for the sign. */
  isNested: boolean;
  property: SchemaProperty;
};

const SORT_KEYS = ["position", "name", "type", "classification"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** The order that an address asks for; that of the table where it asks for nothing we know. */
export const sortKeyOf = (value: unknown): SortKey => SORT_KEYS.find((key) => key === value) ?? "position";

/** The fields of a table in their order, each after the one that holds it. */
export function toRows(object: Pick<SchemaObject, "name" | "properties">, firstIndex = 0): SchemaRow[] {
  const rows: SchemaRow[] = [];
  const isNested = object.properties.some(({ properties }) => properties.length > 0);

  function add(property: SchemaProperty, above: readonly string[]): void {
    const names = [...above, property.name];
    const fullName = names.join(".");
    const row = {
      index: firstIndex + rows.length,
      path: `${object.name}.${fullName}`,
      fullName,
      depth: above.length,
      descendants: 0,
      isNested,
      property,
    };
    rows.push(row);
    const before = rows.length;
    for (const child of property.properties) add(child, names);
    row.descendants = rows.length - before;
  }

  for (const property of object.properties) add(property, []);
  return rows;
}

/** Rows that hold every word, in a name, a type, a classification or a description; all without a word. */
export function filterRows(rows: readonly SchemaRow[], text: string): readonly SchemaRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const said = textOf(row);
    return words.every((word) => said.includes(word));
  });
}

function textOf({ fullName, property }: SchemaRow): string {
  const { businessName, description, logicalType, physicalType, classificationText, personalData, tags } =
    property;
  return [
    fullName,
    businessName,
    description,
    logicalType,
    physicalType,
    classificationText,
    personalData,
    ...tags,
  ]
    .filter((part) => part !== null)
    .join(" ")
    .toLowerCase();
}

const STRICTNESS: Readonly<Record<string, string>> = {
  restricted: "0",
  confidential: "1",
  internal: "2",
  public: "3",
};

const KEYS: Readonly<Record<Exclude<SortKey, "position">, (row: SchemaRow) => string>> = {
  name: ({ fullName }) => fullName.toLowerCase(),
  type: ({ property }) => property.logicalType ?? property.physicalType ?? "~",
  classification: ({ property }) => STRICTNESS[property.classification ?? ""] ?? "~",
};

/** The rows in another order; equal ones stay in the order of the table. Strictest classification first. */
export function sortRows(rows: readonly SchemaRow[], key: SortKey): readonly SchemaRow[] {
  if (key === "position") return rows;
  const keyOf = KEYS[key];
  return [...rows].sort((a, b) => compare(keyOf(a), keyOf(b)) || a.index - b.index);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Without the rows that stand under a folded one. */
export function unfoldedRows(rows: readonly SchemaRow[], folded: ReadonlySet<number>): readonly SchemaRow[] {
  let hiddenUntil = -1;
  return rows.filter(({ index, descendants }) => {
    if (index <= hiddenUntil) return false;
    if (folded.has(index)) hiddenUntil = index + descendants;
    return true;
  });
}

/** The row that the part of an address after `#` names: a whole path, or the name of a column alone. */
export function findRow(rows: readonly SchemaRow[], hash: string): SchemaRow | null {
  const name = hash.replace(/^#/, "");
  if (name === "") return null;
  return rows.find(({ path }) => path === name) ?? rows.find(({ fullName }) => fullName === name) ?? null;
}
