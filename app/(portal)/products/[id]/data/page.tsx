import { Table2 } from "lucide-react";
import type { Metadata } from "next";

import { PortsTable } from "@/components/catalog/ports-table";
import { contractsOf } from "@/components/contracts/contents";
import { sortKeyOf } from "@/components/contracts/schema-rows";
import { SchemaSection } from "@/components/contracts/schema-section";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page";

import { idOf } from "../../../route-id";
import { productOf, schemaOf } from "../loads";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ q?: string | string[]; sort?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Data of ${(await productOf(await idOf(params))).name}` };
}

export default async function ProductData({ params, searchParams }: Props) {
  const [id, { q, sort }] = await Promise.all([idOf(params), searchParams]);
  const [product, { ports }] = await Promise.all([productOf(id), schemaOf(id)]);
  const tables = contractsOf(ports).flatMap(({ id: contractId, schema }) =>
    schema.map((object, index) => ({ object, key: `${contractId} ${index}` })),
  );
  const initial = { text: typeof q === "string" ? q : "", sort: sortKeyOf(sort) };
  return (
    <>
      {ports.length > 0 && (
        <Section title="Output ports" count={ports.length}>
          <PortsTable ports={ports} />
        </Section>
      )}
      {tables.length === 0 && (
        <EmptyState icon={Table2} title="No schema yet">
          The columns appear here as soon as {product.ownerTeam.name} registers the contract of an output
          port.
        </EmptyState>
      )}
      {tables.map(({ object, key }) => (
        <SchemaSection key={key} object={object} initial={initial} />
      ))}
    </>
  );
}
