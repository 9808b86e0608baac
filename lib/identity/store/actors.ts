import "server-only";

import type pg from "pg";
import { z } from "zod";

import type { Actor } from "@/lib/platform/actor";

import { KeyAccess, KeyScope, OrgRole, TeamRole } from "../model";

const Held = z.array(z.tuple([z.string(), TeamRole]));

const SessionRow = z.object({
  sessionId: z.string(),
  lastSeenAt: z.date(),
  id: z.string(),
  email: z.string(),
  name: z.string(),
  orgRole: OrgRole,
  held: Held,
});

export type SignedIn = { actor: Actor; sessionId: string; lastSeenAt: Date };

/**
 * Both statements run at every request. Planning them takes ten times as long as running them, so they are
 * prepared: each connection plans them once.
 */
const SIGNED_IN = {
  name: "identity.signed_in",
  text: `
    with recursive person as (
      select s.id as session_id, s.last_seen_at, u.id, u.email, u.name, u.org_role
      from sessions s join users u on u.id = s.user_id
      where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and u.deactivated_at is null),
    held(team_id, role) as (
      select m.team_id, m.role from team_members m join person p on m.email = p.email
      union
      select t.id, h.role from teams t join held h on t.parent_id = h.team_id)
    select session_id as "sessionId", last_seen_at as "lastSeenAt", id, email, name, org_role as "orgRole",
      coalesce((select json_agg(json_build_array(team_id, role)) from held), '[]') as held
    from person`,
};

const KEY = {
  name: "identity.key",
  text: `
    with recursive key as (
      select id, name, scope, access, team_id, expires_at, revoked_at, last_used_at
      from api_keys where secret_hash = $1),
    down as (
      select team_id as id from key where team_id is not null
      union
      select t.id from teams t join down on t.parent_id = down.id)
    select id, name, scope, access, team_id as "teamId", expires_at as "expiresAt", revoked_at as "revokedAt",
      last_used_at as "lastUsedAt", array(select id from down) as "teamIds"
    from key`,
};

/**
 * The person of a session that still counts, with every role on the way down the tree. Null when the session
 * ended or the person is deactivated.
 */
export async function findSignedIn(pool: pg.Pool, sessionId: string, now: Date): Promise<SignedIn | null> {
  const { rows } = await pool.query<Record<string, unknown>>({ ...SIGNED_IN, values: [sessionId, now] });
  if (rows.length === 0) return null;
  const { sessionId: session, lastSeenAt, held, ...person } = SessionRow.parse(rows[0]);
  const actor = {
    ...person,
    kind: "user" as const,
    teamId: null,
    teamRoles: toTeamRoles(held),
    readOnly: false,
    sessionId: session,
  };
  return { actor, sessionId: session, lastSeenAt };
}

const PERSON = `
  with recursive person as (
    select id, email, name, org_role, deactivated_at from users where id = $1 or email = lower($1)
    order by id = $1 desc limit 1),
  held(team_id, role) as (
    select m.team_id, m.role from team_members m join person p on m.email = p.email
    union
    select t.id, h.role from teams t join held h on t.parent_id = h.team_id)
  select id, email, name, org_role as "orgRole", deactivated_at as "deactivatedAt",
    coalesce((select json_agg(json_build_array(team_id, role)) from held), '[]') as held
  from person`;

const PersonRow = SessionRow.omit({ sessionId: true, lastSeenAt: true }).extend({
  deactivatedAt: z.date().nullable(),
});

/** The person with that id or e-mail address as the actor that they would be if they were signed in. */
export async function findPersonActor(
  pool: pg.Pool,
  key: string,
): Promise<{ actor: Actor; isDeactivated: boolean } | null> {
  const { rows } = await pool.query<Record<string, unknown>>(PERSON, [key]);
  if (rows.length === 0) return null;
  const { held, deactivatedAt, ...person } = PersonRow.parse(rows[0]);
  const teamRoles = toTeamRoles(held);
  const actor = { ...person, kind: "user" as const, teamId: null, teamRoles, readOnly: false };
  return { actor, isDeactivated: deactivatedAt !== null };
}

const KeyRow = z.object({
  id: z.string(),
  name: z.string(),
  scope: KeyScope,
  access: KeyAccess,
  teamId: z.string().nullable(),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  teamIds: z.array(z.string()),
});

export type FoundKey = z.output<typeof KeyRow>;

/** The key with that secret, with the teams that it may act for. */
export async function findKey(pool: pg.Pool, secretHash: string): Promise<FoundKey | null> {
  const { rows } = await pool.query<Record<string, unknown>>({ ...KEY, values: [secretHash] });
  return rows.length === 0 ? null : KeyRow.parse(rows[0]);
}

/** A person may hold several roles in one team: their own, and those of the teams above. */
function toTeamRoles(held: z.output<typeof Held>): Actor["teamRoles"] {
  const roles = new Map<string, TeamRole[]>();
  for (const [teamId, role] of held) roles.set(teamId, [...(roles.get(teamId) ?? []), role]);
  return roles;
}
