import Link from "next/link";

import { Dotted } from "@/components/ui/dotted";
import { HueEdge } from "@/components/ui/hue";
import { InlineText } from "@/components/ui/inline-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ProductSummary } from "@/lib/catalog/model";

import { LifecycleStatus } from "./lifecycle-status";

type Props = {
  product: Pick<
    ProductSummary,
    "id" | "name" | "status" | "purpose" | "domain" | "ownerTeam" | "portTypes" | "updatedAt"
  >;
  now: Date;
  /** Leaves out what the page around it already says. */
  hidesDomain?: boolean;
};

/** A product in a list. The whole row is its link; `ProductRows` is the list around it. */
export function ProductRow({ product, now, hidesDomain = false }: Props) {
  const { domain, ownerTeam } = product;
  const place = hidesDomain || domain === null || domain.id === ownerTeam.id ? [] : [domain.name];
  return (
    <li className="relative transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-hover/60 hover:bg-hover/60">
      <HueEdge
        id={(domain ?? ownerTeam).id}
        className="in-[li:not(:first-child)]:rounded-tl-none in-[li:not(:last-child)]:rounded-bl-none"
      />
      <div className="px-4 py-2.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <Link
            data-row
            href={`/products/${encodeURIComponent(product.id)}`}
            prefetch={false}
            className="min-w-0 truncate rounded-sm font-semibold after:absolute after:inset-0"
          >
            {product.name}
          </Link>
          <LifecycleStatus status={product.status} className="text-sm" />
        </div>
        {product.purpose && (
          <p className="mt-0.5 line-clamp-1 max-w-reading text-soft">
            <InlineText>{firstParagraph(product.purpose)}</InlineText>
          </p>
        )}
        <Dotted className="mt-0.5">
          {[...place, ownerTeam.name].join(" › ")}
          {product.portTypes.length > 0 && product.portTypes.join(", ")}
          <RelativeTime at={product.updatedAt} now={now} className="whitespace-nowrap" />
        </Dotted>
      </div>
    </li>
  );
}

const firstParagraph = (text: string): string => text.trim().split(/\n\s*\n/, 1)[0] ?? "";

type RowsProps = { label: string; children: React.ReactNode };

export function ProductRows({ label, children }: RowsProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-md border bg-surface">
      {children}
    </ul>
  );
}
