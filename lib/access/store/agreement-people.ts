import "server-only";

import type { Db } from "@/lib/platform/db/client";

type Side = {
  requesterKind: string;
  requesterId: string;
  consumerKind: string;
  consumerId: string;
  consumerTeamId: string | null;
};

/**
 * Who is told about an agreement on the consumer's side: whoever asked for it, the person, and the owners of the team.
 * Deactivated accounts are left out.
 */
export async function holdersOf(db: Db, side: Side): Promise<string[]> {
  const names = [
    ...(side.requesterKind === "user" ? [side.requesterId] : []),
    ...(side.consumerKind === "user" ? [side.consumerId] : []),
  ];
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from users u
    where deactivated_at is null and (id = any(${names}::text[]) or email = any(${names}::text[])
      or exists (select 1 from team_members m
        where m.team_id = ${side.consumerTeamId} and m.email = u.email and m.role in ('owner', 'approver')))
    order by id`;
  return rows.map(({ id }) => id);
}

/** The agreement whoever may see it, also one that was removed: for what people are told of it. */
export const unprotectedAgreement = (db: Db, id: string) =>
  db.agreement.findUnique({ where: { id }, include: { provisioning: true } });
