import "server-only";

import type { Db } from "@/lib/platform/db/client";

import { NOBODY_ASKED, type StoredRequest, toStored, WITH_STEPS } from "./requests";

type Batch = { now: Date; take: number };

/** Requests whose time is over, locked; what somebody is deciding at this moment is left to them. */
export async function lockLapsing(db: Db, { now, take }: Batch): Promise<StoredRequest[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from access_requests where lapses_at <= ${now} and status in ('requested', 'needsInformation')
      and removed_at is null
    order by lapses_at, id limit ${take}::int for update skip locked`;
  return requestsIn(db, rows);
}

/** Requests of which the waiting side is to be reminded, locked. */
export async function lockReminding(db: Db, { now, take }: Batch): Promise<StoredRequest[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from access_requests where remind_at <= ${now} and status in ('requested', 'needsInformation')
      and removed_at is null
    order by remind_at, id limit ${take}::int for update skip locked`;
  return requestsIn(db, rows);
}

/** Requests whose open step nobody has answered in time, locked with the step, so that both are as they are now. */
export async function lockEscalating(db: Db, { now, take }: Batch): Promise<StoredRequest[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select r.id from approval_steps s join access_requests r on r.id = s.request_id
    where s.escalate_at <= ${now} and s.status = 'open' and r.status = 'requested'
      and r.removed_at is null
    order by s.escalate_at, r.id limit ${take}::int for update of s, r skip locked`;
  return requestsIn(db, rows);
}

async function requestsIn(db: Db, locked: readonly { id: string }[]): Promise<StoredRequest[]> {
  if (locked.length === 0) return [];
  const rows = await db.accessRequest.findMany({
    where: { id: { in: locked.map(({ id }) => id) } },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    include: WITH_STEPS,
  });
  return rows.map(toStored);
}

export async function lapseRequests(db: Db, ids: readonly string[], now: Date): Promise<void> {
  await db.accessRequest.updateMany({
    where: { id: { in: [...ids] } },
    data: {
      ...{ status: "lapsed", decidedAt: now, waitingSince: now, remindAt: null, lapsesAt: null },
      ...NOBODY_ASKED,
      version: { increment: 1 },
    },
  });
}

/** A reminder changes nothing that anybody decides by: the version stays. */
export async function setReminders(db: Db, reminders: readonly { id: string; at: Date }[]): Promise<void> {
  await db.$executeRaw`
    update access_requests r set remind_at = d.at
    from json_to_recordset(${JSON.stringify(reminders)}::json) as d(id text, at timestamptz)
    where r.id = d.id`;
}

export type Escalation = {
  requestId: string;
  position: number;
  teamIds: readonly string[];
  asksGovernance: boolean;
  /** When to escalate further; null at the top. */
  at: Date | null;
};

/** The request says as well whom its open step asks. */
export async function escalateSteps(db: Db, escalations: readonly Escalation[]): Promise<void> {
  await db.$executeRaw`
    update access_requests r set asked_team_ids = d."teamIds", asks_governance = d."asksGovernance"
    from json_to_recordset(${JSON.stringify(escalations)}::json)
      as d("requestId" text, "teamIds" text[], "asksGovernance" boolean)
    where r.id = d."requestId"`;
  await db.$executeRaw`
    update approval_steps s set asked_team_ids = d."teamIds", asks_governance = d."asksGovernance", escalate_at = d.at
    from json_to_recordset(${JSON.stringify(escalations)}::json)
      as d("requestId" text, position int, "teamIds" text[], "asksGovernance" boolean, at timestamptz)
    where s.request_id = d."requestId" and s.position = d.position`;
}
