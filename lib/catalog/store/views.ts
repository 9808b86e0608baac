import "server-only";

import type { TeamPlace } from "@/lib/identity/model";
import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { notFound } from "@/lib/platform/errors";

import {
  Complaint,
  InputPort,
  Lifecycle,
  OutputPort,
  type ParsedProduct,
  ProductFormat,
  ProductModel,
  ProductSummary,
  ProductType,
  Visibility,
} from "../model";
import { productsVisibleTo } from "../policy";

const PORTS = {
  select: { direction: true, model: true },
  orderBy: [{ direction: "asc" }, { position: "asc" }],
} satisfies Prisma.DataProduct$portsArgs;

/** A product with its ports, as it is stored. */
export type StoredProduct = Omit<ParsedProduct, "ownerTeamId" | "visibility"> & {
  ownerTeamId: string;
  visibility: Visibility;
  visibilitySetBy: string | null;
  revision: number;
  sha256: string;
  createdAt: Date;
  updatedAt: Date;
};

/** What the actor may not see does not exist. */
export async function getVisible(db: Db, actor: Actor, id: string): Promise<StoredProduct> {
  const row = await db.dataProduct.findFirst({
    where: { AND: [{ id }, productsVisibleTo(actor)] },
    omit: { warnings: true, warningCount: true },
    include: { ports: PORTS },
  });
  if (!row) throw notFound("Data product", id);
  return toStored(row);
}

/** What the standard objects to in the present document. */
export async function warningsOf(db: Db, id: string): Promise<Complaint[]> {
  const row = await db.dataProduct.findUnique({ where: { id }, select: { warnings: true } });
  return Complaint.array().parse(row?.warnings ?? []);
}

type ProductRow = Prisma.DataProductGetPayload<{
  omit: { warnings: true; warningCount: true };
  include: { ports: typeof PORTS };
}>;

function toStored({ model, ports, status, type, format, visibility, ...row }: ProductRow): StoredProduct {
  const modelsOf = (direction: string) =>
    ports.filter((port) => port.direction === direction).map((port) => port.model);
  return {
    ...row,
    ...ProductModel.parse(model),
    status: Lifecycle.parse(status),
    type: ProductType.nullable().parse(type),
    format: ProductFormat.parse(format),
    visibility: Visibility.parse(visibility),
    inputPorts: InputPort.array().parse(modelsOf("input")),
    outputPorts: OutputPort.array().parse(modelsOf("output")),
  };
}

const SUMMARY = {
  id: true,
  name: true,
  status: true,
  type: true,
  version: true,
  ownerTeamId: true,
  visibility: true,
  tags: true,
  model: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
  ports: { where: { direction: "output" }, select: { type: true }, orderBy: { position: "asc" } },
} satisfies Prisma.DataProductSelect;

export type SummaryRow = Prisma.DataProductGetPayload<{ select: typeof SUMMARY }>;

export function toSummary(row: SummaryRow, places: ReadonlyMap<string, TeamPlace>): ProductSummary {
  const { ports, model, ownerTeamId, createdAt, updatedAt, ...columns } = row;
  const place = places.get(ownerTeamId);
  return ProductSummary.parse({
    ...columns,
    purpose: ProductModel.pick({ purpose: true }).parse(model).purpose,
    ownerTeam: { id: ownerTeamId, name: place?.name ?? ownerTeamId },
    domain: place?.domain ?? null,
    portTypes: [...new Set(ports.flatMap(({ type }) => type ?? []))],
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  });
}

/** Which products; conditions that are left out do not narrow. */
export type ProductFilter = {
  teamIds?: readonly string[];
  statuses?: readonly Lifecycle[];
  types?: readonly ProductType[];
  tags?: readonly string[];
  /** Every word must be in the id, the name or the purpose. */
  words?: readonly string[];
};

/** The filter, within what the actor may see. */
export function productsWhere(actor: Actor, filter: ProductFilter): Prisma.DataProductWhereInput {
  const { teamIds, statuses, types, tags, words = [] } = filter;
  return {
    AND: [
      productsVisibleTo(actor),
      teamIds ? { ownerTeamId: { in: [...teamIds] } } : {},
      statuses ? { status: { in: [...statuses] } } : {},
      types ? { type: { in: [...types] } } : {},
      tags ? { tags: { hasEvery: [...tags] } } : {},
      ...words.map(containing),
    ],
  };
}

