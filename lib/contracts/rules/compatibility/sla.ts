import type { SlaProperty } from "../../model";
import { breaking, escape, harmless, pairUp, type Report } from "./report";

/** Whether more or less of a measure is the better promise; names and synonyms of the standard, lower case. */
const BETTER: ReadonlyMap<string, "more" | "less"> = new Map([
  ...["availability", "av", "throughput", "th", "retention", "re"].map((name) => [name, "more"] as const),
  ...["endofsupport", "es", "endoflife", "el"].map((name) => [name, "more"] as const),
  ...["latency", "ly", "freshness", "errorrate", "er", "frequency", "fy"].map(
    (name) => [name, "less"] as const,
  ),
  ...["timetodetect", "td", "timetonotify", "tn", "timetorepair", "tr"].map(
    (name) => [name, "less"] as const,
  ),
  ...["timeofavailability", "generalavailability", "ga"].map((name) => [name, "less"] as const),
]);

/** Two-letter synonyms mean the same promise as the name. */
const FULL_NAMES: ReadonlyMap<string, string> = new Map([
  ...([
    ["av", "availability"],
    ["th", "throughput"],
    ["re", "retention"],
    ["es", "endofsupport"],
  ] as const),
  ...([
    ["el", "endoflife"],
    ["ly", "latency"],
    ["er", "errorrate"],
    ["fy", "frequency"],
  ] as const),
  ...([
    ["td", "timetodetect"],
    ["tn", "timetonotify"],
    ["tr", "timetorepair"],
  ] as const),
  ["ga", "generalavailability"],
]);

const SECONDS: ReadonlyMap<string, number> = new Map([
  ...["s", "sec", "second", "seconds"].map((name) => [name, 1] as const),
  ...["m", "min", "minute", "minutes"].map((name) => [name, 60] as const),
  ...["h", "hr", "hour", "hours"].map((name) => [name, 3600] as const),
  ...["d", "day", "days"].map((name) => [name, 86_400] as const),
  ...["w", "week", "weeks"].map((name) => [name, 604_800] as const),
  ...["mo", "month", "months"].map((name) => [name, 2_629_800] as const),
  ...["y", "yr", "year", "years"].map((name) => [name, 31_557_600] as const),
]);

/** Compares the service levels of two versions: a promise that is gone or weaker breaks. */
export function compareSlas(
  before: readonly SlaProperty[],
  after: readonly SlaProperty[],
  report: Report,
): void {
  const { kept, removed, added } = pairUp(before, after, keyOf);
  const toldOf = (key: string) => ({
    pointer: `#/slaProperties/${escape(key)}`,
    subject: `The service level ${key}`,
  });
  for (const { key } of removed) report(breaking({ ...toldOf(key), kind: "removed", what: "is removed" }));
  for (const { key } of added) report(harmless({ ...toldOf(key), kind: "added", what: "is added" }));
  for (const { key, before: was, after: is } of kept) {
    if (amountOf(was) === amountOf(is)) continue;
    const change = { ...toldOf(key), kind: "changed" as const };
    const verdict = judge(was, is);
    const what = `${verdict} from ${amountOf(was)} to ${amountOf(is)}`;
    report(verdict === "improves" ? harmless({ ...change, what }) : breaking({ ...change, what }));
  }
}

const nameOf = ({ property }: SlaProperty): string =>
  FULL_NAMES.get(property.toLowerCase()) ?? property.toLowerCase();

const keyOf = (sla: SlaProperty): string =>
  [nameOf(sla), sla.element, sla.driver].filter((part) => part !== null).join(" of ");

const amountOf = ({ value, valueExt, unit }: SlaProperty): string =>
  [text(value), valueExt === null || valueExt === undefined ? null : `– ${text(valueExt)}`, unit]
    .filter((part) => part !== null)
    .join(" ");

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value ?? null));

/** Where two promises cannot be compared, the worse is assumed. */
function judge(before: SlaProperty, after: SlaProperty): "improves" | "weakens" | "changes" {
  const better = BETTER.get(nameOf(before));
  const order = compareAmounts(before, after);
  if (better === undefined || order === null) return "changes";
  if (order === 0) return "improves";
  return order > 0 === (better === "more") ? "improves" : "weakens";
}

function compareAmounts(before: SlaProperty, after: SlaProperty): number | null {
  const [was, is] = [measureOf(before), measureOf(after)];
  if (was !== null && is !== null) return was.of === is.of ? Math.sign(is.amount - was.amount) : null;
  const isText = typeof before.value === "string" && typeof after.value === "string";
  return isText && before.unit === after.unit ? Math.sign(compareTexts(before.value, after.value)) : null;
}

/** Dates and times of day are compared as they are written: the standard writes them so that this is right. */
const compareTexts = (before: unknown, after: unknown): number => (text(before) < text(after) ? 1 : -1);

/** A number with what it counts: seconds, or the unit as it is written. */
function measureOf({ value, unit }: SlaProperty): { amount: number; of: string } | null {
  const amount = typeof value === "string" ? Number(value.replace(/\s*%$/, "")) : value;
  if (typeof amount !== "number" || !Number.isFinite(amount) || value === "") return null;
  const named = unit?.trim().toLowerCase() ?? "";
  const seconds = SECONDS.get(named);
  if (seconds !== undefined) return { amount: amount * seconds, of: "seconds" };
  return { amount, of: ["%", "percent"].includes(named) ? "" : named };
}
