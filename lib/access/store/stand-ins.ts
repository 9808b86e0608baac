import "server-only";

import type { Person } from "@/lib/identity/model";
import type { Db } from "@/lib/platform/db/client";

type Circle = { personId: string; teamIds: readonly string[]; knowsGovernance: boolean };

const MOST = 200;

/** People with an active account in any of the teams, and those of governance, without the person. */
export const peopleAround = (
  db: Db,
  { personId, teamIds, knowsGovernance }: Circle,
): Promise<(Person & { id: string })[]> =>
  db.$queryRaw<(Person & { id: string })[]>`
    select u.id, u.email, u.name
    from users u
    where u.deactivated_at is null and u.id <> ${personId}
      and (exists (select 1 from team_members m where m.email = u.email and m.team_id = any(${teamIds}::text[]))
        or (${knowsGovernance} and u.org_role in ('governance', 'admin')))
    order by u.name, u.id
    limit ${MOST}`;
