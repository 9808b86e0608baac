import "server-only";

import { cache } from "react";

import { getOffer } from "@/lib/access";
import { getProduct, getProductNeighbours } from "@/lib/catalog";
import { getProductSchema } from "@/lib/contracts";
import { page } from "@/lib/transport/page";

/** The layout and its page ask for the same things in one request: each is fetched once. */
export const productOf = cache((id: string) => page(getProduct, { id }));
export const schemaOf = cache((productId: string) => page(getProductSchema, { productId }));
export const neighboursOf = cache((id: string) => page(getProductNeighbours, { id }));
export const offerOf = cache((productId: string) => page(getOffer, { productId }));
