import Link from "next/link";

import { HueEdge } from "@/components/ui/hue";
import type { DomainSummary } from "@/lib/catalog/model";

import { StatusBar, StatusLegend } from "./status-distribution";
import { countOf } from "./words";

/** A domain in the list of domains: what it is for, and what it offers. */
export function DomainCard({ domain }: { domain: DomainSummary }) {
  const { id, name, description, parent, teamCount, productCount, statuses } = domain;
  return (
    <li className="relative flex flex-col rounded-md border bg-surface px-5 py-4 transition-colors focus-within:bg-hover/60 hover:bg-hover/60">
      <HueEdge id={id} />
      <h2 className="text-lg font-semibold">
        <Link
          data-row
          href={`/domains/${encodeURIComponent(id)}`}
          className="rounded-sm after:absolute after:inset-0"
        >
          {name}
        </Link>
      </h2>
      {parent && <p className="text-sm text-faint">in {parent.name}</p>}
      {description && <p className="mt-1 line-clamp-3 text-soft">{description}</p>}
      <div className="mt-auto pt-4">
        <p className="mb-2 text-sm">
          {countOf(productCount, "product")}{" "}
          <span className="text-faint">· {countOf(teamCount, "team")}</span>
        </p>
        <StatusBar statuses={statuses} className="mb-2" />
        <StatusLegend statuses={statuses} />
      </div>
    </li>
  );
}
