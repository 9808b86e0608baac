import { fileURLToPath } from "node:url";

import type { ParsedContract, QualityRule, SchemaObject, SchemaProperty } from "@/lib/contracts/model";

/** The file behind a table of a contract, as its `local` server says. */
export function fileOf({ servers }: ParsedContract, { physicalName, name }: SchemaObject): string {
  const path = servers.find(({ type }) => type === "local")?.facts.path;
  if (typeof path !== "string") throw new Error("The contract has no local server.");
  const relative = path.replace("{model}", physicalName ?? name);
  return fileURLToPath(new URL(`../../${relative}`, import.meta.url));
}

/** A value as a reader of tables sees it: an empty or absent text is null. */
export const present = (value: unknown): unknown => (value === "" || value === undefined ? null : value);

/** Why a value is not of the logical type that its column declares; null when it is. */
export function objectionTo(value: unknown, { logicalType }: SchemaProperty): string | null {
  if (value === null) return null;
  const holds = TESTS[logicalType ?? ""]?.(value) ?? false;
  return holds ? null : `${asText(value)} is not of type ${String(logicalType)}`;
}

export const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string" || typeof value === "number",
  integer: (value) => /^-?\d+$/.test(asText(value)),
  number: (value) => asText(value).trim() !== "" && Number.isFinite(Number(asText(value))),
  boolean: (value) => ["true", "false"].includes(asText(value)),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(asText(value)),
  timestamp: (value) => !Number.isNaN(Date.parse(asText(value))),
  object: (value) => typeof value === "object" && !Array.isArray(value),
  array: (value) => Array.isArray(value),
};

/** Whether what a rule of the standard's library measures on some values keeps the rule's promise. */
export function holds(rule: QualityRule, values: readonly unknown[]): boolean {
  const count = countOf(rule, values);
  const measured = rule.unit === "percent" ? (100 * count) / values.length : count;
  const compare = COMPARISONS[rule.operator ?? ""];
  if (!compare) throw new Error(`No comparison is called ${String(rule.operator)}.`);
  return compare(measured, rule.threshold);
}

function countOf({ metric, arguments: given }: QualityRule, values: readonly unknown[]): number {
  const filled = values.filter((value) => value !== null);
  if (metric === "rowCount") return values.length;
  if (metric === "nullValues") return values.length - filled.length;
  if (metric === "duplicateValues") return filled.length - new Set(filled.map(asText)).size;
  if (metric === "missingValues")
    return values.filter((value) => listIn(given, "missingValues").has(asText(value ?? ""))).length;
  if (metric === "invalidValues") return filled.filter((value) => !isValid(value, given)).length;
  throw new Error(`No metric is called ${String(metric)}.`);
}

function isValid(value: unknown, given: QualityRule["arguments"]): boolean {
  const pattern = given?.pattern;
  if (typeof pattern === "string") return new RegExp(pattern).test(asText(value));
  return listIn(given, "validValues").has(asText(value));
}

function listIn(given: QualityRule["arguments"], name: string): Set<string> {
  const list = given?.[name];
  return new Set((Array.isArray(list) ? list : []).map(asText));
}

const COMPARISONS: Readonly<Record<string, (measured: number, threshold: unknown) => boolean>> = {
  mustBe: (measured, threshold) => measured === threshold,
  mustBeLessThan: (measured, threshold) => measured < Number(threshold),
  mustBeGreaterThan: (measured, threshold) => measured > Number(threshold),
  mustBeGreaterOrEqualTo: (measured, threshold) => measured >= Number(threshold),
  mustBeBetween: (measured, threshold) =>
    Array.isArray(threshold) && measured >= Number(threshold[0]) && measured <= Number(threshold[1]),
};
