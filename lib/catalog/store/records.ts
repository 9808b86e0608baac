import "server-only";

import type { Actor } from "@/lib/platform/actor";
import { sha256 } from "@/lib/platform/crypto";
import type { Db } from "@/lib/platform/db/client";
import { Prisma } from "@/lib/platform/db/generated/client";
import { conflict, invalid, notFound } from "@/lib/platform/errors";

import type { Complaint, InputPort, OutputPort, ParsedProduct, ProductModel, Visibility } from "../model";

/** What a registration must know of the product that is there already. */
export type PresentProduct = {
  id: string;
  revision: number;
  sha256: string;
  status: string;
  ownerTeamId: string;
  visibility: Visibility;
  visibilitySetBy: string | null;
};

/** The text that makes a version. */
export type VersionWrite = {
  id: string;
  revision: number;
  text: string;
  mediaType: string;
  sha256: string;
  version: string | null;
};

/** Everything that one registration writes, beside audit and outbox. */
export type ProductWrite = VersionWrite & {
  product: ParsedProduct;
  isNew: boolean;
  ownerTeamId: string;
  visibility: Visibility;
  warnings: readonly Complaint[];
};

type Stamp = { actor: Actor; now: Date };

/** Locked to the end of the transaction, in the order of ids, so that two registrations never wait for each other. */
export async function lockProducts(db: Db, ids: readonly string[]): Promise<Map<string, PresentProduct>> {
  const rows = await db.$queryRaw<PresentProduct[]>`
    select id, revision, sha256, status, owner_team_id as "ownerTeamId", visibility, visibility_set_by as "visibilitySetBy"
    from data_products where id = any(${ids}::text[]) order by id for update`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same facts without a lock. */
export async function findPresent(db: Db, ids: readonly string[]): Promise<Map<string, PresentProduct>> {
  const rows = await db.$queryRaw<PresentProduct[]>`
    select id, revision, sha256, status, owner_team_id as "ownerTeamId", visibility, visibility_set_by as "visibilitySetBy"
    from data_products where id = any(${ids}::text[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** A product that was removed goes on counting when it comes back: its versions are still there. */
export async function lastRevisions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; revision: number }[]>`
    select product_id as id, max(revision) as revision from product_versions
    where product_id = any(${ids}::text[]) group by product_id`;
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** Fails as a whole when somebody else registered one of them meanwhile; the operation then starts again. */
export async function insertProducts(db: Db, writes: readonly ProductWrite[], { now }: Stamp): Promise<void> {
  if (writes.length === 0) return;
  await db.$executeRaw`
    insert into data_products (id, name, status, type, version, owner_team_id, visibility, tags, model, warnings,
      warning_count, format, api_version, revision, sha256, created_at, updated_at)
    select id, name, status, type, version, "ownerTeamId", visibility, tags, model, warnings, "warningCount", format,
      "apiVersion", revision, sha256, ${now}, ${now}
    from json_to_recordset(${JSON.stringify(writes.map(toRow))}::json) as r(id text, name text, status text,
      type text, version text, "ownerTeamId" text, visibility text, tags text[], model jsonb, warnings jsonb,
      "warningCount" int, format text, "apiVersion" text, revision int, sha256 text)
    order by id`;
}

export async function updateProducts(db: Db, writes: readonly ProductWrite[], { now }: Stamp): Promise<void> {
  if (writes.length === 0) return;
  await db.$executeRaw`
    update data_products p set name = r.name, status = r.status, type = r.type, version = r.version,
      owner_team_id = r."ownerTeamId", visibility = r.visibility, tags = r.tags, model = r.model,
      warnings = r.warnings, warning_count = r."warningCount", format = r.format, api_version = r."apiVersion",
      revision = r.revision, sha256 = r.sha256, updated_at = ${now}
    from json_to_recordset(${JSON.stringify(writes.map(toRow))}::json) as r(id text, name text, status text,
      type text, version text, "ownerTeamId" text, visibility text, tags text[], model jsonb, warnings jsonb,
      "warningCount" int, format text, "apiVersion" text, revision int, sha256 text)
    where p.id = r.id`;
}

function toRow({ product, ownerTeamId, revision, visibility, warnings, sha256: hash }: ProductWrite) {
  const { id, name, status, type, version, tags, format, apiVersion } = product;
  return {
    ...{ id, name, status, type, version, ownerTeamId, tags, format, apiVersion },
    ...{ revision, visibility, warnings, warningCount: warnings.length, sha256: hash },
    model: toModel(product),
  };
}

function toModel(product: ParsedProduct): ProductModel {
  const { purpose, usage, limitations, domainName, tenant, links, support, people, synonyms } = product;
  return {
    ...{ purpose, usage, limitations, domainName, tenant, links, support, people, synonyms },
    customProperties: product.customProperties,
  };
}

/** Makes the ports what the documents say; a port that was there keeps its id. */
export async function replacePorts(db: Db, writes: readonly ProductWrite[]): Promise<void> {
  const ports = writes.flatMap(({ product }) => toPorts(product));
  const replaced = writes.filter(({ isNew }) => !isNew).map(({ id }) => id);
  if (replaced.length > 0) {
    await db.$executeRaw`
      delete from ports where product_id = any(${replaced}::text[]) and id <> all(${ports.map(({ id }) => id)}::text[])`;
  }
  if (ports.length === 0) return;
  await db.$executeRaw`
    insert into ports (id, product_id, direction, position, name, version, type, contract_id, model)
    select id, "productId", direction, position, name, version, type, "contractId", model
    from json_to_recordset(${JSON.stringify(ports)}::json) as r(id text, "productId" text, direction text,
      position int, name text, version text, type text, "contractId" text, model jsonb)
    on conflict (id) do update set position = excluded.position, type = excluded.type,
      contract_id = excluded.contract_id, model = excluded.model`;
}

type PortRow = {
  id: string;
  productId: string;
  direction: "input" | "output";
  position: number;
  name: string;
  version: string | null;
  type: string | null;
  contractId: string | null;
  model: InputPort | OutputPort;
};

function toPorts({ id: productId, inputPorts, outputPorts }: ParsedProduct): PortRow[] {
  const seen = new Map<string, number>();
  const identify = (direction: string, name: string, version: string | null): string => {
    const key = JSON.stringify([productId, direction, name, version]);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return `port_${sha256(`${key}${nth}`).slice(0, 24)}`;
  };
  const common = (direction: "input" | "output", { name, version, contractId }: InputPort | OutputPort) => ({
    id: identify(direction, name, version),
    ...{ productId, direction, name, version, contractId },
  });
  return [
    ...inputPorts.map((model, position) => ({ ...common("input", model), type: null, position, model })),
    ...outputPorts.map((model, position) => ({
      ...common("output", model),
      type: model.type,
      position,
      model,
    })),
  ];
}

export async function insertVersions(
  db: Db,
  versions: readonly VersionWrite[],
  { actor, now }: Stamp,
): Promise<void> {
  const rows = versions.map(({ id, revision, text, mediaType, sha256: hash, version }) => ({
    ...{ id, revision, text, mediaType, version, sha256: hash },
  }));
  await db.$executeRaw`
    insert into product_versions (product_id, revision, bytes, media_type, sha256, version, actor_kind, actor_id, created_at)
    select id, revision, convert_to(text, 'UTF8'), "mediaType", sha256, version, ${actor.kind}, ${actor.id}, ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, revision int, text text, "mediaType" text,
      sha256 text, version text)`;
}

/** Its versions stay. Refuses when somebody changed it since it was read, or has access to it. */
export async function deleteProduct(
  db: Db,
  { id, revision }: { id: string; revision: number },
): Promise<void> {
  const { count } = await db.dataProduct.deleteMany({ where: { id, revision } }).catch((error: unknown) => {
    throw isHeld(error)
      ? invalid(`Data product ${id} is used by an active agreement. End that first.`)
      : error;
  });
  if (count === 0) throw conflict(`Data product ${id} was changed by someone else meanwhile.`);
}

/** An agreement that is active or upcoming holds its product by a foreign key; everything else goes with it. */
const isHeld = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";

export async function updateVisibility(
  db: Db,
  { id, visibility, setBy, now }: { id: string; visibility: Visibility; setBy: string; now: Date },
): Promise<void> {
  const { count } = await db.dataProduct.updateMany({
    where: { id },
    data: { visibility, visibilitySetBy: setBy, updatedAt: now },
  });
  if (count === 0) throw notFound("Data product", id);
}
