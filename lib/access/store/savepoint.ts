import "server-only";

import type { Db } from "@/lib/platform/db/client";

/** Work within a transaction that is undone by itself when it fails, while the rest of the transaction goes on. */
export async function withSavepoint(db: Db, work: () => Promise<unknown>): Promise<void> {
  await db.$executeRaw`savepoint part`;
  try {
    await work();
  } catch (error) {
    await db.$executeRaw`rollback to savepoint part`;
    throw error;
  }
  await db.$executeRaw`release savepoint part`;
}
