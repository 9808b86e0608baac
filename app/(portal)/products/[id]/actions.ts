"use server";

import { removeProduct, setVisibility } from "@/lib/catalog";
import { action } from "@/lib/transport/action";

export const decideVisibility = action(setVisibility, { refresh: "/products/[id]" });
export const remove = action(removeProduct, { refresh: "/" });
