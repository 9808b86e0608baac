import "server-only";

import { z } from "zod";

import { TeamRole } from "@/lib/identity/model";
import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import { type Asker, type Hat, onlyActor, type Seats } from "../policy/asker";

const Held = z.array(z.tuple([z.string(), z.string()]));

const Wearer = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  orgRole: z.string(),
  until: z.coerce.date(),
  seats: Held,
  held: Held,
});

const Row = z.object({
  seats: Held,
  hasGovernance: z.boolean(),
  maker: z.string().nullable(),
  wearers: z.array(Wearer),
});

/** The actor with their own seats, the person behind a key, and the hats of those they stand in for at the moment. */
export async function loadAsker(db: Db, actor: Actor, now: Date): Promise<Asker> {
  if (actor.kind === "job") return onlyActor(actor);
  const id = actor.kind === "user" ? actor.id : "";
  const rows = await db.$queryRaw`
    with recursive wearers as (
      select u.id, u.email, u.name, u.org_role, max(d.ends_at) as until
      from delegations d join users u on u.id = d.from_id
      where d.to_id = ${id} and d.ended_at is null and d.starts_at <= ${now} and d.ends_at > ${now}
        and u.deactivated_at is null
      group by u.id),
    held(person, team_id, role) as (
      select w.id, m.team_id, m.role from team_members m join wearers w on w.email = m.email
      union
      select h.person, t.id, h.role from teams t join held h on t.parent_id = h.team_id)
    select
      (select coalesce(json_agg(json_build_array(team_id, role)), '[]') from team_members
        where email = ${actor.kind === "user" ? actor.email : null}) as seats,
      exists (select 1 from users where org_role = 'governance' and deactivated_at is null) as "hasGovernance",
      (select created_by from api_keys where id = ${actor.kind === "key" ? actor.id : null}) as maker,
      (select coalesce(json_agg(json_build_object(
        'id', w.id, 'email', w.email, 'name', w.name, 'orgRole', w.org_role, 'until', w.until,
        'seats', (select coalesce(json_agg(json_build_array(m.team_id, m.role)), '[]')
          from team_members m where m.email = w.email),
        'held', (select coalesce(json_agg(json_build_array(h.team_id, h.role)), '[]')
          from held h where h.person = w.id)) order by w.until desc, w.id), '[]') from wearers w) as wearers`;
  const [{ seats, hasGovernance, maker, wearers }] = z.tuple([Row]).parse(rows);
  return {
    actor,
    personId: actor.kind === "user" ? actor.id : maker,
    seats: seatsOf(actor, { held: seats, hasGovernance }),
    hats: wearers.map((wearer) => toHat(wearer, hasGovernance)),
  };
}

/** A team's key stands for the team itself. */
function seatsOf(
  { kind, teamId, orgRole, readOnly }: Actor,
  { held, hasGovernance }: { held: z.output<typeof Held>; hasGovernance: boolean },
): Seats {
  if (kind === "user") return toSeats(held, asksAs(orgRole, hasGovernance));
  const owner = kind === "key" && teamId !== null && !readOnly ? [teamId] : [];
  return { owner, approver: [], governance: false };
}

/** Where the organisation has no governance, its administrators are asked. */
const asksAs = (orgRole: string, hasGovernance: boolean): boolean =>
  orgRole === "governance" || (orgRole === "admin" && !hasGovernance);

const toSeats = (held: z.output<typeof Held>, governance: boolean): Seats => ({
  owner: held.filter(([, role]) => role === "owner").map(([teamId]) => teamId),
  approver: held.filter(([, role]) => role === "approver").map(([teamId]) => teamId),
  governance,
});

function toHat(
  { id, email, name, orgRole, until, seats, held }: z.output<typeof Wearer>,
  hasGovernance: boolean,
): Hat {
  const teamRoles = new Map<string, TeamRole[]>();
  for (const [teamId, role] of held)
    teamRoles.set(teamId, [...(teamRoles.get(teamId) ?? []), TeamRole.parse(role)]);
  return {
    person: { id, email, name },
    until,
    seats: toSeats(seats, asksAs(orgRole, hasGovernance)),
    teamRoles,
  };
}
