import type { Metadata } from "next";

import { DocumentWarnings } from "@/components/catalog/document-warnings";
import { LifecycleNotice } from "@/components/catalog/lifecycle-notice";
import { Neighbours } from "@/components/catalog/neighbours";
import { ProductAbout } from "@/components/catalog/product-about";
import { ProductKeeping } from "@/components/catalog/product-keeping";
import { ProductRail } from "@/components/catalog/product-rail";
import { Connect } from "@/components/contracts/connect";
import { contentsOf } from "@/components/contracts/contents";
import { Section, WithRail } from "@/components/ui/page";

import { idOf } from "../../route-id";
import { decideVisibility, remove } from "./actions";
import { neighboursOf, productOf, schemaOf } from "./loads";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await productOf(await idOf(params))).name };
}

export default async function ProductOverview({ params }: Props) {
  const id = await idOf(params);
  const [product, schema, neighbours] = await Promise.all([productOf(id), schemaOf(id), neighboursOf(id)]);
  return (
    <WithRail
      label="Facts"
      rail={
        <ProductRail product={product} personalData={contentsOf(schema).personalData}>
          {product.permissions.edit.allowed && (
            <ProductKeeping product={product} setVisibility={decideVisibility} remove={remove} />
          )}
        </ProductRail>
      }
    >
      <DocumentWarnings
        warnings={product.warnings}
        source={`/products/${encodeURIComponent(id)}/activity?source=${product.revision}`}
      />
      <LifecycleNotice product={product} />
      {product.status !== "retired" && (
        <Section title="How to connect" id="connect" className="scroll-mt-20">
          <Connect ports={schema.ports} owner={product.ownerTeam.name} />
        </Section>
      )}
      <ProductAbout product={product} />
      <Section title="Where it comes from, who uses it" id="lineage" className="scroll-mt-20">
        <Neighbours name={product.name} neighbours={neighbours} />
      </Section>
    </WithRail>
  );
}
