import { z } from "zod";

import { EVENTS, fillFeed, fillRequests, PENDING, REQUESTS, type Sides } from "./access-fill";
import { send } from "./client";
import { type BenchPortal, type Ground, openBenchPortal } from "./ground";
import { registerMesh } from "./ingest";
import { measure } from "./measure";
import { createMesh, type Mesh } from "./mesh";
import { signInMember } from "./person";
import { type Figure, timingFigure } from "./report";

const CALLS = 200;
const PRODUCTS = 500;
const GOALS = { inboxMs: 60, decisionMs: 40, feedMs: 60 } as const;

/** The inbox, a decision and the feed of an organisation that has asked for access a long time. */
export async function run(ground: Ground): Promise<Figure[]> {
  const mesh = createMesh(PRODUCTS);
  const portal = await openBenchPortal(ground);
  await registerMesh(ground, portal, mesh);
  const asker = await signInMember(ground, portal, mesh);
  const sides = await sidesOf(ground, mesh);
  await fillRequests(ground.pool, sides);
  await fillFeed(ground.pool, sides);
  const figures: Figure[] = [];
  for (const clients of [1, 8] as const) {
    const goals = clients === 1 ? GOALS : null;
    figures.push(
      ...(await measureInbox(ground, portal, {
        asker,
        sides,
        clients,
        ...(goals && { goalMs: goals.inboxMs }),
      })),
      await measureDecisions(ground, portal, { clients, ...(goals && { goalMs: goals.decisionMs }) }),
      ...(await measureFeed(ground, portal, { clients, ...(goals && { goalMs: goals.feedMs }) })),
    );
  }
  await portal.close();
  return figures;
}

/** A product of the team that the person of the bench belongs to, and somebody who has asked for it. */
async function sidesOf({ pool }: Ground, { products }: Mesh): Promise<Sides> {
  const [first] = products;
  if (!first) throw new Error("A mesh needs products.");
  const { rows } = await pool.query<{ id: string }>(
    `insert into users (id, email, name, created_at) values ('usr_asker', 'asker@example.org', 'Asker', now())
     on conflict (id) do update set name = excluded.name returning id`,
  );
  const requesterId = z.object({ id: z.string() }).parse(rows[0]).id;
  return { productId: first.id, productName: first.name, teamId: first.team.id, requesterId };
}

type Load = { clients: number; goalMs?: number };

async function measureInbox(
  { pool }: Ground,
  { address }: BenchPortal,
  { asker, sides, clients, goalMs }: Load & { asker: Parameters<typeof send>[1]["asker"]; sides: Sides },
): Promise<Figure[]> {
  const bare = await measure(clients, CALLS, () =>
    pool.query(
      `select r.* from access_requests r join approval_steps s on s.request_id = r.id and s.status = 'open'
       where r.status = 'requested' and s.asked_team_ids && array[$1::text] order by r.requested_at, r.id limit 51`,
      [sides.teamId],
    ),
  );
  const inbox = await measure(clients, CALLS, () => send(`${address}/requests`, { asker }));
  return [
    timingFigure(`inbox page, ${PENDING} of ${REQUESTS} pending`, inbox, {
      reference: bare,
      ...(goalMs !== undefined && { goalMs }),
    }),
    timingFigure("bare: first page of the inbox", bare),
  ];
}

/** Every call decides another request: half of the clients' work is waiting for the disk. */
let decided = 0;

async function measureDecisions(
  { key }: Ground,
  { address }: BenchPortal,
  { clients, goalMs }: Load,
): Promise<Figure> {
  const decisions = await measure(clients, CALLS, () => {
    decided += 1;
    return send(`${address}/api/access/bench-${decided}/approve`, { asker: key, method: "POST" });
  });
  return timingFigure("a decision", decisions, goalMs === undefined ? {} : { goalMs });
}

async function measureFeed(
  { pool, key }: Ground,
  { address }: BenchPortal,
  { clients, goalMs }: Load,
): Promise<Figure[]> {
  const { rows } = await pool.query<{ feed_id: string; position: string }>(
    "select feed_id, position from outbox_events where position % 9973 = 0 order by position",
  );
  const at = (index: number) => rows[(index * 31) % rows.length];
  const bare = await measure(clients, CALLS, (index) =>
    pool.query("select * from outbox_events where position > $1 order by position limit 1000", [
      at(index)?.position ?? 0,
    ]),
  );
  const feed = await measure(clients, CALLS, (index) =>
    send(`${address}/api/events?lastEventId=${at(index)?.feed_id ?? ""}`, { asker: key }),
  );
  return [
    timingFigure(`1,000 events of a feed of ${EVENTS}`, feed, {
      reference: bare,
      ...(goalMs !== undefined && { goalMs }),
    }),
    timingFigure("bare: 1,000 events", bare),
  ];
}
