import "server-only";

import { z } from "zod";

import type { Db } from "@/lib/platform/db/client";

import { DocumentPerson, Lifecycle, OutputPort, ProductModel, ProductType, Visibility } from "../model";

/** As much of a product as others are told to find it by. */
export const ProductFacts = ProductModel.pick({
  purpose: true,
  usage: true,
  limitations: true,
  synonyms: true,
}).extend({
  id: z.string(),
  name: z.string(),
  status: Lifecycle,
  type: ProductType.nullable(),
  version: z.string().nullable(),
  ownerTeamId: z.string(),
  visibility: Visibility,
  tags: z.array(z.string()),
  people: z.array(DocumentPerson.pick({ name: true })),
  supportCount: z.number().int(),
  outputPorts: z.array(OutputPort.pick({ type: true, contractId: true, containsPii: true, tags: true })),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});
export type ProductFacts = z.infer<typeof ProductFacts>;

const Rows = z.array(z.object({ facts: z.array(ProductFacts) }));

/** Whoever may see them. One row with everything: a bulk registration asks for thousands. */
export async function unprotectedFacts(db: Db, ids: readonly string[]): Promise<ProductFacts[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw`
    select coalesce(json_agg(json_build_object('id', id, 'name', name, 'status', status, 'type', type, 'version', version,
      'ownerTeamId', owner_team_id, 'visibility', visibility, 'tags', coalesce(tags, '{}'),
      'purpose', model -> 'purpose', 'usage', model -> 'usage', 'limitations', model -> 'limitations',
      'synonyms', model -> 'synonyms', 'people', model -> 'people', 'supportCount', jsonb_array_length(model -> 'support'),
      'createdAt', created_at, 'updatedAt', updated_at, 'outputPorts', (
        select coalesce(json_agg(json_build_object('type', o.type, 'contractId', o.contract_id,
          'containsPii', o.model -> 'containsPii', 'tags', o.model -> 'tags') order by o.position), '[]')
        from ports o where o.product_id = p.id and o.direction = 'output'))), '[]') as facts
    from data_products p where id = any(${ids}::text[])`;
  return Rows.parse(rows).flatMap(({ facts }) => facts);
}
