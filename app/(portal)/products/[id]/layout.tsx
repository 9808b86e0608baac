import type { ReactNode } from "react";

import { accessOf } from "@/components/catalog/port-access";
import { ProductHeader } from "@/components/catalog/product-header";
import { ProductStrip } from "@/components/catalog/product-strip";
import { SegmentTabs } from "@/components/catalog/segment-tabs";
import { contentsOf } from "@/components/contracts/contents";
import { Page } from "@/components/ui/page";
import { requestTime } from "@/lib/transport/page";

import { idOf } from "../../route-id";
import { neighboursOf, productOf, schemaOf } from "./loads";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

export default async function ProductLayout({ params, children }: Props) {
  const id = await idOf(params);
  const [product, schema, neighbours] = await Promise.all([productOf(id), schemaOf(id), neighboursOf(id)]);
  const { classification, personalData, columns, tables } = contentsOf(schema);
  return (
    <Page>
      <ProductHeader
        product={product}
        classification={classification}
        hasPersonalData={personalData.length > 0}
      />
      <ProductStrip
        product={product}
        access={accessOf(schema.ports)}
        columns={columns}
        tables={tables}
        neighbours={{
          upstream: neighbours.upstream.length + neighbours.unresolved.length,
          downstream: neighbours.downstream.length,
        }}
        now={requestTime()}
      />
      <SegmentTabs
        base={`/products/${encodeURIComponent(id)}`}
        label={product.name}
        tabs={[
          { segment: null, label: "Overview" },
          { segment: "data", label: "Data" },
          { segment: "contract", label: "Contract" },
          { segment: "activity", label: "Activity" },
        ]}
      />
      {children}
    </Page>
  );
}
