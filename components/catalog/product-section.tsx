import { Section } from "@/components/ui/page";
import type { Lifecycle, TeamOverview } from "@/lib/catalog/model";

import { toListHref } from "./list-address";
import { ProductList } from "./product-list";
import { StatusBar, StatusLegend } from "./status-distribution";

type Props = {
  /** Whose products they are. */
  overview: Pick<TeamOverview, "name" | "productCount" | "statuses" | "products">;
  /** The address of the page, without what is chosen on it. */
  base: string;
  status: Lifecycle | null;
  now: Date;
  empty: string;
};

/** The products of a domain or a team: how many have which status, and the list of them. */
export function ProductSection({ overview, base, status, now, empty }: Props) {
  const { name, productCount, statuses, products } = overview;
  return (
    <Section title="Products" count={productCount}>
      <StatusBar statuses={statuses} className="mb-2" />
      <div className="mb-4">
        <StatusLegend
          statuses={statuses}
          chosen={status}
          hrefOf={(next) => toListHref(base, { status: next, cursor: null })}
        />
      </div>
      <ProductList
        products={products}
        label={`Products of ${name}`}
        now={now}
        moreHref={(next) => toListHref(base, { status, cursor: next })}
        empty={empty}
      />
    </Section>
  );
}
