import { below } from "@/lib/platform/document-place";

import type { SlaProperty } from "../../model";
import { slaKey } from "../sla-names";
import { breaking, harmless, type Report, reportMembers } from "./report";

/** Whether more or less of a measure is the better promise. */
const BETTER: ReadonlyMap<string, "more" | "less"> = new Map([
  ...["availability", "throughput", "retention", "endofsupport", "endoflife"].map(
    (name) => [name, "more"] as const,
  ),
  ...["latency", "freshness", "errorrate", "frequency", "timetodetect", "timetonotify"].map(
    (name) => [name, "less"] as const,
  ),
  ...["timetorepair", "timeofavailability", "generalavailability"].map((name) => [name, "less"] as const),
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
  const tell = (key: string) => ({
    pointer: below("#/slaProperties", key),
    subject: `The service level ${key}`,
  });
  const kept = reportMembers([before, after], { keyOf, tell, report });
  for (const { key, before: was, after: is } of kept) {
    if (amountOf(was) === amountOf(is)) continue;
    const change = { ...tell(key), kind: "changed" as const };
    const verdict = judge(was, is);
    const what = `${verdict} from ${amountOf(was)} to ${amountOf(is)}`;
    report(verdict === "improves" ? harmless({ ...change, what }) : breaking({ ...change, what }));
  }
}

const keyOf = (sla: SlaProperty): string =>
  [slaKey(sla.property), sla.element, sla.driver].filter((part) => part !== null).join(" of ");

const amountOf = ({ value, valueExt, unit }: SlaProperty): string =>
  [text(value), valueExt === null || valueExt === undefined ? null : `– ${text(valueExt)}`, unit]
    .filter((part) => part !== null)
    .join(" ");

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value ?? null));

/** Where two promises cannot be compared, the worse is assumed. */
function judge(before: SlaProperty, after: SlaProperty): "improves" | "weakens" | "changes" {
  const better = BETTER.get(slaKey(before.property));
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
