import type { Complaint } from "@/lib/catalog/model";
import type { ParsedContract } from "@/lib/contracts/model";
import type { SourceDocument } from "@/lib/platform/document";
import { idOf, objectionToId } from "@/lib/platform/document-bitol";
import { textOf } from "@/lib/platform/document-reading";
import { type Fields, type Finding, isFields } from "@/lib/platform/document-shape";
import { judge } from "@/lib/platform/document-verdict";

import { toContract } from "./contract";
import { semanticFindings } from "./semantics";
import { NEWEST_ODCS, odcsRelease } from "./shape";

/** A contract as far as it can be read, and what stands against it. */
export type ContractReading = {
  /** Null when there is no id to keep it under. */
  contract: ParsedContract | null;
  /** Why it is refused, unless it is saved with warnings. */
  errors: Complaint[];
  warnings: Complaint[];
};

/** Whether a document says that it is a data contract, in a format that we read or in the older one. */
export const isContractDocument = (value: unknown): boolean =>
  isFields(value) && (value.kind === "DataContract" || "dataContractSpecification" in value);

/** Reads a contract of the Open Data Contract Standard 3.0 to 3.2; never throws, whatever it holds. */
export function readContract(document: SourceDocument): ContractReading {
  const { value } = document;
  if (!isFields(value)) return refused("A data contract is an object with an id.");
  const objection = objectionToKind(value);
  if (objection !== null) return refused(objection);

  const id = idOf(value);
  const idObjection = objectionToId(id);
  const semantic = semanticFindings(value);
  const { errors, warnings } = judge(document, {
    own: odcsRelease(textOf(value.apiVersion)),
    newest: NEWEST_ODCS,
    semantic: [...idFindings(value, idObjection), ...semantic.errors],
    hints: semantic.hints,
  });
  return { contract: id === null || idObjection !== null ? null : toContract(id, value), errors, warnings };
}

function objectionToKind(value: Fields): string | null {
  if ("dataContractSpecification" in value)
    return "This is a contract in the older format of datacontract.com, which is not supported: convert it with `datacontract export --format odcs`.";
  const isProduct = value.kind === "DataProduct" || "dataProductSpecification" in value;
  return isProduct ? "This is a data product, not a data contract." : null;
}

const idFindings = (value: Fields, objection: string | null): Finding[] =>
  objection !== null && "id" in value ? [{ pointer: "#/id", detail: objection }] : [];

const refused = (detail: string): ContractReading => ({
  contract: null,
  errors: [{ pointer: "#", detail, line: 1, column: 1 }],
  warnings: [],
});
