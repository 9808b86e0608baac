import "server-only";

import { z } from "zod";

import { subtreeIds, teamsByIds } from "@/lib/identity";
import { allow } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { query } from "@/lib/platform/operation";

import { lifecycleOf, productTypeOf } from "../formats/lifecycle";
import { DocumentSource, Lifecycle, ProductPage, type ProductSummary } from "../model";
import { fromCursor, toCursor } from "../cursor";
import { presentTexts } from "../store/versions";
import {
  listByName,
  listIds,
  type Order,
  type ProductFilter,
  productsWhere,
  type SummaryRow,
  toSummary,
} from "../store/views";

const NamePosition = z.object({ name: z.string(), id: z.string() });

/** Where a list goes on, and how long a page of it is. */
export const Paging = {
  cursor: z.string().max(4000).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const listProducts = query({
  name: "catalog.listProducts",
  summary: "List data products by name: all, those of a team, or those of a team and all teams below it.",
  input: z.object({
    teamId: z.string().optional(),
    /** A domain or team, with everything below it. */
    within: z.string().optional(),
    status: Lifecycle.optional(),
    ...Paging,
  }),
  output: ProductPage,
  load: () => null,
  allow: () => allow,
  async run({ db, actor }, { teamId, within, status, cursor, limit }) {
    const teamIds = await teamsWithin(db, {
      ...(teamId !== undefined && { teamId: [teamId] }),
      ...(within !== undefined && { domainId: [within] }),
    });
    const where = productsWhere(actor, {
      ...(teamIds && { teamIds }),
      ...(status && { statuses: [status] }),
    });
    return pageByName(db, where, { cursor: cursor ?? null, limit });
  },
});

/** One page of products in the order of names. */
export async function pageByName(
  db: Db,
  where: ReturnType<typeof productsWhere>,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<ProductPage> {
  const after = cursor === null ? null : fromCursor(NamePosition, cursor);
  const rows = await listByName(db, where, { after, take: limit });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await withTeams(db, shown),
    nextCursor: rows.length > limit && last ? toCursor({ name: last.name, id: last.id }) : null,
  };
}

/** Adds the names of owner teams and domains. */
export async function withTeams(db: Db, rows: readonly SummaryRow[]): Promise<ProductSummary[]> {
  const places = await teamsByIds(db, [...new Set(rows.map(({ ownerTeamId }) => ownerTeamId))]);
  return rows.map((row) => toSummary(row, places));
}

/** Documents on one page of a list. */
export const DOCUMENTS_PER_PAGE = 1000;

const several = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .pipe(z.array(z.string().max(256)).max(100));

/** The query parameters that lists of documents have in common. */
export const DocumentFilter = {
  q: z.string().max(200).optional(),
  teamId: several.optional(),
  domainId: several.optional(),
  status: z.string().max(100).optional(),
  tag: several.optional(),
  sort: z.string().max(100).optional(),
  p: z.coerce.number().int().min(0).max(1_000_000).default(0),
};

export const DocumentPage = z.object({ items: z.array(DocumentSource), hasMore: z.boolean() });

export const listProductDocuments = query({
  name: "catalog.listProductDocuments",
  summary: "List the documents of data products as they were registered, by pages of 1000.",
  input: z.object({ ...DocumentFilter, archetype: z.string().max(100).optional() }),
  output: DocumentPage,
  load: () => null,
  allow: () => allow,
  async run({ db, actor }, { p, sort, archetype, ...given }) {
    const filter = await toFilter(db, given);
    const type = archetype === undefined ? undefined : productTypeOf(archetype);
    const where = productsWhere(actor, {
      ...filter,
      ...(type !== undefined && { types: type ? [type] : [] }),
    });
    const ids = await listIds(db, where, {
      order: orderOf(sort),
      skip: p * DOCUMENTS_PER_PAGE,
      take: DOCUMENTS_PER_PAGE + 1,
    });
    const shown = ids.slice(0, DOCUMENTS_PER_PAGE);
    const texts = await presentTexts(db, shown);
    return { items: shown.flatMap((id) => texts.get(id) ?? []), hasMore: ids.length > DOCUMENTS_PER_PAGE };
  },
});

type Given = { q?: string | undefined; status?: string | undefined } & Partial<
  Record<"teamId" | "domainId" | "tag", string[] | undefined>
>;

async function toFilter(db: Db, { q, teamId, domainId, status, tag }: Given): Promise<ProductFilter> {
  const teamIds = await teamsWithin(db, { teamId, domainId });
  const lifecycle = lifecycleOf(status);
  return {
    ...(teamIds && { teamIds }),
    ...(tag && { tags: tag }),
    ...(q !== undefined && { words: wordsOf(q) }),
    ...(status !== undefined && { statuses: lifecycle ? [lifecycle] : [] }),
  };
}

type Teams = { teamId?: string[] | undefined; domainId?: string[] | undefined };

/** The owner teams that a list is narrowed to; undefined when it is not. A domain means all teams in it. */
export async function teamsWithin(db: Db, { teamId, domainId }: Teams): Promise<string[] | undefined> {
  if (!domainId) return teamId;
  const below = new Set((await Promise.all(domainId.map((id) => subtreeIds(db, id)))).flat());
  return teamId ? teamId.filter((id) => below.has(id)) : [...below];
}

/** At most ten words, as they are separated by space. */
export const wordsOf = (q: string): string[] => q.split(/\s+/).filter(Boolean).slice(0, 10);

/** What we do not know how to sort by is sorted by creation. */
export function orderOf(sort: string | undefined): Order {
  const word = sort?.replace(/[^a-z]/gi, "").toLowerCase() ?? "";
  if (word.startsWith("name") || word.startsWith("title")) return "name";
  return word.startsWith("updated") || word.startsWith("changed") ? "updated" : "created";
}
