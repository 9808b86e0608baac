import { TextLink } from "@/components/ui/link";
import type { TeamSummary } from "@/lib/catalog/model";

import { countOf } from "./words";

/** The teams below a domain or team, each under the one above it. */
export function TeamList({ teams }: { teams: readonly TeamSummary[] }) {
  return (
    <ul className="space-y-1.5">
      {teams.map(({ id, name, type, depth, productCount }) => (
        <li key={id} style={{ paddingLeft: (depth - 1) * 16 }}>
          <TextLink href={`/${type === "Domain" ? "domains" : "teams"}/${encodeURIComponent(id)}`}>
            {name}
          </TextLink>
          <span className="block text-sm text-faint">
            {type} · {countOf(productCount, "product")}
          </span>
        </li>
      ))}
    </ul>
  );
}
