import "server-only";

import type { Db } from "@/lib/platform/db/client";

/** Names of what requests and agreements speak of, by kind and id; what is gone has none. */
export type Names = {
  users: ReadonlyMap<string, string>;
  teams: ReadonlyMap<string, string>;
  products: ReadonlyMap<string, string>;
  /** Ids of the ports that exist. */
  ports: ReadonlySet<string>;
};

/** Ids of what is to be named; people may be known by their e-mail address alone. */
export type Named = { userIds: string[]; teamIds: string[]; productIds: string[]; portIds: string[] };

/** In one statement, however many there are. */
export async function namesOfParties(
  db: Db,
  { userIds, teamIds, productIds, portIds }: Named,
): Promise<Names> {
  const rows = await db.$queryRaw<{ kind: string; id: string; name: string }[]>`
    select 'user' as kind, id, name from users where id = any(${userIds}::text[])
    union all select 'user', email, name from users where email = any(${userIds}::text[])
    union all select 'team', id, name from teams where id = any(${teamIds}::text[])
    union all select 'product', id, name from data_products where id = any(${productIds}::text[])
    union all select 'port', id, name from ports where id = any(${portIds}::text[])`;
  const namesOf = (kind: string) =>
    new Map(rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name]));
  return {
    users: namesOf("user"),
    teams: namesOf("team"),
    products: namesOf("product"),
    ports: new Set(namesOf("port").keys()),
  };
}
