import type { Metadata } from "next";

import { DocumentWarnings } from "@/components/catalog/document-warnings";
import { ContractRail } from "@/components/contracts/contract-rail";
import { ContractView } from "@/components/contracts/contract-view";
import { UsedBy } from "@/components/contracts/used-by";
import { WithRail } from "@/components/ui/page";

import { idOf } from "../../route-id";
import { contractOf } from "./loads";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, name } = await contractOf(await idOf(params));
  return { title: name ?? id };
}

export default async function ContractPage({ params }: Props) {
  const contract = await contractOf(await idOf(params));
  const base = `/contracts/${encodeURIComponent(contract.id)}`;
  return (
    <WithRail
      label="Facts"
      rail={
        <ContractRail contract={contract}>
          <UsedBy usedBy={contract.usedBy} />
        </ContractRail>
      }
    >
      <DocumentWarnings warnings={contract.warnings} source={`${base}/source`} />
      <ContractView contract={contract} schemaHref={() => `${base}/schema`} />
    </WithRail>
  );
}
