import "server-only";

import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { conflict, notFound } from "@/lib/platform/errors";

import { type SignatureScheme, WebhookSource } from "../model";
import { sourcesVisibleTo } from "../policy";

const columns = {
  id: true,
  name: true,
  scheme: true,
  teamId: true,
  team: { select: { name: true } },
  createdAt: true,
  disabledAt: true,
  version: true,
  secrets: {
    select: { id: true, createdAt: true, expiresAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  },
  deliveries: {
    select: { receivedAt: true, outcome: true },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: 1,
  },
} satisfies Prisma.WebhookSourceSelect;

/** Never holds a secret, not even sealed. */
type SourceRow = Prisma.WebhookSourceGetPayload<{ select: typeof columns }>;

export async function getSourceRow(db: Db, actor: Actor, id: string): Promise<SourceRow> {
  const row = await db.webhookSource.findFirst({
    where: { AND: [{ id }, sourcesVisibleTo(actor)] },
    select: columns,
  });
  if (!row) throw notFound("Webhook source", id);
  return row;
}

export async function listSourceRows(db: Db, actor: Actor, teamId: string | null): Promise<SourceRow[]> {
  return db.webhookSource.findMany({
    where: { AND: [sourcesVisibleTo(actor), teamId === null ? {} : { teamId }] },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 1000,
    select: columns,
  });
}

type NewSource = {
  id: string;
  name: string;
  scheme: SignatureScheme;
  teamId: string;
  createdBy: string;
  createdAt: Date;
};

export async function insertSource(db: Db, source: NewSource): Promise<void> {
  await db.webhookSource.create({ data: source });
}

/** Only if nobody has changed it since it was read. */
export async function updateSource(
  db: Db,
  { id, version }: { id: string; version: number },
  data: { disabledAt?: Date | null } = {},
): Promise<void> {
  const { count } = await db.webhookSource.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw conflict("Somebody else changed this source meanwhile. Look at it again.");
}

export type SecretRow = { id: string; sourceId: string; ciphertext: string; createdAt: Date };

export async function insertSecret(db: Db, secret: SecretRow): Promise<void> {
  await db.webhookSecret.create({ data: secret });
}

/** The present secret goes on being accepted until then; a still older one no longer is. */
export async function retireSecrets(db: Db, sourceId: string, until: Date): Promise<void> {
  await db.webhookSecret.deleteMany({ where: { sourceId, expiresAt: { not: null } } });
  await db.webhookSecret.updateMany({ where: { sourceId }, data: { expiresAt: until } });
}

/** Returns how many former secrets were dropped. */
export async function deleteFormerSecrets(db: Db, sourceId: string): Promise<number> {
  const { count } = await db.webhookSecret.deleteMany({ where: { sourceId, expiresAt: { not: null } } });
  return count;
}

/** A source with its sealed secrets, whoever asks: to check who sent a message. */
export type SealedSource = {
  id: string;
  name: string;
  scheme: string;
  teamId: string;
  disabledAt: Date | null;
  secrets: { id: string; ciphertext: string }[];
};

export async function findSealedSource(db: Db, id: string, now: Date): Promise<SealedSource | null> {
  return db.webhookSource.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      scheme: true,
      teamId: true,
      disabledAt: true,
      secrets: {
        where: { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
        select: { id: true, ciphertext: true },
        orderBy: { createdAt: "desc" },
      },
    },
  });
}

/** A secret that has expired is not shown: it is no longer accepted. */
export function toSource({ team, deliveries, secrets, ...row }: SourceRow, now: Date): WebhookSource {
  const [last] = deliveries;
  return WebhookSource.parse({
    ...row,
    teamName: team.name,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    secrets: secrets
      .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
      .map(({ id, createdAt, expiresAt }) => ({
        id,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt?.toISOString() ?? null,
      })),
    lastDelivery: last ? { at: last.receivedAt.toISOString(), outcome: last.outcome } : null,
  });
}
