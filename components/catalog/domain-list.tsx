import Link from "next/link";

import { HueDot } from "@/components/ui/hue";
import type { DomainSummary } from "@/lib/catalog/model";

type Props = { domains: readonly Pick<DomainSummary, "id" | "name" | "productCount">[] };

/** Domains with their number of products, as a way in. */
export function DomainList({ domains }: Props) {
  return (
    <ul className="-mx-2 grid grid-cols-2 gap-x-2 shell:grid-cols-1">
      {domains.map(({ id, name, productCount }) => (
        <li key={id}>
          <Link
            href={`/domains/${encodeURIComponent(id)}`}
            className="flex min-h-8 items-center gap-2 rounded-md px-2 py-1 font-medium transition-colors hover:bg-hover pointer-coarse:min-h-10"
          >
            <HueDot id={id} />
            <span className="min-w-0 flex-1 text-pretty">{name}</span>
            <span className="text-sm font-normal text-faint">
              {productCount.toLocaleString("en")}
              <span className="sr-only"> products</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
