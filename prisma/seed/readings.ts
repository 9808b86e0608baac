import { readProduct } from "@/lib/catalog/formats";
import type { Complaint, ParsedProduct } from "@/lib/catalog/model";
import type { ParsedContract } from "@/lib/contracts/model";
import { readContract } from "@/lib/contracts/odcs";
import { readDocument } from "@/lib/platform/document";

import { type MeshText, meshTexts } from "./mesh";

export const nameOf = ({ kind, id }: MeshText): string => `${kind} ${id}`;

/** The last version of every document. */
function newestTexts(): MeshText[] {
  const last = new Map<string, MeshText>();
  for (const text of meshTexts())
    if (text.version > (last.get(nameOf(text))?.version ?? 0)) last.set(nameOf(text), text);
  return [...last.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

type Reading = {
  product: ParsedProduct | null;
  contract: ParsedContract | null;
  errors: readonly Complaint[];
  warnings: readonly Complaint[];
};

/** A text of the mesh as our readers understand it. */
export function read({ kind, text, mediaType }: MeshText): Reading {
  const document = readDocument(new TextEncoder().encode(text), mediaType);
  return kind === "dataproduct"
    ? { contract: null, ...readProduct(document) }
    : { product: null, ...readContract(document) };
}

export const meshProducts = (): ParsedProduct[] => newestTexts().flatMap((text) => read(text).product ?? []);

export const meshContracts = (): ParsedContract[] =>
  newestTexts().flatMap((text) => read(text).contract ?? []);
