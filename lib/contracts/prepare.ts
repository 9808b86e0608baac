import "server-only";

import { type Incoming, ownerHint, type ReadText, type Strictness, summaryOf } from "@/lib/catalog";
import type { Complaint, DocumentSource } from "@/lib/catalog/model";
import { sha256 } from "@/lib/platform/crypto";
import { invalid } from "@/lib/platform/errors";

import type { ParsedContract } from "./model";
import { readContract } from "./odcs";

/** A contract document that is readable and right by its standard, or is kept with warnings. */
export type PreparedContract = Incoming & {
  kind: "datacontract";
  text: string;
  mediaType: DocumentSource["mediaType"];
  contract: ParsedContract;
  warnings: readonly Complaint[];
};

/** Reads a contract document; throws `invalid` with the place of every fault. */
export function prepareContract({ text, source }: ReadText, strictness: Strictness): PreparedContract {
  const { contract, errors, warnings } = readContract(source);
  if (contract === null || (strictness === "strict" && errors.length > 0)) {
    throw invalid(summaryOf("data contract", errors), errors);
  }
  const pointer = contract.ownerTeamId !== null && namesOnlyDomain(contract) ? "#/domain" : "#/team/name";
  return {
    ...{ kind: "datacontract", id: contract.id, text, contract, mediaType: source.mediaType },
    sha256: sha256(text),
    status: contract.status,
    ownerField: { pointer, detail: ownerHint("#/team/name") },
    locate: source.locate,
    warnings: [...errors, ...warnings],
  };
}

/** A contract's domain may be a team of ours, but need not be one, unlike a team that it names as such. */
export const namesOnlyDomain = ({ ownerTeamId, domainName }: ParsedContract): boolean =>
  ownerTeamId !== null && ownerTeamId === domainName;
