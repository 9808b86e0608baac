import { Table2 } from "lucide-react";
import type { Metadata } from "next";

import { sortKeyOf } from "@/components/contracts/schema-rows";
import { SchemaSection } from "@/components/contracts/schema-section";
import { EmptyState } from "@/components/ui/empty-state";

import { idOf } from "../../../route-id";
import { contractOf } from "../loads";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ q?: string | string[]; sort?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, name } = await contractOf(await idOf(params));
  return { title: `Schema of ${name ?? id}` };
}

export default async function ContractSchema({ params, searchParams }: Props) {
  const [id, { q, sort }] = await Promise.all([idOf(params), searchParams]);
  const { schema } = await contractOf(id);
  if (schema.length === 0)
    return (
      <EmptyState icon={Table2} title="No tables">
        The contract promises nothing about columns.
      </EmptyState>
    );
  const initial = { text: typeof q === "string" ? q : "", sort: sortKeyOf(sort) };
  return schema.map((object, index) => <SchemaSection key={index} object={object} initial={initial} />);
}
