import "server-only";

import { sha256 } from "@/lib/platform/crypto";
import { readDocumentText, type SourceDocument } from "@/lib/platform/document";
import { type FieldError, invalid } from "@/lib/platform/errors";

import { readProduct } from "./formats";
import type { Complaint, DocumentText, ParsedProduct } from "./model";

/** A text and what was read from it. */
export type ReadText = { text: string; source: SourceDocument };

/** A product document that is readable and right by its standard, or is kept with warnings. */
export type PreparedProduct = {
  kind: "dataproduct";
  id: string;
  text: string;
  mediaType: SourceDocument["mediaType"];
  sha256: string;
  status: ParsedProduct["status"];
  product: ParsedProduct;
  /** Where the document names its owner, for complaints about it. */
  ownerField: FieldError;
  locate: SourceDocument["locate"];
  warnings: readonly Complaint[];
};

/** `strict` refuses what the standard objects to; `lenient` keeps every document that has an id. */
export type Strictness = "strict" | "lenient";

export const readText = ({ text, mediaType }: DocumentText): ReadText => ({
  text,
  source: readDocumentText(text, mediaType),
});

/** Reads a product document; throws `invalid` with the place of every fault. */
export function prepareProduct({ text, source }: ReadText, strictness: Strictness): PreparedProduct {
  const { product, errors, warnings } = readProduct(source);
  if (product === null || (strictness === "strict" && errors.length > 0)) {
    throw invalid(summaryOf("data product", errors), errors);
  }
  const pointer = product.format === "odps" ? "#/team/name" : "#/info/owner";
  return {
    ...{ kind: "dataproduct", id: product.id, text, product, mediaType: source.mediaType },
    sha256: sha256(text),
    status: product.status,
    ownerField: { pointer, detail: ownerHint(pointer) },
    locate: source.locate,
    warnings: [...errors, ...warnings],
  };
}

/** What to do about a document that names no owner. */
export const ownerHint = (pointer: string): string =>
  `The document names no owner: write the id of a team to ${pointer.slice(2).replace("/", ".")}.`;

/** One sentence for a whole list of complaints. */
export function summaryOf(what: string, errors: readonly FieldError[]): string {
  const [first] = errors;
  if (!first) return `The document is not a valid ${what}.`;
  const more = errors.length > 1 ? ` There are ${errors.length - 1} more faults.` : "";
  return `The document is not a valid ${what}: ${first.detail}${more}`;
}

/** The id in the address decides where a document goes; the document must agree. */
export function refuseOtherId(id: string, { source }: ReadText, prepared: { id: string }): void {
  if (prepared.id === id) return;
  const detail = `The document's id is ${prepared.id}, but the address says ${id}.`;
  throw invalid(detail, [{ pointer: "#/id", detail, ...source.locate("#/id") }]);
}
