import type { ReactNode } from "react";

import { AskButton, isIn } from "@/components/access/ask-button";
import { AskPanel } from "@/components/access/ask-panel";
import { hoursWord } from "@/components/access/words";
import { accessOf } from "@/components/catalog/port-access";
import { ProductHeader } from "@/components/catalog/product-header";
import { ProductStrip } from "@/components/catalog/product-strip";
import { SegmentTabs } from "@/components/catalog/segment-tabs";
import { contentsOf } from "@/components/contracts/contents";
import { Page } from "@/components/ui/page";
import type { AnswerTime } from "@/lib/access/model";
import { requestTime } from "@/lib/transport/page";

import { idOf } from "../../route-id";
import { ask } from "./actions";
import { neighboursOf, offerOf, productOf, schemaOf } from "./loads";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

export default async function ProductLayout({ params, children }: Props) {
  const id = await idOf(params);
  const [product, schema, neighbours, offer] = await Promise.all([
    productOf(id),
    schemaOf(id),
    neighboursOf(id),
    offerOf(id),
  ]);
  const { classification, personalData, columns, tables } = contentsOf(schema);
  return (
    <Page>
      <ProductHeader
        product={product}
        classification={classification}
        hasPersonalData={personalData.length > 0}
        isOpen={isIn(offer)}
      >
        <AskButton offer={offer} now={requestTime()} />
      </ProductHeader>
      <ProductStrip
        product={product}
        access={accessOf(schema.ports)}
        answersIn={answersIn(offer.answerTime)}
        consumerCount={offer.consumerCount}
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
          { segment: "access", label: "Access" },
          { segment: "activity", label: "Activity" },
        ]}
      />
      {children}
      <AskPanel product={{ id, name: product.name }} send={ask} />
    </Page>
  );
}

const answersIn = ({ medianHours }: AnswerTime): string | null =>
  medianHours === null ? null : hoursWord(medianHours);
