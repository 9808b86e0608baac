import { randomUUID } from "node:crypto";

import { getContract, registerContract } from "@/lib/contracts";
import type { DataContract } from "@/lib/contracts/model";
import { jobActor } from "@/lib/platform/actor";
import type { Runtime } from "@/lib/platform/operation";

import { asJson } from "./catalog";
import { aTeam } from "./identity";

const portal = jobActor("factory");

type ContractOver = {
  id?: string;
  /** Null: the document names no team. */
  team?: string | null;
  version?: string;
  visibility?: "organization" | "restricted";
  columns?: readonly string[];
} & Record<string, unknown>;

/** A contract document of ODCS 3.1, right by it; further keys are taken over as they are. */
export function contractDocument(over: ContractOver = {}) {
  const { visibility, team = "team", columns = ["id", "name"], ...rest } = over;
  const id = over.id ?? `contract-${randomUUID().slice(0, 8)}`;
  return {
    ...{ apiVersion: "v3.1.0", kind: "DataContract", name: id, version: "1.0.0", status: "active" },
    ...(team !== null && { team: { name: team } }),
    ...(visibility && { customProperties: [{ property: "visibility", value: visibility }] }),
    schema: [
      {
        name: "records",
        properties: columns.map((name) => ({ name, logicalType: "string", description: `The ${name}.` })),
      },
    ],
    ...rest,
    id,
  };
}

/** A registered contract; its team is made when it is not named. */
export async function aContract(runtime: Runtime, over: ContractOver = {}): Promise<DataContract> {
  const team = over.team ?? (await aTeam(runtime.db)).id;
  const document = contractDocument({ ...over, team });
  await registerContract.execute(runtime, portal, { id: document.id, document: asJson(document) });
  return getContract.execute(runtime, portal, { id: document.id });
}
