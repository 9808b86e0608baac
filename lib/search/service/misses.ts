import "server-only";

import { z } from "zod";

import { fromCursor, toCursor } from "@/lib/catalog";
import { actorKey, displayNames } from "@/lib/identity";
import type { Db } from "@/lib/platform/db/client";
import { newId } from "@/lib/platform/ids";
import { command, query } from "@/lib/platform/operation";

import { SearchMiss } from "../model";
import { canKeepSearches, canReadMisses } from "../policy";
import { normaliseQuery, normaliseText } from "../rules";
import { insertMiss, insertRequest, listMissRows, type MissRow } from "../store";

const Missed = z.object({
  text: z
    .string()
    .max(2000)
    .transform(normaliseText)
    .refine((text) => text !== "", "Say which data you look for."),
  query: z.string().max(2000).transform(normaliseQuery).optional(),
});

const queryOf = ({ text, query: search }: z.output<typeof Missed>): string =>
  search ?? new URLSearchParams({ q: text }).toString();

export const recordMiss = command({
  name: "search.recordMiss",
  summary: "Note that a search found nothing.",
  input: Missed,
  output: z.object({ text: z.string() }),
  load: () => null,
  allow: canKeepSearches,
  async run({ db, actor, now, nothingChanged }, missed) {
    // The list of misses is the record; the audit log would only repeat it.
    nothingChanged();
    const { text } = missed;
    await insertMiss(db, { id: newId("miss"), userId: actor.id, text, query: queryOf(missed), now });
    return { text };
  },
});

export const askForData = command({
  name: "search.askForData",
  summary: "Ask for data that a search did not find.",
  input: Missed.extend({ comment: z.string().trim().max(2000).default("") }),
  output: SearchMiss,
  load: () => null,
  allow: canKeepSearches,
  async run({ db, actor, now }, { comment, ...missed }) {
    const row = await insertRequest(db, {
      ...{ id: newId("miss"), userId: actor.id, text: missed.text, query: queryOf(missed), now },
      comment: comment === "" ? null : comment,
    });
    return toMiss(row, actor.name);
  },
});

const Position = z.object({ at: z.coerce.date(), id: z.string() });

export const listMisses = query({
  name: "search.listMisses",
  summary: "List what people searched in vain, and whether they asked for it, newest first.",
  input: z.object({
    asked: z.boolean().nullable().default(null),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ items: z.array(SearchMiss), nextCursor: z.string().nullable() }),
  load: () => null,
  allow: canReadMisses,
  async run({ db }, { asked, cursor, limit }) {
    const before = cursor === undefined ? null : fromCursor(Position, cursor);
    const rows = await listMissRows(db, { asked, before, take: limit });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const names = await namesOf(db, shown);
    return {
      items: shown.map((row) => toMiss(row, names.get(row.userId) ?? "Somebody")),
      nextCursor: last ? toCursor({ at: last.at.toISOString(), id: last.id }) : null,
    };
  },
});

async function namesOf(db: Db, rows: readonly MissRow[]): Promise<Map<string, string>> {
  const people = [...new Set(rows.map(({ userId }) => userId))].map((id) => ({ kind: "user", id }) as const);
  const names = await displayNames(db, people);
  return new Map(people.map((person) => [person.id, names.get(actorKey(person)) ?? "Somebody"]));
}

const toMiss = ({ id, text, query: search, at, asked, comment }: MissRow, by: string): SearchMiss => ({
  ...{ id, text, query: search, by, asked, comment },
  at: at.toISOString(),
});
