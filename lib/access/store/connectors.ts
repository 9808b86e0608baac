import "server-only";

import { z } from "zod";

import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { notFound } from "@/lib/platform/errors";

import { Connector } from "../model";

/** The types of all connectors, the first that registered first. */
export async function connectorTypes(db: Db): Promise<string[]> {
  const rows = await db.connector.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { type: true },
  });
  return rows.map(({ type }) => type);
}

type ConnectorRow = Prisma.ConnectorGetPayload<{ omit: { document: true } }>;

const toConnector = ({ lastSeenAt, createdAt, ...row }: ConnectorRow): Connector =>
  Connector.parse({
    ...row,
    lastSeenAt: lastSeenAt.toISOString(),
    createdAt: createdAt.toISOString(),
  });

export async function findConnector(db: Db, id: string): Promise<Connector | null> {
  const row = await db.connector.findUnique({ where: { id }, omit: { document: true } });
  return row && toConnector(row);
}

/** Every connector, the first that registered first. */
export async function allConnectors(db: Db): Promise<Connector[]> {
  const rows = await db.connector.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    omit: { document: true },
  });
  return rows.map(toConnector);
}

/** The document as it was put: `id`, `info`, `state`, `custom` and whatever else. */
export async function connectorDocuments(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const rows = await db.connector.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, document: true },
  });
  return new Map(rows.map(({ id, document }) => [id, z.record(z.string(), z.unknown()).parse(document)]));
}

type ConnectorWrite = Omit<Connector, "lastSeenAt" | "createdAt" | "state" | "custom"> & {
  state: Prisma.InputJsonObject;
  custom: Prisma.InputJsonObject;
  document: Prisma.InputJsonObject;
};

/** A connector keeps its place among the others however often it is put. */
export async function saveConnector(db: Db, { id, ...write }: ConnectorWrite, now: Date): Promise<void> {
  const data = { ...write, lastSeenAt: now };
  await db.connector.upsert({
    where: { id },
    create: { id, ...data, createdAt: now },
    update: data,
    select: { id: true },
  });
}

export async function deleteConnector(db: Db, id: string): Promise<void> {
  const { count } = await db.connector.deleteMany({ where: { id } });
  if (count === 0) throw notFound("Connector", id);
}
