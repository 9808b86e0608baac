import { randomUUID } from "node:crypto";

import { getProduct, registerProduct } from "@/lib/catalog";
import type { DataProduct, DocumentText } from "@/lib/catalog/model";
import { jobActor } from "@/lib/platform/actor";
import type { Runtime } from "@/lib/platform/operation";

import { aTeam } from "./identity";

const portal = jobActor("factory");

/** Any document as JSON text, as a client would send it. */
export const asJson = (document: object): DocumentText => ({
  text: JSON.stringify(document, null, 2),
  mediaType: "application/json",
});

type ProductOver = {
  id?: string;
  name?: string;
  team?: string;
  status?: string;
  version?: string;
  visibility?: "organization" | "restricted";
  /** Ids of the contracts of its output and input ports. */
  offers?: readonly string[];
  consumes?: readonly string[];
} & Record<string, unknown>;

/** A product document of Bitol's standard, right by it; further keys are taken over as they are. */
export function productDocument(over: ProductOver = {}) {
  const { visibility, team = "team", offers = [], consumes = [], ...rest } = over;
  const id = over.id ?? `product-${randomUUID().slice(0, 8)}`;
  return {
    ...{ apiVersion: "v1.0.0", kind: "DataProduct", name: id, version: "1.0.0", status: "active" },
    description: { purpose: `What ${id} is for.` },
    team: { name: team },
    ...(visibility && { customProperties: [{ property: "visibility", value: visibility }] }),
    inputPorts: consumes.map((contractId) => ({ name: `from ${contractId}`, version: "1", contractId })),
    outputPorts: offers.map((contractId) => ({
      ...{ name: contractId, version: "1", type: "table", contractId },
    })),
    ...rest,
    id,
  };
}

/** A registered product; its team is made when it is not named. */
export async function aProduct(runtime: Runtime, over: ProductOver = {}): Promise<DataProduct> {
  const team = over.team ?? (await aTeam(runtime.db)).id;
  const document = productDocument({ ...over, team });
  await registerProduct.execute(runtime, portal, { id: document.id, document: asJson(document) });
  return getProduct.execute(runtime, portal, { id: document.id });
}
