import "server-only";

import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { conflict, notFound } from "@/lib/platform/errors";

const WITH_PROVISIONING = { provisioning: true } as const;

/** An agreement with what the platform has done about it. */
export type AgreementRow = Prisma.AgreementGetPayload<{ include: typeof WITH_PROVISIONING }>;

type NewAgreement = Omit<Prisma.AgreementUncheckedCreateInput, "provisioning" | "createdAt" | "updatedAt">;
type Facilities = { mode: "connector" | "byHand"; platform: string | null };

/** A product that somebody removes at this moment keeps the row out, and the call begins again. */
export const insertAgreement = (
  db: Db,
  agreement: NewAgreement,
  { mode, platform, now }: Facilities & { now: Date },
): Promise<AgreementRow> =>
  db.agreement.create({
    data: {
      ...agreement,
      ...{ createdAt: now, updatedAt: now },
      provisioning: {
        create: { status: "pending", mode, platform, customProperties: [], links: {}, updatedAt: now },
      },
    },
    include: WITH_PROVISIONING,
  });

/** The agreement, locked to the end of the transaction. */
export async function lockAgreement(db: Db, id: string): Promise<AgreementRow> {
  await db.$queryRaw`select id from agreements where id = ${id} for update`;
  const row = await db.agreement.findUnique({ where: { id }, include: WITH_PROVISIONING });
  if (row?.removedAt !== null) throw notFound("Access", id);
  return row;
}

type Change = Omit<Prisma.AgreementUncheckedUpdateInput, "id" | "version" | "updatedAt" | "provisioning">;

/** Changes what nobody else has changed since it was read. */
export async function updateAgreement(
  db: Db,
  { id, version }: Pick<AgreementRow, "id" | "version">,
  { now, ...change }: Change & { now: Date },
): Promise<AgreementRow> {
  const { count } = await db.agreement.updateMany({
    where: { id, version },
    data: { ...change, updatedAt: now, version: { increment: 1 } },
  });
  if (count === 0) throw conflict("Somebody else has changed this access meanwhile. Look at it again.");
  return db.agreement.findUniqueOrThrow({ where: { id }, include: WITH_PROVISIONING });
}

type ProvisioningChange = Omit<Prisma.ProvisioningUncheckedUpdateInput, "agreementId" | "updatedAt">;

/** The latest report wins: nothing is compared. */
export const updateProvisioning = (
  db: Db,
  agreementId: string,
  { now, ...change }: ProvisioningChange & { now: Date },
) => db.provisioning.update({ where: { agreementId }, data: { ...change, updatedAt: now } });
