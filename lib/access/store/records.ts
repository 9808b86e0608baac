import "server-only";

import type { Db } from "@/lib/platform/db/client";

import { liveAgreements } from "./agreement-views";

/** How long the last decisions of a team took, in milliseconds: whole requests that people decided. */
export async function answerTimesOfTeam(db: Db, teamId: string, take: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ ms: number }[]>`
    select extract(epoch from decided_at - requested_at)::float8 * 1000 as ms from access_requests
    where provider_team_id = ${teamId} and decided_at is not null and status in ('approved', 'rejected')
      and automatic_because is null
    order by decided_at desc limit ${take}::int`;
  return rows.map(({ ms }) => ms);
}

/** How long the last decisions at a kind of step took; of a team, or of governance where that is null. */
export async function answerTimesAtStep(
  db: Db,
  { kind, teamId }: { kind: string; teamId: string | null },
  take: number,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ ms: number }[]>`
    select extract(epoch from decided_at - opened_at)::float8 * 1000 as ms from approval_steps
    where team_id is not distinct from ${teamId} and kind = ${kind} and decided_at is not null
    order by decided_at desc limit ${take}::int`;
  return rows.map(({ ms }) => ms);
}

type Consumer = { consumerKind: string; consumerId: string };

/** What became of the consumer's other requests to the team. */
export async function historyOf(
  db: Db,
  { id, consumerKind, consumerId, providerTeamId }: Consumer & { id: string; providerTeamId: string },
): Promise<{ approved: number; rejected: number; revoked: number }> {
  const [row] = await db.$queryRaw<[{ approved: number; rejected: number; revoked: number }]>`
    select
      (select count(*)::int from access_requests where consumer_kind = ${consumerKind} and consumer_id = ${consumerId}
        and provider_team_id = ${providerTeamId} and status = 'approved' and id <> ${id}) as approved,
      (select count(*)::int from access_requests where consumer_kind = ${consumerKind} and consumer_id = ${consumerId}
        and provider_team_id = ${providerTeamId} and status = 'rejected' and id <> ${id}) as rejected,
      (select count(*)::int from agreements where consumer_kind = ${consumerKind} and consumer_id = ${consumerId}
        and provider_team_id = ${providerTeamId} and ended_how = 'revoked') as revoked`;
  return row;
}

type Acceptance = {
  id: string;
  requestId: string;
  accessId: string;
  contractId: string;
  contractVersion: string | null;
  sha256: string;
  text: string;
  actorKind: string;
  actorId: string;
  acceptedAt: Date;
};

export async function insertAcceptance(db: Db, acceptance: Acceptance): Promise<void> {
  await db.termsAcceptance.create({ data: acceptance, select: { id: true } });
}

export const findAcceptance = (db: Db, requestId: string) =>
  db.termsAcceptance.findUnique({ where: { requestId }, omit: { text: true } });

/** Access that the consumer has, or will have, to the port. */
export const findLiveFor = (
  db: Db,
  { productId, portId, consumerKind, consumerId }: Consumer & { productId: string; portId: string },
  now: Date,
): Promise<{ id: string } | null> =>
  db.agreement.findFirst({
    where: { AND: [{ productId, portId, consumerKind, consumerId, removedAt: null }, liveAgreements(now)] },
    select: { id: true },
  });

/** In person, or as one of the teams. */
export type Side = { names: readonly string[]; teamIds: readonly string[] };

const sideWhere = ({ names, teamIds }: Side) => ({
  OR: [
    { consumerKind: "user", consumerId: { in: [...names] } },
    { consumerKind: "team", consumerId: { in: [...teamIds] } },
  ],
});

/** Access of that side to the ports of the product that is or will be, the one that ends last first. */
export const liveOfSide = (db: Db, productId: string, side: Side, now: Date) =>
  db.agreement.findMany({
    where: { AND: [{ productId, removedAt: null }, liveAgreements(now), sideWhere(side)] },
    orderBy: [{ endsAt: "desc" }, { id: "asc" }],
    select: { id: true, portId: true, startsAt: true, endsAt: true, endedHow: true },
  });

/** New requests of that side for ports of the product that are on their way, the oldest first. */
export const pendingOfSide = (db: Db, productId: string, side: Side) =>
  db.accessRequest.findMany({
    where: {
      AND: [
        { productId, kind: "new", removedAt: null, status: { in: ["requested", "needsInformation"] } },
        sideWhere(side),
      ],
    },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    select: {
      ...{ id: true, portId: true, status: true, waitingSince: true },
      steps: { where: { status: "open" }, select: { teamId: true } },
    },
  });
