import "server-only";

import { z } from "zod";

import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { notFound } from "@/lib/platform/errors";

import { type AgreementStatus, ConsumerKind, ProvisioningStatus, ReviewReason } from "../model";
import { agreementsVisibleTo } from "../policy/agreements";
import type { AgreementRow } from "./agreements";

const Words = z.object({
  consumerKind: ConsumerKind,
  reviewReason: ReviewReason.nullable(),
  endedHow: z.enum(["expired", "revoked", "cancelled"]).nullable(),
});

const ProvisioningWords = z.object({
  status: ProvisioningStatus,
  mode: z.enum(["connector", "byHand"]),
  customProperties: z.array(z.object({ property: z.string(), value: z.unknown() })),
  links: z.record(z.string(), z.string()),
});

type ProvisioningRow = NonNullable<AgreementRow["provisioning"]>;
export type StoredProvisioning = Omit<ProvisioningRow, keyof z.output<typeof ProvisioningWords>> &
  z.output<typeof ProvisioningWords>;

/** An agreement with its provisioning, as it is stored. */
export type StoredAgreement = Omit<AgreementRow, "provisioning" | keyof z.output<typeof Words>> &
  z.output<typeof Words> & { provisioning: StoredProvisioning };

export function toStoredAgreement({ provisioning, ...row }: AgreementRow): StoredAgreement {
  if (provisioning === null) throw new Error(`The agreement ${row.id} has no provisioning.`);
  return {
    ...row,
    ...Words.parse(row),
    provisioning: { ...provisioning, ...ProvisioningWords.parse(provisioning) },
  };
}

/** What the actor may not see does not exist. */
export async function getAgreementRow(db: Db, actor: Actor, id: string): Promise<StoredAgreement> {
  const row = await db.agreement.findFirst({
    where: { AND: [{ id, removedAt: null }, agreementsVisibleTo(actor)] },
    include: { provisioning: true },
  });
  if (!row) throw notFound("Access", id);
  return toStoredAgreement(row);
}

/** The agreements that have a status at a moment, whatever the last sweep left. */
export function agreementsWith(status: AgreementStatus, now: Date): Prisma.AgreementWhereInput {
  switch (status) {
    case "upcoming":
      return { endedHow: null, startsAt: { gt: now }, endsAt: { gt: now } };
    case "active":
      return { endedHow: null, startsAt: { lte: now }, endsAt: { gt: now } };
    case "expired":
      return { OR: [{ endedHow: "expired" }, { endedHow: null, endsAt: { lte: now } }] };
    case "revoked":
      return { endedHow: { in: ["revoked", "cancelled"] } };
  }
}

/** The agreements that hold their product: active or upcoming. */
export const liveAgreements = (now: Date): Prisma.AgreementWhereInput => ({
  endedHow: null,
  endsAt: { gt: now },
});

/** The last item of a page that was shown. */
type AgreementPosition = { endsAt: Date; id: string };

type PageOf = {
  actor: Actor;
  where: Prisma.AgreementWhereInput;
  /** Which ends come first. */
  order: "soonest" | "latest";
  after: AgreementPosition | null;
  take: number;
};

/** In the order of their ends, of what the actor may see; one more than `take` tells of another page. */
export async function listAgreementRows(
  db: Db,
  { actor, where, order, after, take }: PageOf,
): Promise<StoredAgreement[]> {
  const [direction, beyond] = order === "soonest" ? (["asc", "gt"] as const) : (["desc", "lt"] as const);
  const rest = after && {
    OR: [{ endsAt: { [beyond]: after.endsAt } }, { endsAt: after.endsAt, id: { [beyond]: after.id } }],
  };
  const rows = await db.agreement.findMany({
    where: { AND: [agreementsVisibleTo(actor), where, { removedAt: null }, rest ?? {}] },
    orderBy: [{ endsAt: direction }, { id: direction }],
    take: take + 1,
    include: { provisioning: true },
  });
  return rows.map(toStoredAgreement);
}

/** Renewals that are on their way, by agreement. */
export async function pendingRenewals(db: Db, accessIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.accessRequest.findMany({
    where: {
      ...{ accessId: { in: [...accessIds] }, kind: "renewal", removedAt: null },
      status: { in: ["requested", "needsInformation"] },
    },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    select: { id: true, accessId: true },
  });
  return new Map(rows.map(({ id, accessId }) => [accessId, id]));
}

/** Every request of an agreement, newest first. */
export const requestsOfAgreement = (db: Db, accessId: string) =>
  db.accessRequest.findMany({
    where: { accessId, removedAt: null },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    select: { id: true, kind: true, status: true, requestedAt: true, decidedAt: true },
  });

/** The evidence of the terms that were accepted last. */
export const lastAcceptance = (db: Db, accessId: string) =>
  db.termsAcceptance.findFirst({
    where: { accessId },
    orderBy: [{ acceptedAt: "desc" }, { id: "desc" }],
    omit: { text: true },
  });
