import type { SlaProperty } from "@/lib/contracts/model";
import { slaKey } from "@/lib/contracts/rules/sla-names";

/** Names of the standard, lower case → how people say it. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ availability: "Availability", throughput: "Throughput", errorrate: "Error rate" },
  ...{ retention: "Retention", generalavailability: "Generally available" },
  ...{ endofsupport: "End of support", endoflife: "End of life", frequency: "Frequency" },
  ...{ latency: "Latency", freshness: "Freshness", timetodetect: "Time to detect" },
  ...{ timetonotify: "Time to notify", timetorepair: "Time to repair", timeofavailability: "Available by" },
};

/** The property in words; a name that the standard does not have stays as it is. */
export const slaName = ({ property }: SlaProperty): string => NAMES[slaKey(property)] ?? property;

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  s: ["second", "seconds"],
  min: ["minute", "minutes"],
  m: ["minute", "minutes"],
  h: ["hour", "hours"],
  d: ["day", "days"],
  w: ["week", "weeks"],
  month: ["month", "months"],
  mo: ["month", "months"],
  y: ["year", "years"],
  yr: ["year", "years"],
};

/** “26 hours”, “99.5 %”, “07:00 UTC”; frequency is “once a day” or “every 28 days”. */
export function slaValue(sla: SlaProperty): string {
  const { value, unit } = sla;
  const range = rangeOf(sla);
  const words = UNITS[unit?.toLowerCase() ?? ""];
  if (!words) return unit === null ? range : `${range} ${unit}`;
  const [one, many] = words;
  if (isFrequency(sla)) return value === 1 ? `once a ${one}` : `every ${range} ${many}`;
  return `${range} ${value === 1 ? one : many}`;
}

function rangeOf({ value, valueExt }: SlaProperty): string {
  const isOpen = valueExt === null || valueExt === undefined;
  return isOpen ? shown(value) : `${shown(value)} to ${shown(valueExt)}`;
}

const isFrequency = ({ property }: SlaProperty): boolean => slaKey(property) === "frequency";

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: 6 });
  return value === null || value === undefined ? "–" : JSON.stringify(value);
}
