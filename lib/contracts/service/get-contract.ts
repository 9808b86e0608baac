import "server-only";

import { z } from "zod";

import { portsOfContracts, textOfVersion, visibleProductNames } from "@/lib/catalog";
import { DocumentSource, RevisionNumber } from "@/lib/catalog/model";
import { findTeam, teamsByIds } from "@/lib/identity";
import type { TeamRef } from "@/lib/identity/model";
import { type Actor, allow } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { query } from "@/lib/platform/operation";

import { DataContract, type ReadableContract } from "../model";
import { canEditContract } from "../policy";
import { textsOfVersions } from "../store/versions";
import { getVisible, type StoredContract, warningsOf } from "../store/views";

export const getContract = query({
  name: "contracts.getContract",
  summary: "Get a data contract with the products that use it.",
  input: z.object({ id: z.string() }),
  output: DataContract,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  async run({ db, actor }, { id }, contract) {
    const edit = canEditContract(actor, contract);
    const [place, warnings, usedBy] = await Promise.all([
      findTeam(db, contract.ownerTeamId),
      edit.allowed ? warningsOf(db, id) : [],
      usersOf(db, actor, id),
    ]);
    return { ...toReadable(contract, place), warnings, usedBy, permissions: { edit } };
  },
});

const toReadable = (
  { ownerTeamId, createdAt, updatedAt, ...contract }: StoredContract,
  place: TeamRef | null,
): ReadableContract => ({
  ...contract,
  ownerTeam: { id: ownerTeamId, name: place?.name ?? ownerTeamId },
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

/** Adds the names of owner teams. */
export async function withOwners(db: Db, contracts: readonly StoredContract[]): Promise<ReadableContract[]> {
  const places = await teamsByIds(db, [...new Set(contracts.map(({ ownerTeamId }) => ownerTeamId))]);
  return contracts.map((contract) => toReadable(contract, places.get(contract.ownerTeamId) ?? null));
}

/** The products that the actor may see, first those that are offered under the contract. */
async function usersOf(db: Db, actor: Actor, id: string): Promise<DataContract["usedBy"]> {
  const ports = await portsOfContracts(db, [id]);
  const names = await visibleProductNames(db, actor, [...new Set(ports.map(({ productId }) => productId))]);
  return (["output", "input"] as const).flatMap((direction) =>
    [...names].flatMap(([productId, name]) => {
      const mine = ports.filter((port) => port.productId === productId && port.direction === direction);
      return mine.length === 0
        ? []
        : [{ id: productId, name, direction, ports: mine.map((port) => port.name) }];
    }),
  );
}

export const getContractSource = query({
  name: "contracts.getContractSource",
  summary:
    "Get the document of a data contract exactly as it was registered, of the present or of an older version.",
  input: z.object({ id: z.string(), revision: RevisionNumber.optional() }),
  output: DocumentSource,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  run: ({ db }, { id, revision }, present) =>
    textOfVersion(id, revision ?? present.revision, (revisions) => textsOfVersions(db, id, revisions)),
});
