import "server-only";

import { z } from "zod";

import { allow } from "@/lib/platform/actor";
import { query, type Scope } from "@/lib/platform/operation";

import { type Neighbour, ProductNeighbours, type ProductSummary } from "../model";
import { type ContractPort, unprotectedPortsOfContracts } from "../store/ports";
import { getVisible, listByIds } from "../store/views";
import { withTeams } from "./list-products";

export const getProductNeighbours = query({
  name: "catalog.getProductNeighbours",
  summary: "Get the data products that feed a data product and those that are fed by it.",
  input: z.object({ id: z.string() }),
  output: ProductNeighbours,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  async run(scope, { id }, { inputPorts, outputPorts }) {
    const consumed = contractIdsOf(inputPorts);
    const provided = contractIdsOf(outputPorts);
    const ports = await unprotectedPortsOfContracts(scope.db, [...consumed, ...provided]);
    const others = ports.filter(({ productId }) => productId !== id);
    const feeding = others.filter((port) => port.direction === "output" && consumed.has(port.contractId));
    const fed = others.filter((port) => port.direction === "input" && provided.has(port.contractId));
    const products = await visibleOnes(scope, [...feeding, ...fed]);
    const upstream = neighboursOf(products, feeding);
    const found = new Set(upstream.flatMap(({ contractIds }) => contractIds));
    return {
      upstream,
      downstream: neighboursOf(products, fed),
      unresolved: inputPorts.filter(({ contractId }) => contractId === null || !found.has(contractId)),
    };
  },
});

const contractIdsOf = (ports: readonly { contractId: string | null }[]): Set<string> =>
  new Set(ports.flatMap(({ contractId }) => contractId ?? []));

/** The products of the ports, of those that the actor may see. */
async function visibleOnes({ db, actor }: Scope, ports: readonly ContractPort[]): Promise<ProductSummary[]> {
  const ids = [...new Set(ports.map(({ productId }) => productId))];
  return ids.length === 0 ? [] : withTeams(db, await listByIds(db, actor, ids));
}

/** Those of the products that the ports belong to, each with the contracts of its ports. */
function neighboursOf(products: readonly ProductSummary[], ports: readonly ContractPort[]): Neighbour[] {
  return products.flatMap((product) => {
    const ids = contractIdsOf(ports.filter(({ productId }) => productId === product.id));
    return ids.size === 0 ? [] : [{ product, contractIds: [...ids] }];
  });
}
