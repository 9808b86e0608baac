import "server-only";

import { z } from "zod";

import { changeOf } from "@/lib/platform/audit";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { command, type Runtime, type Scope } from "@/lib/platform/operation";

import { announceLeavers } from "../leavers";
import { type OrgRole, ProviderIdentity, type SignInRefusal, SignInResult } from "../model";
import { canActForThePortal, canSignInToDemo } from "../policy";
import { groupsDecideRole, orgRoleOfGroups, teamsOfGroups } from "../rules";
import { insertSession, revokeSessions } from "../store/sessions";
import {
  findUserByEmail,
  findUserById,
  findUserBySubject,
  insertUser,
  listDemoPeople,
  membershipsOfUsers,
  replaceGroupMemberships,
  teamNames,
  updateUser,
  type UserRow,
} from "../store/users";

const HOUR_MS = 3_600_000;

const Browser = z.object({
  userAgent: z.string().nullable(),
  /** The session that this browser had: it ends, so that a planted cookie is worth nothing. */
  formerSessionId: z.string().nullable(),
});

export const signIn = command({
  name: "identity.signIn",
  summary: "Sign in a person whom the identity provider has identified, and take over their groups.",
  input: Browser.extend({ identity: ProviderIdentity }),
  output: SignInResult,
  load: () => null,
  allow: canActForThePortal,
  async run(scope, { identity, ...browser }) {
    const found = await findAccount(scope, identity);
    if (!found.ok) {
      scope.nothingChanged();
      return { kind: "refused" as const, because: found.because };
    }
    const { user, change } = await takeOver(scope, found, identity);
    return openSession(scope, user, { provider: "oidc", change, ...browser });
  },
});

type Found = { ok: true; user: UserRow | null; email: string } | { ok: false; because: SignInRefusal };

/**
 * Issuer and subject are the identity. An account of the same e-mail address is taken only when it has no
 * identity yet: otherwise whoever gets an address at the provider would get the account as well.
 */
async function findAccount({ db }: Scope, identity: ProviderIdentity): Promise<Found> {
  const { issuer, subject, email, emailVerified } = identity;
  if (email === null) return { ok: false, because: "EmailMissing" };
  if (emailVerified === false) return { ok: false, because: "EmailUnverified" };
  const known = await findUserBySubject(db, issuer, subject);
  const namesake = known?.email === email ? null : await findUserByEmail(db, email);
  if (namesake && (known || isSpokenFor(namesake))) return { ok: false, because: "EmailTaken" };
  const user = known ?? namesake;
  return isDeactivated(user) ? { ok: false, because: "Deactivated" } : { ok: true, user, email };
}

const isSpokenFor = ({ issuer, demo }: UserRow): boolean => issuer !== null || demo;
const isDeactivated = (user: UserRow | null): boolean => user !== null && user.deactivatedAt !== null;

/** Makes the account what the provider says: identity, e-mail address, role by group, teams by group. */
async function takeOver(
  { db, now, emit }: Scope,
  { user: former, email }: { user: UserRow | null; email: string },
  { issuer, subject, name, groups }: ProviderIdentity,
): Promise<{ user: UserRow; change: Change }> {
  const orgRole = roleFor(former, groups);
  const facts = { email, issuer, subject, orgRole };
  const before = former ? await membershipsOfUsers(db, [former.id]) : [];
  const user = former
    ? await updateUser(db, former.id, facts)
    : await insertUser(db, { id: newId("usr"), name: name ?? email, createdAt: now, ...facts });
  const teams = teamsOfGroups(groups, await teamNames(db));
  const formerTeams = await replaceGroupMemberships(
    db,
    { former: former?.email ?? email, present: email },
    teams,
  );
  announceLeavers({ emit }, before, before.length === 0 ? [] : await membershipsOfUsers(db, [user.id]));
  const change = changeOf(former && { ...factsOf(former), teams: formerTeams }, { ...facts, teams });
  return { user, change };
}

const factsOf = ({ email, issuer, subject, orgRole }: UserRow) => ({ email, issuer, subject, orgRole });

/** Where groups decide the role they decide it at every sign-in; else an administrator's choice stands. */
function roleFor(former: UserRow | null, groups: readonly string[]): string {
  const { oidc } = env();
  const byGroup: OrgRole | null = oidc && groupsDecideRole(oidc) ? orgRoleOfGroups(groups, oidc) : null;
  return byGroup ?? former?.orgRole ?? "member";
}

export const signInAsDemoPerson = command({
  name: "identity.signInAsDemoPerson",
  summary: "Sign in as a person of the demo mesh, while the demo is on.",
  input: Browser.extend({ userId: z.string() }),
  output: SignInResult,
  load: () => ({ isDemo: env().demo }),
  allow: canSignInToDemo,
  async run(scope, { userId, ...browser }) {
    const user = await findUserById(scope.db, userId);
    if (!user?.demo || isDeactivated(user)) {
      scope.nothingChanged();
      return { kind: "refused" as const, because: "Deactivated" as const };
    }
    return openSession(scope, user, { provider: "demo", change: {}, ...browser });
  },
});

type Change = ReturnType<typeof changeOf>;

type Opening = z.output<typeof Browser> & { provider: "oidc" | "demo"; change: Change };

async function openSession(
  { db, now, record }: Scope,
  { id: userId, orgRole }: UserRow,
  { provider, change, userAgent, formerSessionId }: Opening,
) {
  if (formerSessionId !== null) await revokeSessions(db, { id: formerSessionId }, now);
  const sessionId = newId("ses");
  await insertSession(db, {
    ...{ id: sessionId, userId, provider, userAgent: userAgent?.slice(0, 400) ?? null },
    ...{ createdAt: now, expiresAt: new Date(now.getTime() + env().sessionHours * HOUR_MS) },
  });
  record({ subjectId: userId, detail: { provider, sessionId, orgRole, ...change } });
  return { kind: "signed_in" as const, userId, sessionId };
}

/** A person of the demo mesh as the sign-in page offers them. */
type DemoPerson = { id: string; name: string; title: string | null; email: string };

export type SignInOptions = { demoPeople: DemoPerson[]; oidc: { name: string } | null };

/** What the sign-in page offers. No person is named unless the demo is on. */
export async function signInOptions({ db }: Runtime): Promise<SignInOptions> {
  const { demo, oidc } = env();
  const people = demo ? await listDemoPeople(db) : [];
  return {
    demoPeople: people.map(({ id, name, title, email }) => ({ id, name, title, email })),
    oidc: oidc && { name: oidc.name },
  };
}
