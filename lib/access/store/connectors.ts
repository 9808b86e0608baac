import "server-only";

import type { Db } from "@/lib/platform/db/client";

/** The types of all connectors, the first that registered first. */
export async function connectorTypes(db: Db): Promise<string[]> {
  const rows = await db.connector.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { type: true },
  });
  return rows.map(({ type }) => type);
}
