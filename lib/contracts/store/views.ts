import "server-only";

import { Complaint, type Visibility } from "@/lib/catalog/model";
import { type Actor, seesEverything, teamIdsOf } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { Prisma } from "@/lib/platform/db/generated/client";
import { notFound } from "@/lib/platform/errors";
import type { Audience } from "@/lib/platform/outbox";

import { ContractModel, ParsedContract } from "../model";

/** A contract as it is stored. */
export type StoredContract = Omit<ParsedContract, "ownerTeamId" | "visibility"> & {
  ownerTeamId: string;
  visibility: Visibility;
  revision: number;
  sha256: string;
  createdAt: Date;
  updatedAt: Date;
};

/** `canReadContract` as a condition on `data_contracts c`. */
function visibleTo(actor: Actor): Prisma.Sql {
  if (seesEverything(actor)) return Prisma.sql`true`;
  const teams = teamIdsOf(actor);
  return Prisma.sql`(c.owner_team_id = any(${teams}::text[]) or (c.visibility = 'organization' and (
    not exists (select 1 from ports o where o.contract_id = c.id and o.direction = 'output')
    or exists (
      select 1 from ports o join data_products p on p.id = o.product_id
      where o.contract_id = c.id and o.direction = 'output'
        and (p.visibility = 'organization' or p.owner_team_id = any(${teams}::text[]))))))`;
}

type Readable = { id: string; ownerTeamId: string; visibility: Visibility };

/** Who hears of the contracts' events, by contract, as `visibleTo` says; without an entry, everybody. */
export async function audiencesOf(db: Db, contracts: readonly Readable[]): Promise<Map<string, Audience>> {
  const ids = contracts.map(({ id }) => id);
  const hidden = await db.$queryRaw<{ id: string; teamIds: string[] }[]>`
    select o.contract_id as id, array_agg(distinct p.owner_team_id) as "teamIds"
    from ports o join data_products p on p.id = o.product_id
    where o.contract_id = any(${ids}::text[]) and o.direction = 'output'
    group by o.contract_id having bool_and(p.visibility = 'restricted')`;
  const providing = new Map(hidden.map(({ id, teamIds }) => [id, teamIds]));
  return new Map(
    contracts.flatMap(({ id, ownerTeamId, visibility }) => {
      const providers = providing.get(id);
      if (visibility === "organization" && !providers) return [];
      const teamIds =
        visibility === "organization" && providers ? [ownerTeamId, ...providers] : [ownerTeamId];
      return [[id, { teamIds, userIds: [] }] as const];
    }),
  );
}

/** What the actor may not see does not exist. */
export async function getVisible(db: Db, actor: Actor, id: string): Promise<StoredContract> {
  const [contract] = await listVisibleByIds(db, actor, [id]);
  if (!contract) throw notFound("Data contract", id);
  return contract;
}

export async function listVisibleByIds(
  db: Db,
  actor: Actor,
  ids: readonly string[],
): Promise<StoredContract[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<{ id: string }[]>`
    select c.id from data_contracts c where c.id = any(${ids}::text[]) and ${visibleTo(actor)}`;
  return unprotectedByIds(
    db,
    rows.map(({ id }) => id),
  );
}

/** Whatever may be seen or not: for projections that carry the visibility along. */
export async function unprotectedByIds(db: Db, ids: readonly string[]): Promise<StoredContract[]> {
  const rows = await db.dataContract.findMany({
    where: { id: { in: [...ids] } },
    omit: { warnings: true, warningCount: true },
    orderBy: { id: "asc" },
  });
  return rows.map(toStored);
}

type ContractRow = Prisma.DataContractGetPayload<{ omit: { warnings: true; warningCount: true } }>;

const Columns = ParsedContract.pick({ visibility: true, classification: true });

function toStored({ model, visibility, classification, ...row }: ContractRow): StoredContract {
  const columns = Columns.parse({ visibility, classification });
  return {
    ...row,
    ...ContractModel.parse(model),
    classification: columns.classification,
    visibility: columns.visibility ?? "organization",
  };
}

/** What the standard objects to in the present document. */
export async function warningsOf(db: Db, id: string): Promise<Complaint[]> {
  const row = await db.dataContract.findUnique({ where: { id }, select: { warnings: true } });
  return Complaint.array().parse(row?.warnings ?? []);
}

/** Which contracts; conditions that are left out do not narrow. */
export type ContractFilter = {
  teamIds?: readonly string[];
  status?: string;
  tags?: readonly string[];
  /** Every word must be in the id, the name or the purpose. */
  words?: readonly string[];
};

const ORDERS = {
  created: Prisma.sql`c.created_at, c.id`,
  name: Prisma.sql`coalesce(c.name, c.id), c.id`,
  updated: Prisma.sql`c.updated_at desc, c.id`,
};

type Place = { order: keyof typeof ORDERS; skip: number; take: number };

export async function listIds(
  db: Db,
  actor: Actor,
  { filter, order, skip, take }: Place & { filter: ContractFilter },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select c.id from data_contracts c where ${conditionsOf(actor, filter)}
    order by ${ORDERS[order]} limit ${take}::int offset ${skip}::int`;
  return rows.map(({ id }) => id);
}

/** In the order of ids; those after `after`. */
export async function listIdsAfter(
  db: Db,
  actor: Actor,
  { filter, after, take }: { filter: ContractFilter; after: string; take: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select c.id from data_contracts c where c.id > ${after} and ${conditionsOf(actor, filter)}
    order by c.id limit ${take}::int`;
  return rows.map(({ id }) => id);
}

function conditionsOf(actor: Actor, { teamIds, status, tags, words = [] }: ContractFilter): Prisma.Sql {
  const conditions = [
    visibleTo(actor),
    ...(teamIds ? [Prisma.sql`c.owner_team_id = any(${teamIds}::text[])`] : []),
    ...(status === undefined ? [] : [Prisma.sql`lower(c.status) = lower(${status})`]),
    ...(tags ? [Prisma.sql`c.tags @> ${tags}::text[]`] : []),
    ...words.map(containing),
  ];
  return Prisma.join(conditions, " and ");
}

/** Percent signs and underscores in the word are not wildcards. */
function containing(word: string): Prisma.Sql {
  const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`(c.id ilike ${pattern} or c.name ilike ${pattern} or c.model ->> 'purpose' ilike ${pattern})`;
}
