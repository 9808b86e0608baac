import { z } from "zod";

/** `catalog.product.registered`: a product is new, or another text has made a version of it. */
export const ProductRegistered = z.object({
  revision: z.number().int(),
  isNew: z.boolean(),
  /** The contracts of its output ports. */
  contractIds: z.array(z.string()),
});

/** `catalog.product.visibilitySet`: its owner decided in the portal who may see it. */
export const VisibilitySet = z.object({ visibility: z.enum(["organization", "restricted"]) });

/** `catalog.product.removed`. */
export const ProductRemoved = z.object({ name: z.string(), contractIds: z.array(z.string()) });

/** Every event about products. */
export const PRODUCT_EVENTS = [
  "catalog.product.registered",
  "catalog.product.visibilitySet",
  "catalog.product.removed",
] as const;
