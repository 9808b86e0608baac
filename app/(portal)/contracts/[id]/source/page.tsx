import type { Metadata } from "next";

import { DocumentText } from "@/components/catalog/document-text";
import { getContractSource } from "@/lib/contracts";
import { page } from "@/lib/transport/page";

import { idOf } from "../../../route-id";
import { contractOf } from "../loads";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, name } = await contractOf(await idOf(params));
  return { title: `Document of ${name ?? id}` };
}

export default async function ContractSource({ params }: Props) {
  const id = await idOf(params);
  const source = await page(getContractSource, { id });
  return (
    <DocumentText
      source={source}
      href={`/api/datacontracts/${encodeURIComponent(id)}`}
      label="Document of the contract"
    />
  );
}
