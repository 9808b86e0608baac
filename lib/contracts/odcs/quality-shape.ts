import {
  any,
  either,
  type Fields,
  isFields,
  list,
  number,
  object,
  record,
  type RecordShape,
  type Shape,
  text,
  words,
} from "@/lib/platform/document-shape";

import type { Release } from "./release";

const pair = list(number, { least: 2, most: 2, distinct: true });

/** What a library or SQL rule demands of the number it finds. */
const OPERATORS: Readonly<Record<string, Shape>> = {
  mustBe: any,
  mustNotBe: any,
  mustBeGreaterThan: number,
  mustBeGreaterOrEqualTo: number,
  mustBeLessThan: number,
  mustBeLessOrEqualTo: number,
  mustBeBetween: pair,
  mustNotBeBetween: pair,
};

export const isOperator = (key: string): boolean => Object.hasOwn(OPERATORS, key);

const RENAMED = new Map(
  Object.entries({
    mustBeGreaterThanOrEqualTo: "mustBeGreaterOrEqualTo",
    mustBeLessThanOrEqualTo: "mustBeLessOrEqualTo",
    rule: "metric",
  }),
);

const DIMENSIONS = words(
  ...["accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness"],
);
const METRICS = words("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount");
const implementation = either((value) => (isFields(value) ? object : text));
const custom = { fields: { engine: text, implementation }, required: ["engine", "implementation"] };

type Part = { fields: Record<string, Shape>; required: readonly string[] };

/** The shape of a quality rule, which depends on its type, and since 3.1 on whether it has a metric. */
export function qualityShape(common: Record<string, Shape>, release: Release): Shape {
  const base = {
    ...common,
    businessImpact: text,
    description: text,
    dimension: DIMENSIONS,
    method: text,
    name: text,
    schedule: text,
    scheduler: text,
    severity: text,
    type: words("text", "library", "sql", "custom"),
    unit: text,
  };
  const shapes = new Map<string, RecordShape>();
  return either((value) => {
    const kinds = isFields(value) ? kindsOf(value, release) : [];
    const key = kinds.join("+");
    const shape = shapes.get(key) ?? assemble(base, kinds, release);
    shapes.set(key, shape);
    return shape;
  });
}

type Kind = "library" | "sql" | "custom";

function kindsOf({ type, metric }: Fields, release: Release): Kind[] {
  const kinds: Kind[] = [];
  const isLibrary = type === "library" || (release >= 310 ? typeof metric === "string" : type === undefined);
  if (isLibrary) kinds.push("library");
  if (type === "sql" || type === "custom") kinds.push(type);
  return kinds;
}

function assemble(base: Record<string, Shape>, kinds: readonly Kind[], release: Release): RecordShape {
  const isOld = release < 310;
  const parts = kinds.map((kind) => partOf(kind, isOld));
  const needsOperator = !isOld && kinds.some((kind) => kind !== "custom");
  const isBare = !isOld && kinds.length === 0;
  const fields = Object.fromEntries(parts.flatMap((part) => Object.entries(part.fields)));
  return record(
    { ...base, ...(isBare && OPERATORS), ...fields },
    {
      required: parts.flatMap(({ required }) => required),
      isOpen: isOld,
      renamed: RENAMED,
      ...(needsOperator && { also: demandOneOperator }),
      ...(isBare && { also: refuseOperators }),
    },
  );
}

function partOf(kind: Kind, isOld: boolean): Part {
  if (kind === "custom") return custom;
  if (kind === "sql") return { fields: { query: text, ...(!isOld && OPERATORS) }, required: ["query"] };
  if (isOld) return { fields: { rule: text, ...OPERATORS }, required: ["rule"] };
  return { fields: { metric: METRICS, rule: text, arguments: object, ...OPERATORS }, required: ["metric"] };
}

function demandOneOperator(rule: Fields, report: (key: string | null, detail: string) => void): void {
  const [first, ...more] = Object.keys(rule).filter(isOperator);
  if (first === undefined) report(null, `The rule needs one operator: ${Object.keys(OPERATORS).join(", ")}`);
  for (const operator of more)
    report(operator, `The rule has two operators, ${first} and ${operator}: one is allowed`);
}

function refuseOperators(rule: Fields, report: (key: string | null, detail: string) => void): void {
  for (const operator of Object.keys(rule).filter(isOperator))
    report(operator, `${operator} is there without a metric, or a type of rule that measures something`);
}
