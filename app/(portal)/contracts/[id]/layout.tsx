import type { ReactNode } from "react";

import { SegmentTabs } from "@/components/catalog/segment-tabs";
import { ContractHeader } from "@/components/contracts/contract-header";
import { Page } from "@/components/ui/page";

import { idOf } from "../../route-id";
import { contractOf } from "./loads";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

export default async function ContractLayout({ params, children }: Props) {
  const contract = await contractOf(await idOf(params));
  return (
    <Page>
      <ContractHeader contract={contract} />
      <SegmentTabs
        base={`/contracts/${encodeURIComponent(contract.id)}`}
        label={contract.name ?? contract.id}
        tabs={[
          { segment: null, label: "Contract" },
          { segment: "schema", label: "Schema" },
          { segment: "source", label: "Document" },
          { segment: "activity", label: "Activity" },
        ]}
      />
      {children}
    </Page>
  );
}
