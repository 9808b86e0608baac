import type { Complaint, ParsedProduct } from "@/lib/catalog/model";
import type { SourceDocument } from "@/lib/platform/document";
import { textOf } from "@/lib/platform/document-reading";
import { isFields } from "@/lib/platform/document-shape";

import { readDps } from "./dps";
import { readOdps } from "./odps";

/** A product document as far as it can be read, and what stands against it. */
export type ProductReading = {
  /** Null when there is no id to keep it under. Who owns it is for the caller to find where the document does not say. */
  product: ParsedProduct | null;
  /** Why it is refused, unless it is saved with warnings. */
  errors: Complaint[];
  warnings: Complaint[];
};

/** Whether a document says that it is a data product, in either format. */
export const isProductDocument = (value: unknown): boolean =>
  isFields(value) && (value.kind === "DataProduct" || "dataProductSpecification" in value);

/** Reads a data product in either format; never throws, whatever the document holds. */
export function readProduct(document: SourceDocument): ProductReading {
  const { value } = document;
  if (!isFields(value)) return refused("A data product is an object with an id.");
  if ("dataProductSpecification" in value) return readDps(document);
  const kind = textOf(value.kind);
  if (kind === "DataContract" || "dataContractSpecification" in value)
    return refused("This is a data contract, not a data product.");
  return readOdps(document);
}

const refused = (detail: string): ProductReading => ({
  product: null,
  errors: [{ pointer: "#", detail, line: 1, column: 1 }],
  warnings: [],
});
