import "server-only";

import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";

import type { ConsumerKind } from "../model";
import type { Asker } from "../policy/asker";
import { requestsVisibleTo } from "../policy/requests";
import { type StoredAgreement, toStoredAgreement } from "./agreement-views";
import { type StoredRequest, toStored } from "./requests";

const WITH_STEPS = { steps: { orderBy: { position: "asc" } } } satisfies Prisma.AccessRequestInclude;

/** Conditions that are left out do not narrow. */
export type AccessFilter = {
  productId?: string | undefined;
  consumerKind?: ConsumerKind | undefined;
  consumerProductId?: string | undefined;
};

/** The first requests of all access that the asker may see, in the order of their making. */
export async function listFirstRequests(
  db: Db,
  asker: Asker,
  { filter, skip, take }: { filter: AccessFilter; skip: number; take: number },
): Promise<StoredRequest[]> {
  const { productId, consumerKind, consumerProductId } = filter;
  const rows = await db.accessRequest.findMany({
    where: {
      AND: [
        { kind: "new", removedAt: null },
        requestsVisibleTo(asker),
        productId === undefined ? {} : { productId },
        consumerKind === undefined ? {} : { consumerKind },
        consumerProductId === undefined ? {} : { consumerKind: "product", consumerId: consumerProductId },
      ],
    },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    skip,
    take,
    include: WITH_STEPS,
  });
  return rows.map(toStored);
}

/** The request that has the id, whoever may see it and whether or not it was removed. */
export async function unprotectedFirstRequest(db: Db, id: string): Promise<StoredRequest | null> {
  const row = await db.accessRequest.findUnique({ where: { id }, include: WITH_STEPS });
  return row && toStored(row);
}

/** The agreements of requests that the asker may see. */
export async function agreementsOfRequests(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, StoredAgreement>> {
  const rows = await db.agreement.findMany({
    where: { id: { in: [...ids] }, removedAt: null },
    include: { provisioning: true },
  });
  return new Map(rows.map((row) => [row.id, toStoredAgreement(row)]));
}

/** What both sides may note about access at any time. */
export type AccessNotes = {
  individualAgreements?: string | null;
  nextReassessmentAt?: Date | null;
  tags?: string[];
  links?: Prisma.InputJsonObject;
  custom?: Prisma.InputJsonObject;
};

export async function noteOnRequest(db: Db, id: string, notes: AccessNotes): Promise<void> {
  await db.accessRequest.updateMany({ where: { id }, data: { ...notes, version: { increment: 1 } } });
}

/** Nobody finds it any more; what the record and the feed say of it stays. */
export async function markRemoved(db: Db, accessId: string, now: Date): Promise<void> {
  await db.accessRequest.updateMany({ where: { accessId }, data: { removedAt: now } });
  await db.agreement.updateMany({ where: { id: accessId }, data: { removedAt: now, updatedAt: now } });
}
