import "server-only";

import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { notFound } from "@/lib/platform/errors";

import { ApiKey } from "../model";
import { keysVisibleTo } from "../policy";
import { peopleById } from "./users";

const columns = {
  id: true,
  name: true,
  hint: true,
  scope: true,
  access: true,
  teamId: true,
  team: { select: { id: true, name: true } },
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
} as const;

/** Never holds the hash of the secret. */
export type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof columns }>;

type NewKey = Omit<KeyRow, "team" | "revokedAt" | "lastUsedAt"> & { secretHash: string };

export async function insertKey(db: Db, key: NewKey): Promise<ApiKey> {
  return toModel(db, await db.apiKey.create({ data: key, select: columns }));
}

/** Inserts unless a key of that id has ever been there; returns whether it was inserted. */
export async function insertKeyOnce(db: Db, key: NewKey): Promise<boolean> {
  const { count } = await db.apiKey.createMany({ data: [key], skipDuplicates: true });
  return count === 1;
}

export async function getKey(db: Db, actor: Actor, id: string): Promise<KeyRow> {
  const row = await db.apiKey.findFirst({ where: { id, AND: [keysVisibleTo(actor)] }, select: columns });
  if (!row) throw notFound("API key", id);
  return row;
}

export async function listKeys(db: Db, actor: Actor, teamId: string | null): Promise<ApiKey[]> {
  const rows = await db.apiKey.findMany({
    where: { AND: [keysVisibleTo(actor), teamId === null ? {} : { teamId }] },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 1000,
    select: columns,
  });
  return toModels(db, rows);
}

/** Returns whether the key counted until now. */
export async function revokeKey(db: Db, id: string, now: Date): Promise<boolean> {
  const { count } = await db.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  return count === 1;
}

/** Guarded, so that of many requests at once only one writes. */
export async function noteKeyUse(db: Db, id: string, former: Date | null, now: Date): Promise<void> {
  await db.apiKey.updateMany({ where: { id, lastUsedAt: former }, data: { lastUsedAt: now } });
}

/** Keys as people see them, with the name of whoever made each. */
async function toModels(db: Db, rows: readonly KeyRow[]): Promise<ApiKey[]> {
  const makers = await peopleById(
    db,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map(({ createdAt, expiresAt, revokedAt, lastUsedAt, createdBy, ...row }) =>
    ApiKey.parse({
      ...row,
      createdBy: makers.get(createdBy)?.name ?? createdBy,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }),
  );
}

export async function toModel(db: Db, row: KeyRow): Promise<ApiKey> {
  const [key] = await toModels(db, [row]);
  return ApiKey.parse(key);
}
