"use server";

import { decideReview, requestAccess, startRecertification } from "@/lib/access";
import { removeProduct, setVisibility } from "@/lib/catalog";
import { accessFromForm } from "@/lib/transport/access-form";
import { action } from "@/lib/transport/action";

export const decideVisibility = action(setVisibility, { refresh: "/products/[id]" });
export const remove = action(removeProduct, { refresh: "/" });
export const ask = action(requestAccess, { refresh: "/products/[id]", input: accessFromForm });
export const recertify = action(startRecertification, { refresh: "/products/[id]" });
export const review = action(decideReview, { refresh: "/products/[id]" });
