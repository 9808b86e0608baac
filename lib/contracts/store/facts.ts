import "server-only";

import { z } from "zod";

import { Classification, Visibility } from "@/lib/catalog/model";
import type { Db } from "@/lib/platform/db/client";

/** A column or nested field by its name and description alone. */
export type ColumnFacts = { name: string; description: string | null; properties: ColumnFacts[] };

const Column: z.ZodType<ColumnFacts> = z.lazy(() =>
  z.object({
    name: z.string(),
    description: z.string().nullable().default(null),
    properties: z.array(Column).default([]),
  }),
);

/** As much of a contract as products that are offered under it are found by. */
export const ContractFacts = z.object({
  id: z.string(),
  ownerTeamId: z.string(),
  visibility: Visibility,
  classification: Classification.nullable(),
  personalData: z.boolean(),
  tags: z.array(z.string()),
  schema: z.array(
    z.object({ name: z.string(), description: z.string().nullable(), properties: z.array(Column) }),
  ),
});
export type ContractFacts = z.infer<typeof ContractFacts>;

const Rows = z.array(z.object({ facts: z.array(ContractFacts) }));

/** Whoever may see them. One row with everything: a bulk registration asks for thousands. */
export async function unprotectedFacts(db: Db, ids: readonly string[]): Promise<ContractFacts[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw`
    select coalesce(json_agg(json_build_object('id', id, 'ownerTeamId', owner_team_id, 'visibility', visibility,
      'classification', classification, 'personalData', personal_data, 'tags', coalesce(tags, '{}'),
      'schema', model -> 'schema')), '[]') as facts
    from data_contracts where id = any(${ids}::text[])`;
  return Rows.parse(rows).flatMap(({ facts }) => facts);
}