/** Percent signs and underscores in the word are not wildcards. */
function containing(word: string): Prisma.DataProductWhereInput {
  const literal = word.replace(/[\\%_]/g, "\\$&");
  return {
    OR: [
      { id: { contains: literal, mode: "insensitive" } },
      { name: { contains: literal, mode: "insensitive" } },
      { model: { path: ["purpose"], string_contains: literal, mode: "insensitive" } },
    ],
  };
}

/** The last item of a page that was shown. */
export type NamePosition = { name: string; id: string };

/** In the order of names; one more than `take` tells of another page. */
export function listByName(
  db: Db,
  where: Prisma.DataProductWhereInput,
  { after, take }: { after: NamePosition | null; take: number },
): Promise<SummaryRow[]> {
  const beyond = after
    ? { OR: [{ name: { gt: after.name } }, { AND: [{ name: after.name }, { id: { gt: after.id } }] }] }
    : {};
  return db.dataProduct.findMany({
    where: { AND: [where, beyond] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: take + 1,
    select: SUMMARY,
  });
}

/** Changed last, newest first. */
export const listByChange = (
  db: Db,
  where: Prisma.DataProductWhereInput,
  take: number,
): Promise<SummaryRow[]> =>
  db.dataProduct.findMany({ where, orderBy: [{ updatedAt: "desc" }, { id: "desc" }], take, select: SUMMARY });

export const listByIds = (db: Db, actor: Actor, ids: readonly string[]): Promise<SummaryRow[]> =>
  db.dataProduct.findMany({
    where: { AND: [{ id: { in: [...ids] } }, productsVisibleTo(actor)] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: SUMMARY,
  });

/** Names whoever may see the products. */
export async function unprotectedNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.dataProduct.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Products per owner team and status. */
export async function countByTeamAndStatus(
  db: Db,
  where: Prisma.DataProductWhereInput,
): Promise<{ teamId: string; status: Lifecycle; count: number }[]> {
  const groups = await db.dataProduct.groupBy({ by: ["ownerTeamId", "status"], where, _count: true });
  return groups.map(({ ownerTeamId, status, _count }) => ({
    teamId: ownerTeamId,
    status: Lifecycle.parse(status),
    count: _count,
  }));
}

export const countProducts = (db: Db, where: Prisma.DataProductWhereInput): Promise<number> =>
  db.dataProduct.count({ where });

/** Those with the most to correct first. */
export const listWithWarnings = (db: Db, where: Prisma.DataProductWhereInput, take: number) =>
  db.dataProduct.findMany({
    where: { AND: [where, { warningCount: { gt: 0 } }] },
    orderBy: [{ warningCount: "desc" }, { id: "asc" }],
    take,
    select: { id: true, name: true, warningCount: true },
  });

const ORDERS = {
  created: [{ createdAt: "asc" }, { id: "asc" }],
  name: [{ name: "asc" }, { id: "asc" }],
  updated: [{ updatedAt: "desc" }, { id: "asc" }],
} satisfies Record<string, Prisma.DataProductOrderByWithRelationInput[]>;

export type Order = keyof typeof ORDERS;

export async function listIds(
  db: Db,
  where: Prisma.DataProductWhereInput,
  { order, skip, take }: { order: Order; skip: number; take: number },
): Promise<string[]> {
  const rows = await db.dataProduct.findMany({
    where,
    orderBy: ORDERS[order],
    skip,
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** For projections of everything: the ids after one, in their own order. */
export async function idsAfter(db: Db, after: string, take: number): Promise<string[]> {
  const rows = await db.dataProduct.findMany({
    where: { id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export async function idsOfTeams(db: Db, teamIds: readonly string[]): Promise<string[]> {
  const rows = await db.dataProduct.findMany({
    where: { ownerTeamId: { in: [...teamIds] } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** What domains say of themselves, by id. */
export async function descriptionsOfTeams(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const rows = await db.team.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, description: true },
  });
  return new Map(rows.map(({ id, description }) => [id, description]));
}
