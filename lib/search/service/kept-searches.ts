import "server-only";

import { z } from "zod";

import { invalid } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { command, query } from "@/lib/platform/operation";

import { RecentSearch, SavedSearch } from "../model";
import { canKeepSearches } from "../policy";
import { normaliseQuery } from "../rules";
import {
  deleteSavedSearch,
  getSavedSearch,
  insertSavedSearch,
  listRecent,
  listSaved,
  upsertRecentSearch,
} from "../store";

/** The query string of the search page, in its one form. */
const Query = z.string().max(2000).transform(normaliseQuery).pipe(z.string().max(500));

export const saveSearch = command({
  name: "search.saveSearch",
  summary: "Keep a search under a name.",
  input: z.object({ name: z.string().trim().min(1).max(100), query: Query }),
  output: SavedSearch,
  load: () => null,
  allow: canKeepSearches,
  run({ db, actor, now }, { name, query: text }) {
    if (text === "") {
      const detail = "A search that asks for nothing cannot be kept.";
      throw invalid(detail, [{ pointer: "#/query", detail }]);
    }
    return insertSavedSearch(db, { id: newId("search"), userId: actor.id, name, query: text, now });
  },
});

export const removeSavedSearch = command({
  name: "search.removeSavedSearch",
  summary: "Forget a kept search.",
  input: z.object({ id: z.string() }),
  output: SavedSearch,
  load: ({ db, actor }, { id }) => getSavedSearch(db, actor.id, id),
  allow: canKeepSearches,
  async run({ db, actor }, { id }, search) {
    await deleteSavedSearch(db, actor.id, id);
    return search;
  },
});

export const listSavedSearches = query({
  name: "search.listSavedSearches",
  summary: "List the searches that the person keeps.",
  input: z.object({}),
  output: z.array(SavedSearch),
  load: () => null,
  allow: canKeepSearches,
  run: ({ db, actor }) => listSaved(db, actor.id),
});

export const rememberSearch = command({
  name: "search.rememberSearch",
  summary: "Note that the person searched; the last twenty searches are offered again.",
  input: z.object({ query: Query }),
  output: z.object({ query: z.string() }),
  load: () => null,
  allow: canKeepSearches,
  async run({ db, actor, now, nothingChanged }, { query: text }) {
    // A convenience of the person's own: nobody else is to read in the audit log what somebody searched.
    nothingChanged();
    if (text !== "") await upsertRecentSearch(db, { userId: actor.id, query: text, now });
    return { query: text };
  },
});

export const listRecentSearches = query({
  name: "search.listRecentSearches",
  summary: "List the person's last searches, newest first.",
  input: z.object({}),
  output: z.array(RecentSearch),
  load: () => null,
  allow: canKeepSearches,
  run: ({ db, actor }) => listRecent(db, actor.id),
});
