import "server-only";

import type { Person } from "@/lib/identity/model";
import type { Db } from "@/lib/platform/db/client";

import type { Seat } from "../rules/asked";

/** Somebody with a role in a team itself, with the name that pages show. */
export type NamedSeat = Seat & { name: string };

/** Owners and approvers of the teams themselves; deactivated accounts are left out. */
export const seatsOfTeams = (db: Db, teamIds: readonly string[]): Promise<NamedSeat[]> =>
  db.$queryRaw<NamedSeat[]>`
    select distinct m.team_id as "teamId", m.role, u.id as "userId", m.email, coalesce(u.name, m.name, m.email) as name
    from team_members m left join users u on u.email = m.email
    where m.team_id = any(${teamIds}::text[]) and m.role in ('owner', 'approver') and u.deactivated_at is null
    order by name, m.email`;

/** The people of governance, or the administrators where there is nobody else than those excluded. */
export async function governancePeople(
  db: Db,
  excluded: ReadonlySet<string>,
): Promise<(Person & { id: string })[]> {
  const people = await db.user.findMany({
    where: { orgRole: { in: ["governance", "admin"] }, deactivatedAt: null, id: { notIn: [...excluded] } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, email: true, name: true, orgRole: true },
  });
  const governance = people.filter(({ orgRole }) => orgRole === "governance");
  return (governance.length > 0 ? governance : people).map(({ id, email, name }) => ({ id, email, name }));
}

/** Who stands in for whom at the moment, of those who are away. */
export const standIns = (
  db: Db,
  fromIds: readonly string[],
  now: Date,
): Promise<{ fromId: string; toId: string }[]> =>
  db.delegation.findMany({
    where: { fromId: { in: [...fromIds] }, endedAt: null, startsAt: { lte: now }, endsAt: { gt: now } },
    select: { fromId: true, toId: true },
  });
