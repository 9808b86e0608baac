import "server-only";

import { z } from "zod";

import { getVisibleProduct } from "@/lib/catalog";
import { allow } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { ProductSchema } from "../model";
import { listVisibleByIds } from "../store/views";
import { withOwners } from "./get-contract";

export const getProductSchema = query({
  name: "contracts.getProductSchema",
  summary: "Get the output ports of a data product, each with its data contract.",
  input: z.object({ productId: z.string() }),
  output: ProductSchema,
  load: ({ db, actor }, { productId }) => getVisibleProduct(db, actor, productId),
  allow: () => allow,
  async run({ db, actor }, _input, { outputPorts }) {
    const ids = new Set(outputPorts.flatMap(({ contractId }) => contractId ?? []));
    const contracts = await withOwners(db, await listVisibleByIds(db, actor, [...ids]));
    const byId = new Map(contracts.map((contract) => [contract.id, contract]));
    return {
      ports: outputPorts.map((port) => ({
        port,
        contract: port.contractId === null ? null : (byId.get(port.contractId) ?? null),
      })),
    };
  },
});
