"use server";

import { askForData, removeSavedSearch, saveSearch } from "@/lib/search";
import { action } from "@/lib/transport/action";

export const save = action(saveSearch, { refresh: "/search" });
export const remove = action(removeSavedSearch, { refresh: "/search" });
export const ask = action(askForData, { refresh: "/search" });
