import "server-only";

import { type ProductRecord, unprotectedProductsByIds } from "@/lib/catalog";
import { type ContractRecord, unprotectedContractsByIds } from "@/lib/contracts";
import { peopleOfTeams } from "@/lib/identity";
import type { Db } from "@/lib/platform/db/client";
import type { SearchDocument } from "@/lib/platform/engines/search/model";

import { type ContractFacts, toSearchDocument } from "./rules";

/**
 * The documents of the products that exist among the ids, in a fixed number of statements. `revision` must have
 * been read before: then the documents are at least as new.
 */
export async function buildDocuments(
  db: Db,
  ids: readonly string[],
  revision: bigint,
): Promise<SearchDocument[]> {
  const products = await unprotectedProductsByIds(db, ids);
  const [contracts, people] = await Promise.all([
    unprotectedContractsByIds(db, [...new Set(products.flatMap(contractIdsOf))]),
    peopleOfTeams(db, [...new Set(products.map(({ ownerTeamId }) => ownerTeamId))]),
  ]);
  const contractsById = new Map(contracts.map((contract) => [contract.id, toFacts(contract)]));
  return products.map((product) =>
    toSearchDocument({
      ...{ revision: Number(revision), product, team: product.ownerTeam, domain: product.domain },
      teamPeople: (people.get(product.ownerTeamId) ?? []).map(({ name }) => name),
      contracts: contractIdsOf(product).flatMap((id) => contractsById.get(id) ?? []),
    }),
  );
}

const contractIdsOf = ({ outputPorts }: Pick<ProductRecord, "outputPorts">): string[] => [
  ...new Set(outputPorts.flatMap(({ contractId }) => contractId ?? [])),
];

const toFacts = ({ owner, ...contract }: ContractRecord): ContractFacts => ({
  ...contract,
  ownerTeamIds: [contract.ownerTeamId, ...(owner?.path ?? []).map(({ id }) => id)],
});
