import "server-only";

import type { z } from "zod";

import type { Db } from "./db/client";
import type { Prisma } from "./db/generated/client";

/** A named fact of the installation, or null where it is not set or no longer understood. */
export async function findSetting<S extends z.ZodType>(
  db: Db,
  name: string,
  schema: S,
): Promise<z.output<S> | null> {
  const row = await db.setting.findUnique({ where: { name }, select: { value: true } });
  const result = schema.safeParse(row?.value);
  return result.success ? result.data : null;
}

export async function writeSetting(
  db: Db,
  { name, value, now }: { name: string; value: Prisma.InputJsonObject; now: Date },
): Promise<void> {
  await db.setting.upsert({
    where: { name },
    create: { name, value, updatedAt: now },
    update: { value, updatedAt: now },
  });
}
