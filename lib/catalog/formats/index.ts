import type { Complaint, ParsedProduct } from "@/lib/catalog/model";
import type { SourceDocument } from "@/lib/platform/document";
import { textOf } from "@/lib/platform/document-reading";
import { isFields } from "@/lib/platform/document-shape";

import { readDps } from "./dps";
import { readOdps } from "./odps";

/** A product document as far as it can be read, and what stands against it. */
export type ProductReading = {
  /** Null when there is no id to keep it under, or nobody to own it. */
  product: ParsedProduct | null;
  /** Why it is refused, unless it is saved with warnings. */
  errors: Complaint[];
  warnings: Complaint[];
};

/** Whether a document says that it is a data product, in either format. */
export const isProductDocument = (value: unknown): boolean =>
  isFields(value) && (value.kind === "DataProduct" || "dataProductSpecification" in value);

/**
 * Reads a data product in either format; never throws, whatever the document holds. `fallbackOwner` is the
 * team that owns it when the document names none: who owned it before, or whose key sent it.
 */
export function readProduct(document: SourceDocument, fallbackOwner: string | null = null): ProductReading {
  const { value } = document;
  if (!isFields(value)) return refused("A data product is an object with an id.");
  if ("dataProductSpecification" in value) return readDps(document, fallbackOwner);
  const kind = textOf(value.kind);
  if (kind === "DataContract" || "dataContractSpecification" in value)
    return refused("This is a data contract, not a data product.");
  return readOdps(document, fallbackOwner);
}

const refused = (detail: string): ProductReading => ({
  product: null,
  errors: [{ pointer: "#", detail, line: 1, column: 1 }],
  warnings: [],
});
