import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { HueEdge } from "@/components/ui/hue";
import type { Neighbour, ProductNeighbours } from "@/lib/catalog/model";

import { LifecycleStatus } from "./lifecycle-status";
import { productTypeWord } from "./words";

type Props = { name: string; neighbours: ProductNeighbours };

/** What the product is made from, and what is made from it. */
export function Neighbours({ name, neighbours: { upstream, downstream, unresolved } }: Props) {
  const outside = unresolved.map(({ name: port, sourceSystemId }) => sourceSystemId ?? port);
  return (
    <div className="grid items-center gap-3 shell:grid-cols-[1fr_auto_minmax(8rem,auto)_auto_1fr]">
      <Side label="Made from" empty="The documents name no source.">
        {[
          ...upstream.map(toCard),
          ...[...new Set(outside)].map((source) => <Outside key={source}>{source}</Outside>),
        ]}
      </Side>
      <Arrow />
      <p className="rounded-md border border-accent px-3 py-2 text-center font-semibold wrap-anywhere">
        {name}
      </p>
      <Arrow />
      <Side label="Used by" empty="No registered product uses it yet.">
        {downstream.map(toCard)}
      </Side>
    </div>
  );
}

const toCard = (neighbour: Neighbour) => <Card key={neighbour.product.id} neighbour={neighbour} />;

const Arrow = () => (
  <ArrowRight aria-hidden className="mx-auto size-4 rotate-90 stroke-[1.5] text-faint shell:rotate-0" />
);

type SideProps = { label: string; empty: string; children: readonly ReactNode[] };

function Side({ label, empty, children }: SideProps) {
  return (
    <div>
      <h3 className="mb-1 text-xs font-normal text-faint">{label}</h3>
      {children.length === 0 ? (
        <p className="text-soft">{empty}</p>
      ) : (
        <ul aria-label={label} className="space-y-2">
          {children}
        </ul>
      )}
    </div>
  );
}

function Card({ neighbour: { product, contractIds } }: { neighbour: Neighbour }) {
  return (
    <li className="relative rounded-md border bg-surface px-3 py-1.5 transition-colors focus-within:bg-hover/60 hover:bg-hover/60">
      <HueEdge id={(product.domain ?? product.ownerTeam).id} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <Link
          href={`/products/${encodeURIComponent(product.id)}`}
          prefetch={false}
          title={`By contract ${contractIds.join(", ")}`}
          className="rounded-sm font-medium wrap-anywhere after:absolute after:inset-0"
        >
          {product.name}
        </Link>
        {product.status !== "active" && <LifecycleStatus status={product.status} className="text-sm" />}
      </div>
      <p className="text-sm text-faint">
        {product.ownerTeam.name}
        {product.type && ` · ${productTypeWord(product.type)}`}
      </p>
    </li>
  );
}

function Outside({ children }: { children: string }) {
  return (
    <li className="rounded-md border border-dashed px-3 py-1.5">
      <p className="font-mono text-sm wrap-anywhere">{children}</p>
      <p className="text-sm text-faint">outside the catalog</p>
    </li>
  );
}
