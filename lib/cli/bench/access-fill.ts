import type pg from "pg";

export const REQUESTS = 200_000;
export const PENDING = 10_000;
export const EVENTS = 1_000_000;

/** Whom the pending requests wait for, and who has asked. */
export type Sides = { productId: string; productName: string; teamId: string; requesterId: string };

const FACTS = {
  classification: "internal",
  personalData: false,
  autoApprove: false,
  sameTeam: false,
  sameDomain: true,
  providerDomain: null,
};

/**
 * Fills the tables of requests past the portal: through it, two hundred thousand would take an hour. The oldest are
 * pending, the others are spread over the ways in which a request ends; every one has its step and its entry.
 */
export async function fillRequests(
  pool: pg.Pool,
  { productId, productName, teamId, requesterId }: Sides,
): Promise<void> {
  const facts = JSON.stringify({ ...FACTS, providerTeam: { id: teamId, name: teamId } });
  await pool.query(
    `insert into access_requests (id, access_id, kind, status, product_id, product_name, port_id, port_name,
       provider_team_id, consumer_kind, consumer_id, requester_kind, requester_id, purpose, columns, roles, duration_days,
       classification, personal_data, facts, bulk_key, requested_at, decided_at, waiting_since, asked_kind, asked_team_ids, deciders, tags, links, custom)
     select 'bench-' || n, 'bench-' || n, 'new',
       case when n <= $1 then 'requested' else (array['approved', 'rejected', 'cancelled', 'lapsed'])[1 + n % 4] end,
       $2, $3, port.id, port.name, $4, 'user', $5, 'user', $5, 'Forecast of the demand of week ' || n % 53,
       '{}', '{}', 90, 'internal', false, $6::jsonb, 'bench', now() - (n || ' seconds')::interval,
       case when n <= $1 then null else now() - (n - 300 || ' seconds')::interval end,
       now() - (n || ' seconds')::interval, case when n <= $1 then 'owner' end,
       case when n <= $1 then array[$4::text] else '{}' end, '{}', '{}', '{}', '{}'
     from generate_series(1, $7::int) n,
       (select id, name from ports where product_id = $2 and direction = 'output' order by position limit 1) port`,
    [PENDING, productId, productName, teamId, requesterId, facts, REQUESTS],
  );
  await pool.query(
    `insert into approval_steps (request_id, position, kind, team_id, because, status, asked_team_ids, opened_at,
       decided_at, decided_by_kind, decided_by_id)
     select id, 0, 'owner', $1, 'It is the owning team.', case status when 'requested' then 'open' when 'approved' then 'approved'
         when 'rejected' then 'rejected' else 'skipped' end,
       case when status = 'requested' then array[$1::text] else '{}' end, requested_at, decided_at,
       case when status in ('approved', 'rejected') then 'key' end, case when status in ('approved', 'rejected') then 'bench' end
     from access_requests where id like 'bench-%'`,
    [teamId],
  );
  await pool.query(
    `insert into request_entries (id, request_id, at, kind, actor_kind, actor_id)
     select 'entry-' || id, id, requested_at, 'submitted', requester_kind, requester_id
     from access_requests where id like 'bench-%'`,
  );
  await pool.query("analyze access_requests, approval_steps, request_entries");
}

/** Lengthens the feed by a million events that everybody may read. */
export async function fillFeed(pool: pg.Pool, { productId }: Sides): Promise<void> {
  await pool.query(
    `with newest as (
       select coalesce(max(position), 0) as position, extract(epoch from clock_timestamp())::bigint * 1000 as ms from outbox_events)
     insert into outbox_events (id, at, type, subject, actor_kind, actor_id, payload, audience, position, feed_id)
     select gen_random_uuid(), now(), 'catalog.product.registered', $1, 'key', 'bench', '{"revision": 1, "isNew": false}',
       null, newest.position + n,
       (lpad(to_hex(newest.ms + n / 1000), 12, '0') || '7000' || to_hex((1::bigint << 63) + newest.position + n))::uuid
     from newest, generate_series(1, $2::int) n`,
    [productId, EVENTS],
  );
  await pool.query("analyze outbox_events");
}
