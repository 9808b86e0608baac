import "server-only";

import { visibleContracts } from "@/lib/contracts";
import type { ContractModel } from "@/lib/contracts/model";
import type { Actor } from "@/lib/platform/actor";
import { sha256 } from "@/lib/platform/crypto";
import type { Db } from "@/lib/platform/db/client";
import { invalid } from "@/lib/platform/errors";

import type { Terms } from "../model";
import { columnNames } from "../rules/facts";
import { termsText } from "../rules/terms";

/** What a contract offers to those who may see it. */
export type Offer = {
  terms: Terms | null;
  columns: string[];
  roles: { role: string; description: string | null }[];
};

export const NOTHING_OFFERED: Offer = { terms: null, columns: [], roles: [] };

/** Terms, columns and roles of the contracts that the actor may see, by contract. */
export async function offersOf(db: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, Offer>> {
  const contracts = await visibleContracts(db, actor, [...new Set(ids)]);
  return new Map(contracts.map((contract) => [contract.id, toOffer(contract)]));
}

function toOffer(contract: ContractModel & { id: string; version: string | null }): Offer {
  const text = termsText(contract);
  const { id: contractId, version: contractVersion } = contract;
  return {
    terms: text === null ? null : { text, sha256: sha256(text), contractId, contractVersion },
    columns: columnNames(contract.schema),
    roles: contract.roles.map(({ role, description }) => ({ role, description })),
  };
}

/** Terms as they were accepted. */
export type AcceptedTerms = Terms;

/** The terms that hold now, if exactly they were accepted; null where there are none. */
export function acceptedTerms({ terms }: Offer, accepted: string | null): AcceptedTerms | null {
  if (terms === null) return null;
  if (accepted === terms.sha256) return terms;
  const detail =
    accepted === null
      ? "Accept the terms of the data contract."
      : "The terms have changed since you read them. Read them again and accept them.";
  throw invalid(detail, [{ pointer: "#/termsSha256", detail }]);
}
