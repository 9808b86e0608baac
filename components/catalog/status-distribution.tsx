import Link from "next/link";

import { cn } from "@/components/ui/cn";
import type { Lifecycle, StatusCounts } from "@/lib/catalog/model";

import { LifecycleStatus } from "./lifecycle-status";

const ORDER: readonly Lifecycle[] = ["active", "draft", "proposed", "deprecated", "retired"];

/** Active is solid; what is not there yet is lighter, what is leaving is amber or hatched. */
const FILLS: Readonly<Record<Lifecycle, string>> = {
  active: "bg-met",
  draft: "bg-field",
  proposed: "bg-line-strong",
  deprecated: "bg-risk",
  retired: "bg-[repeating-linear-gradient(45deg,var(--field)_0_2px,transparent_2px_5px)]",
};

type BarProps = { statuses: StatusCounts; className?: string | undefined };

/** How the products of a domain are spread over their lives; the words stand beside it. */
export function StatusBar({ statuses, className }: BarProps) {
  const present = ORDER.filter((status) => (statuses[status] ?? 0) > 0);
  if (present.length === 0) return null;
  return (
    <div aria-hidden className={cn("flex h-1.5 gap-0.5 overflow-hidden rounded-full", className)}>
      {present.map((status) => (
        <span key={status} className={FILLS[status]} style={{ flexGrow: statuses[status] }} />
      ))}
    </div>
  );
}

type LegendProps = {
  statuses: StatusCounts;
  /** Where a status alone is listed; without it the legend only counts. */
  hrefOf?: (status: Lifecycle | null) => string;
  chosen?: Lifecycle | null;
};

/** The counts in words; as links they narrow the list below, and the chosen one widens it again. */
export function StatusLegend({ statuses, hrefOf, chosen = null }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {ORDER.filter((status) => (statuses[status] ?? 0) > 0).map((status) => (
        <li key={status}>
          {hrefOf ? (
            <Link
              href={hrefOf(chosen === status ? null : status)}
              scroll={false}
              aria-current={chosen === status ? "true" : undefined}
              className="inline-flex items-center gap-1.5 rounded-sm hover:underline aria-[current]:underline aria-[current]:underline-offset-4"
            >
              <LifecycleStatus status={status} />
              <span className="text-soft tabular-nums">{statuses[status]}</span>
            </Link>
          ) : (
            <span className="inline-flex items-center gap-1.5">
              <LifecycleStatus status={status} />
              <span className="text-soft tabular-nums">{statuses[status]}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
