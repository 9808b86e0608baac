import "server-only";

import { type ProductFacts, unprotectedProductFacts } from "@/lib/catalog";
import { type ContractFacts as Contract, unprotectedContractFacts } from "@/lib/contracts";
import { peopleOfTeams, teamsByIds } from "@/lib/identity";
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
  const products = await unprotectedProductFacts(db, ids);
  const contracts = await unprotectedContractFacts(db, [...new Set(products.flatMap(contractIdsOf))]);
  const owners = [...new Set([...products, ...contracts].map(({ ownerTeamId }) => ownerTeamId))];
  const [places, people] = await Promise.all([teamsByIds(db, owners), peopleOfTeams(db, owners)]);

  const ancestorsOf = (id: string) => (places.get(id)?.path ?? []).map((team) => team.id);
  const contractsById = new Map(contracts.map((contract) => [contract.id, toFacts(contract, ancestorsOf)]));
  return products.map((product) => {
    const { ownerTeamId: id } = product;
    return toSearchDocument({
      ...{ revision: Number(revision), product },
      team: { id, name: places.get(id)?.name ?? id },
      domain: places.get(id)?.domain ?? null,
      teamPeople: (people.get(id) ?? []).map(({ name }) => name),
      contracts: contractIdsOf(product).flatMap((contractId) => contractsById.get(contractId) ?? []),
    });
  });
}

const contractIdsOf = ({ outputPorts }: Pick<ProductFacts, "outputPorts">): string[] => [
  ...new Set(outputPorts.flatMap(({ contractId }) => contractId ?? [])),
];

const toFacts = (contract: Contract, ancestorsOf: (teamId: string) => string[]): ContractFacts => ({
  ...contract,
  ownerTeamIds: [contract.ownerTeamId, ...ancestorsOf(contract.ownerTeamId)],
});
