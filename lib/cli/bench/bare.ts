import type pg from "pg";

import type { MeshProduct } from "./mesh";
import type { Probe } from "./probes";

/** Statements that do the least that an answer takes, past the portal: what the portal's figures are measured by. */

/** What is filtered by in every measurement of a filtered page. */
export const filterOf = ({ domain, status }: Pick<MeshProduct, "domain" | "status">): string =>
  new URLSearchParams({ q: "", status, domain: domain.id, sort: "name" }).toString();

/** The page, its exact total and all facets, each counted without its own choice. */
const FILTERED = `
  with visible as materialized (
    select p.id, p.name, p.status, p.type, p.tags, p.owner_team_id as team, t.parent_id as domain
    from data_products p join teams t on t.id = p.owner_team_id
    where p.visibility = 'organization'),
  chosen as materialized (select * from visible where status = $1 and domain = $2),
  port as materialized (
    select distinct c.id, o.type, k.classification, k.personal_data
    from chosen c join ports o on o.product_id = c.id and o.direction = 'output'
      left join data_contracts k on k.id = o.contract_id)
  select (select count(*) from chosen) as total,
    (select array_agg(id) from (select id from chosen order by name, id limit 20) page) as ids,
    (select json_agg(f) from (
      select 'status' as facet, status as value, count(*) from visible where domain = $2 group by 2
      union all select 'domain', domain, count(*) from visible where status = $1 group by 2
      union all select 'team', team, count(*) from chosen group by 2
      union all select 'type', type, count(*) from chosen group by 2
      union all select 'tag', tag, count(*) from chosen, unnest(tags) as tag group by 2
      union all select 'portType', type, count(distinct id) from port group by 2
      union all select 'classification', classification, count(distinct id) from port group by 2
      union all select 'personalData', personal_data::text, count(distinct id) from port group by 2) f) as facets`;

export const readFiltered = (pool: pg.Pool, { status, domain }: MeshProduct) =>
  pool.query(FILTERED, [status, domain.id]);

export const readRow = (pool: pg.Pool, { id }: MeshProduct) =>
  pool.query("select * from data_products where id = $1", [id]);

/** Names alone, with the index that Postgres offers for typos and inner parts. */
export async function makeNames(pool: pg.Pool): Promise<void> {
  await pool.query("drop table if exists bench_names");
  await pool.query(
    "create table bench_names as select id, name from data_products where visibility = 'organization'",
  );
  await pool.query("create index on bench_names using gin (name gin_trgm_ops)");
  await pool.query("analyze bench_names");
}

/** The twenty most similar names and how many are similar, for one to three words. */
const SIMILAR = [
  "select id, count(*) over () from bench_names where name %> $1 order by name <->> $1, id limit 20",
  "select id, count(*) over () from bench_names where name %> $1 and name %> $2 order by (name <->> $1) + (name <->> $2), id limit 20",
  "select id, count(*) over () from bench_names where name %> $1 and name %> $2 and name %> $3 order by (name <->> $1) + (name <->> $2) + (name <->> $3), id limit 20",
] as const;

export const readSimilar = (pool: pg.Pool, { words }: Probe) =>
  pool.query(SIMILAR[words.length - 1] ?? SIMILAR[0], [...words]);
