import { ScrollText } from "lucide-react";
import type { Metadata } from "next";

import { contractsOf } from "@/components/contracts/contents";
import { ContractRail } from "@/components/contracts/contract-rail";
import { ContractView } from "@/components/contracts/contract-view";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link";
import { Fact, WithRail } from "@/components/ui/page";
import { TabLinks } from "@/components/ui/tab-links";

import { idOf } from "../../../route-id";
import { productOf, schemaOf } from "../loads";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ contract?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Contract of ${(await productOf(await idOf(params))).name}` };
}

export default async function ProductContract({ params, searchParams }: Props) {
  const [id, { contract: wanted }] = await Promise.all([idOf(params), searchParams]);
  const [product, { ports }] = await Promise.all([productOf(id), schemaOf(id)]);
  const contracts = contractsOf(ports);
  const shown = contracts.find((contract) => contract.id === wanted) ?? contracts[0];
  const base = `/products/${encodeURIComponent(id)}`;
  if (!shown)
    return (
      <EmptyState icon={ScrollText} title="No contract yet">
        What {product.ownerTeam.name} promises of this product appears here once a contract is registered that
        one of its output ports names.
      </EmptyState>
    );
  return (
    <>
      {contracts.length > 1 && (
        <TabLinks
          label="Contracts"
          className="mb-6"
          tabs={contracts.map((contract) => ({
            href: `${base}/contract?contract=${encodeURIComponent(contract.id)}`,
            label: contract.name ?? contract.id,
          }))}
          current={`${base}/contract?contract=${encodeURIComponent(shown.id)}`}
        />
      )}
      <WithRail
        label="Facts of the contract"
        rail={
          <ContractRail contract={shown}>
            <Fact label="Document">
              <TextLink href={`/contracts/${encodeURIComponent(shown.id)}/source`}>Read or download</TextLink>
            </Fact>
            <Fact label="Versions">
              <TextLink href={`/contracts/${encodeURIComponent(shown.id)}/activity`}>
                Who changed what
              </TextLink>
            </Fact>
          </ContractRail>
        }
      >
        <ContractView contract={shown} schemaHref={() => `${base}/data`} />
      </WithRail>
    </>
  );
}
