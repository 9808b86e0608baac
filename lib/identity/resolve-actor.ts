import "server-only";

import { decode } from "next-auth/jwt";

import type { Actor } from "@/lib/platform/actor";
import { sha256 } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";
import { DomainError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import type { Runtime } from "@/lib/platform/operation";

import type { TeamRole } from "./model";
import { isValidAt, isWorthNoting, sessionCookieName } from "./rules";
import { findKey, findPersonActor, findSignedIn, type FoundKey } from "./store/actors";
import { noteKeyUse } from "./store/keys";
import { noteSessionUse } from "./store/sessions";

/**
 * Who sends the request: an API key in `x-api-key` or `Authorization: Bearer`, else the session that the cookie
 * names. A key that does not count is never replaced by a session. No other header is believed.
 */
export async function resolveActor(runtime: Runtime, headers: Headers): Promise<Actor> {
  const key = keyIn(headers);
  if (key !== null) return actorOfKey(runtime, key);
  const token = cookieIn(headers, sessionCookieName(env().publicUrl));
  if (token !== null) return actorOfSession(runtime, token);
  throw unauthenticated("Sign in, or send an API key in x-api-key or as Authorization: Bearer.");
}

const unauthenticated = (message: string) => new DomainError("unauthenticated", message);
const KEY_PROBLEM = "The API key was not found or is not valid any more.";
const SESSION_PROBLEM = "The session has ended. Sign in again.";
const SECRET_LENGTH_MAX = 512;

function keyIn(headers: Headers): string | null {
  const direct = headers.get("x-api-key");
  if (direct !== null) return direct.trim();
  const [scheme, value] = (headers.get("authorization") ?? "").trim().split(/\s+/, 2);
  return scheme?.toLowerCase() === "bearer" ? (value ?? "") : null;
}

async function actorOfKey(runtime: Runtime, secret: string): Promise<Actor> {
  const isPossible = secret !== "" && secret.length <= SECRET_LENGTH_MAX;
  const key = isPossible ? await findKey(runtime.pool, sha256(secret)) : null;
  const now = runtime.now();
  if (!key || !isValidAt(key, now)) throw unauthenticated(KEY_PROBLEM);
  if (isWorthNoting(key.lastUsedAt, now)) {
    inBackground(noteKeyUse(runtime.db, key.id, key.lastUsedAt, now));
  }
  return toKeyActor(key);
}

/** A key of the organisation acts for all of it; a team's key as an owner, or a reader, of the team and below. */
function toKeyActor({ id, name, scope, access, teamId, teamIds }: FoundKey): Actor {
  const role: TeamRole = access === "write" ? "owner" : "member";
  return {
    kind: "key",
    id,
    name,
    email: null,
    orgRole: scope === "organization" ? "admin" : "member",
    teamId,
    teamRoles: new Map(teamIds.map((team) => [team, [role]])),
    readOnly: access === "read",
  };
}

async function actorOfSession(runtime: Runtime, token: string): Promise<Actor> {
  const sessionId = await sessionIdIn(token);
  const now = runtime.now();
  const found = sessionId === null ? null : await findSignedIn(runtime.pool, sessionId, now);
  if (!found) throw unauthenticated(SESSION_PROBLEM);
  if (isWorthNoting(found.lastSeenAt, now)) {
    inBackground(noteSessionUse(runtime.db, found.sessionId, found.lastSeenAt, now));
  }
  return found.actor;
}

/** The session that a genuine token names; null for a forged, changed or expired one. */
async function sessionIdIn(token: string): Promise<string | null> {
  try {
    const claims = await decode({ token, secret: env().authSecret });
    return typeof claims?.sid === "string" ? claims.sid : null;
  } catch {
    return null;
  }
}

/** The session that the cookie of a request names, if the cookie is genuine. */
export async function sessionIdOf(headers: Headers): Promise<string | null> {
  const token = cookieIn(headers, sessionCookieName(env().publicUrl));
  return token === null ? null : sessionIdIn(token);
}

/** The value of the first cookie of that name. Ours need no decoding: they hold base64url and dots. */
function cookieIn(headers: Headers, name: string): string | null {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const pair = pairs.find((candidate) => candidate.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}

/**
 * The person with that id or e-mail address, as the actor that they would be if they were signed in: to ask what
 * they might do. Never to do anything in their name.
 */
export const actorOfPerson = ({ pool }: Pick<Runtime, "pool">, key: string) => findPersonActor(pool, key);

/** Noting the use of a key or session must neither delay nor fail the request. */
function inBackground(work: Promise<void>): void {
  work.catch((error: unknown) => {
    log.warn({ err: error }, "the use of a key or session was not noted");
  });
}
