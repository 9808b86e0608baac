import type { Metadata } from "next";

import { ContractChanges } from "@/components/contracts/contract-changes";
import { diffContractVersions, getContractSource, listContractVersions } from "@/lib/contracts";

import { DocumentActivity } from "../../../document-activity";
import { idOf } from "../../../route-id";
import { contractOf } from "../loads";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, name } = await contractOf(await idOf(params));
  return { title: `Activity of ${name ?? id}` };
}

export default async function ContractActivity({ params, searchParams }: Props) {
  const [id, given] = await Promise.all([idOf(params), searchParams]);
  const { revision } = await contractOf(id);
  return (
    <DocumentActivity
      id={id}
      revision={revision}
      given={given}
      places={{ pages: "/contracts", documents: "/api/datacontracts" }}
      operations={{ list: listContractVersions, diff: diffContractVersions, source: getContractSource }}
      explain={({ from, meaning }) => from && <ContractChanges changes={meaning} />}
    />
  );
}
