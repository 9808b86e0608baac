import "server-only";

import type { Complaint } from "@/lib/catalog/model";
import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { conflict } from "@/lib/platform/errors";

import type { ParsedContract, SchemaProperty } from "../model";

/** What a registration must know of the contract that is there already. */
export type PresentContract = {
  id: string;
  revision: number;
  sha256: string;
  status: string | null;
  ownerTeamId: string;
};

/** Everything that one registration writes, beside audit and outbox. */
export type ContractWrite = {
  id: string;
  isNew: boolean;
  revision: number;
  text: string;
  mediaType: string;
  sha256: string;
  contract: ParsedContract;
  ownerTeamId: string;
  warnings: readonly Complaint[];
};

type Stamp = { actor: Actor; now: Date };

/** Locked to the end of the transaction, in the order of ids, so that two registrations never wait for each other. */
export async function lockContracts(db: Db, ids: readonly string[]): Promise<Map<string, PresentContract>> {
  const rows = await db.$queryRaw<PresentContract[]>`
    select id, revision, sha256, status, owner_team_id as "ownerTeamId"
    from data_contracts where id = any(${ids}::text[]) order by id for update`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same facts without a lock. */
export async function findPresent(db: Db, ids: readonly string[]): Promise<Map<string, PresentContract>> {
  const rows = await db.$queryRaw<PresentContract[]>`
    select id, revision, sha256, status, owner_team_id as "ownerTeamId"
    from data_contracts where id = any(${ids}::text[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** A contract that was removed goes on counting when it comes back: its versions are still there. */
export async function lastRevisions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; revision: number }[]>`
    select contract_id as id, max(revision) as revision from contract_versions
    where contract_id = any(${ids}::text[]) group by contract_id`;
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** Fails as a whole when somebody else registered one of them meanwhile; the operation then starts again. */
export async function insertContracts(
  db: Db,
  writes: readonly ContractWrite[],
  { now }: Stamp,
): Promise<void> {
  if (writes.length === 0) return;
  await db.$executeRaw`
    insert into data_contracts (id, name, version, status, owner_team_id, classification, personal_data, visibility,
      tags, model, warnings, warning_count, api_version, revision, sha256, created_at, updated_at)
    select id, name, version, status, "ownerTeamId", classification, "personalData", visibility, tags, model, warnings,
      "warningCount", "apiVersion", revision, sha256, ${now}, ${now}
    from json_to_recordset(${JSON.stringify(writes.map(toRow))}::json) as r(id text, name text, version text,
      status text, "ownerTeamId" text, classification text, "personalData" boolean, visibility text, tags text[],
      model jsonb, warnings jsonb, "warningCount" int, "apiVersion" text, revision int, sha256 text)
    order by id`;
}

export async function updateContracts(
  db: Db,
  writes: readonly ContractWrite[],
  { now }: Stamp,
): Promise<void> {
  if (writes.length === 0) return;
  await db.$executeRaw`
    update data_contracts c set name = r.name, version = r.version, status = r.status,
      owner_team_id = r."ownerTeamId", classification = r.classification, personal_data = r."personalData",
      visibility = r.visibility, tags = r.tags, model = r.model, warnings = r.warnings,
      warning_count = r."warningCount", api_version = r."apiVersion", revision = r.revision, sha256 = r.sha256,
      updated_at = ${now}
    from json_to_recordset(${JSON.stringify(writes.map(toRow))}::json) as r(id text, name text, version text,
      status text, "ownerTeamId" text, classification text, "personalData" boolean, visibility text, tags text[],
      model jsonb, warnings jsonb, "warningCount" int, "apiVersion" text, revision int, sha256 text)
    where c.id = r.id`;
}

function toRow({ contract, ownerTeamId, revision, warnings, sha256 }: ContractWrite) {
  const { id, name, version, status, classification, personalData, visibility, tags, apiVersion } = contract;
  return {
    ...{ id, name, version, status, ownerTeamId, classification, personalData, tags, apiVersion },
    ...{ revision, sha256, warnings, warningCount: warnings.length },
    visibility: visibility ?? "organization",
    model: toModel(contract),
  };
}

function toModel(contract: ParsedContract) {
  const { purpose, usage, limitations, domainName, tenant, schema, servers, sla, roles } = contract;
  const { support, people, price, links, customProperties } = contract;
  return {
    ...{ purpose, usage, limitations, domainName, tenant, servers, sla, roles },
    ...{ support, people, price, links, customProperties },
    schema: schema.map((object) => ({ ...object, properties: object.properties.map(compact) })),
  };
}

/** A column without what the model fills in again: a third of the size, in the database and on the way to it. */
function compact(property: SchemaProperty): object {
  const present: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(property)) if (!isDefault(value)) present[name] = value;
  if (property.properties.length > 0) present.properties = property.properties.map(compact);
  return present;
}

const isDefault = (value: unknown): boolean =>
  value === null || value === false || (Array.isArray(value) && value.length === 0);

export async function insertVersions(
  db: Db,
  writes: readonly ContractWrite[],
  { actor, now }: Stamp,
): Promise<void> {
  const rows = writes.map(({ id, revision, text, mediaType, sha256, contract: { version } }) => ({
    ...{ id, revision, text, mediaType, sha256, version },
  }));
  await db.$executeRaw`
    insert into contract_versions (contract_id, revision, bytes, media_type, sha256, version, actor_kind, actor_id, created_at)
    select id, revision, convert_to(text, 'UTF8'), "mediaType", sha256, version, ${actor.kind}, ${actor.id}, ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, revision int, text text, "mediaType" text,
      sha256 text, version text)`;
}

/** Its versions stay. Refuses when somebody changed it since it was read. */
export async function deleteContract(
  db: Db,
  { id, revision }: { id: string; revision: number },
): Promise<void> {
  const { count } = await db.dataContract.deleteMany({ where: { id, revision } });
  if (count === 0) throw conflict(`Data contract ${id} was changed by someone else meanwhile.`);
}
