import type { QualityRule } from "../model";

/** What the library's metrics count, as the end of a sentence. */
const METRICS = new Map<string, string>(
  Object.entries({
    nullValues: "are null",
    missingValues: "are missing",
    invalidValues: "are invalid",
    duplicateValues: "are duplicates",
  }),
);

/**
 * A quality rule as a sentence: "At most 5 % of order_id are missing". `subject` is the column or table that
 * the rule stands on; without it the sentence speaks of "the values".
 */
export function qualityInWords(rule: QualityRule, subject: string | null = null): string {
  const amount = amountOf(rule);
  if (amount === null) return rule.description ?? fallback(rule);
  if (rule.metric === "rowCount")
    return `${inSubject(subject, "has", "There are")} ${lower(amount)} ${rows(rule)}`;
  if (rule.type === "sql") return `The query returns ${lower(amount)}${percent(rule)}`;
  const verb = METRICS.get(rule.metric ?? "");
  if (verb === undefined) return `${rule.metric ?? "The measure"} is ${lower(amount)}${percent(rule)}`;
  return `${whole(rule, amount)} of ${subject ?? "the values"} ${verb}`;
}

const inSubject = (subject: string | null, withIt: string, without: string) =>
  subject === null ? without : `${subject} ${withIt}`;

const isPercent = ({ unit }: QualityRule) => /^(?:%|percent|percentage)$/i.test(unit ?? "");
const percent = (rule: QualityRule) => (isPercent(rule) ? " %" : "");
const rows = ({ threshold }: QualityRule) => (threshold === 1 ? "row" : "rows");

/** "None of …" reads better than "Exactly 0 of …". */
function whole(rule: QualityRule, amount: string): string {
  const { operator, threshold } = rule;
  if (threshold === 0 && (operator === "mustBe" || operator === "mustBeLessOrEqualTo")) return "None";
  return isPercent(rule) ? `${amount} %` : amount;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** How much the operator allows; null when the rule has none that can be understood. */
function amountOf({ operator, threshold }: QualityRule): string | null {
  const pair = Array.isArray(threshold) ? threshold.map(shown) : [];
  const [low, high] = pair;
  if (low !== undefined && high !== undefined) {
    if (operator === "mustBeBetween") return `Between ${low} and ${high}`;
    if (operator === "mustNotBeBetween") return `Less than ${low} or more than ${high}`;
  }
  const words = WORDS.get(operator ?? "");
  const value = shown(threshold);
  return words === undefined || value === null ? null : `${words} ${value}`;
}

const WORDS = new Map<string, string>(
  Object.entries({
    mustBe: "Exactly",
    mustNotBe: "Anything but",
    mustBeGreaterThan: "More than",
    mustBeGreaterOrEqualTo: "At least",
    mustBeLessThan: "Less than",
    mustBeLessOrEqualTo: "At most",
  }),
);

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 10 });

function shown(value: unknown): string | null {
  if (typeof value === "number") return NUMBER.format(value);
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

function fallback({ type, metric }: QualityRule): string {
  if (metric !== null) return `The metric ${metric} is watched`;
  if (type === "sql") return "A query is run";
  return type === "text" ? "A rule without words" : "A check of its own kind";
}
