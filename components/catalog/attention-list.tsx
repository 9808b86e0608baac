import { FileWarning } from "lucide-react";
import Link from "next/link";

import { Status } from "@/components/ui/status";
import type { HomeFeed } from "@/lib/catalog/model";

import { countOf } from "./words";

type Props = { products: HomeFeed["needsAttention"] };

/** Documents of one's own teams that their standard objects to. */
export function AttentionList({ products }: Props) {
  return (
    <ul className="divide-y divide-line rounded-md border bg-surface">
      {products.map(({ id, name, warningCount }) => (
        <li
          key={id}
          className="relative flex flex-wrap items-center justify-between gap-x-4 px-4 py-2.5 transition-colors hover:bg-hover/60"
        >
          <Link
            data-row
            href={`/products/${encodeURIComponent(id)}`}
            prefetch={false}
            className="min-w-0 truncate rounded-sm font-semibold after:absolute after:inset-0"
          >
            {name}
          </Link>
          <Status tone="risk" icon={FileWarning} className="text-sm">
            {countOf(warningCount, "warning")} in its document
          </Status>
        </li>
      ))}
    </ul>
  );
}
