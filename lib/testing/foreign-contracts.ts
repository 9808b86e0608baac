import type { ParsedContract } from "@/lib/contracts/model";
import { readContract } from "@/lib/contracts/odcs";
import { readDocument } from "@/lib/platform/document";
import { DomainError } from "@/lib/platform/errors";

import { corpus } from "./corpora";

function read(bytes: Uint8Array): ParsedContract | null {
  try {
    return readContract(readDocument(bytes, null)).contract;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** The contracts of other projects that can be read and are not called invalid; none where the corpora are not. */
export const foreignContracts = corpus("odcs").flatMap(({ file, bytes, isInvalid, isSchema }) => {
  const contract = isSchema || isInvalid ? null : read(bytes);
  return contract === null ? [] : [{ file, contract }];
});
