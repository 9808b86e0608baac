import { below } from "@/lib/platform/document-place";

import type { QualityRule, SchemaObject, SchemaProperty } from "../../model";
import { breaking, harmless, type Report, reportMembers } from "./report";

type Placed = { rule: QualityRule; path: string };

/** Compares the quality rules of two versions: a rule that is gone or asks less breaks. */
export function compareQuality(
  before: readonly SchemaObject[],
  after: readonly SchemaObject[],
  report: Report,
): void {
  const places = placesOf(after);
  // Of a table or column that is gone, the schema's comparison has told already.
  const rules = before.flatMap(rulesOf).filter(({ path }) => places.has(path));
  const tell = (key: string) => ({ pointer: below("#/quality", key), subject: `The quality rule ${key}` });
  const kept = reportMembers([rules, after.flatMap(rulesOf)], { keyOf, tell, report });
  for (const { key, before: was, after: is } of kept) {
    const [from, to] = [demandOf(was.rule), demandOf(is.rule)];
    if (from === to) continue;
    const verdict = judge(was.rule, is.rule);
    const told = { ...tell(key), kind: "changed" as const, what: `${verdict} from ${from} to ${to}` };
    report(verdict === "tightens" ? harmless(told) : breaking(told));
  }
}

const rulesOf = ({ name, quality, properties }: SchemaObject): Placed[] => [
  ...quality.map((rule) => ({ rule, path: name })),
  ...properties.flatMap((property) => rulesWithin(property, name)),
];

const rulesWithin = (property: SchemaProperty, parent: string): Placed[] => {
  const path = `${parent}.${property.name}`;
  return [
    ...property.quality.map((rule) => ({ rule, path })),
    ...property.properties.flatMap((child) => rulesWithin(child, path)),
  ];
};

function placesOf(schema: readonly SchemaObject[]): Set<string> {
  const within = (property: SchemaProperty, parent: string): string[] => {
    const path = `${parent}.${property.name}`;
    return [path, ...property.properties.flatMap((child) => within(child, path))];
  };
  return new Set(
    schema.flatMap(({ name, properties }) => [name, ...properties.flatMap((one) => within(one, name))]),
  );
}

/** A rule without an id is the same rule while it measures the same thing in the same place. */
function keyOf({ rule: { id, metric, type, query, description }, path }: Placed): string {
  return `${id ?? metric ?? query ?? description ?? type} on ${path}`;
}

const demandOf = ({ operator, threshold, unit }: QualityRule): string =>
  operator === null ? "nothing" : [operator, JSON.stringify(threshold), unit].filter(Boolean).join(" ");

type Range = { low: number; high: number };

/** A rule tightens when all that it lets pass was let pass before. What cannot be compared counts as a change. */
function judge(before: QualityRule, after: QualityRule): "tightens" | "weakens" | "changes" {
  if (before.operator === null) return "tightens";
  if (after.operator === null) return "weakens";
  if ((before.unit ?? "") !== (after.unit ?? "")) return "changes";
  const [was, is] = [rangeOf(before), rangeOf(after)];
  if (was === null || is === null) return "changes";
  return is.low >= was.low && is.high <= was.high ? "tightens" : "weakens";
}

/** The values that pass, by operator; open and closed ends are not told apart: thresholds are compared, not applied. */
const PASSING: ReadonlyMap<string | null, (ends: Range) => Range> = new Map([
  ...["mustBe", "mustBeBetween"].map((name) => [name, (ends: Range) => ends] as const),
  ...["mustBeLessThan", "mustBeLessOrEqualTo"].map(
    (name) => [name, ({ high }: Range) => ({ low: -Infinity, high })] as const,
  ),
  ...["mustBeGreaterThan", "mustBeGreaterOrEqualTo"].map(
    (name) => [name, ({ low }: Range) => ({ low, high: Infinity })] as const,
  ),
]);

function rangeOf({ operator, threshold }: QualityRule): Range | null {
  const ends: readonly unknown[] = Array.isArray(threshold) ? threshold : [threshold, threshold];
  const [low, high] = ends;
  if (typeof low !== "number" || typeof high !== "number") return null;
  return PASSING.get(operator)?.({ low, high }) ?? null;
}
