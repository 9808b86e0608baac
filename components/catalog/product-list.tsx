import { Package } from "lucide-react";
import type { ReactNode } from "react";

import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ProductPage } from "@/lib/catalog/model";

import { ProductRow, ProductRows } from "./product-row";

type Props = {
  products: ProductPage;
  label: string;
  now: Date;
  moreHref: (cursor: string) => string;
  /** What would be here. */
  empty: ReactNode;
};

/** A page of products, and the way to the next one. */
export function ProductList({ products: { items, nextCursor }, label, now, moreHref, empty }: Props) {
  if (items.length === 0)
    return (
      <EmptyState icon={Package} title="No products here">
        {empty}
      </EmptyState>
    );
  return (
    <>
      <ProductRows label={label}>
        {items.map((product) => (
          <ProductRow key={product.id} product={product} now={now} hidesDomain />
        ))}
      </ProductRows>
      {nextCursor && (
        <ButtonLink href={moreHref(nextCursor)} variant="quiet" className="mt-3">
          Next products
        </ButtonLink>
      )}
    </>
  );
}
