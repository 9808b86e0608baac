import {
  EmailAddress,
  type OrgRole,
  type ProviderIdentity,
  type TeamRef,
  type TeamRole,
  type TeamType,
} from "./model";

/** A team as the tree knows it. */
export type TreeTeam = TeamRef & { type: TeamType; parentId: string | null };

/** The deepest place of a team, counted from its root. */
export const DEPTH_MAX = 30;

/** The teams above, nearest first. Ends at a parent that the map does not hold, and never runs in circles. */
export function ancestorsOf<T extends { parentId: string | null }>(
  teams: ReadonlyMap<string, T>,
  id: string,
): T[] {
  const above: T[] = [];
  const seen = new Set([id]);
  for (let next = teams.get(id)?.parentId ?? null; next !== null && !seen.has(next);) {
    const team = teams.get(next);
    if (!team) break;
    seen.add(next);
    above.push(team);
    next = team.parentId;
  }
  return above;
}

/** The nearest team of type Domain on the way up, the team itself included. */
export function domainIn(teams: ReadonlyMap<string, TreeTeam>, id: string): TeamRef | null {
  const self = teams.get(id);
  const domain = [...(self ? [self] : []), ...ancestorsOf(teams, id)].find(({ type }) => type === "Domain");
  return domain ? { id: domain.id, name: domain.name } : null;
}

/** Why the team may not stand below that parent, or null. */
export function placementProblem(
  teams: ReadonlyMap<string, { id: string; parentId: string | null }>,
  id: string,
  parentId: string | null,
): string | null {
  if (parentId === null) return null;
  if (parentId === id) return "A team cannot be its own parent.";
  if (!teams.has(parentId)) return `The parent team ${parentId} does not exist. Register it first.`;
  const above = ancestorsOf(teams, parentId);
  if (above.some((team) => team.id === id))
    return `The team ${id} cannot stand below ${parentId}, because ${parentId} stands below ${id}.`;
  if (above.length + 1 >= DEPTH_MAX) return `The tree of teams may not be deeper than ${DEPTH_MAX} levels.`;
  return null;
}

const ROLES: readonly TeamRole[] = ["owner", "approver", "editor", "member", "steward"];

/** The role that a document or a tool names; one that is not ours gives no more than membership. */
export const toTeamRole = (text: string | null | undefined): TeamRole =>
  ROLES.find((role) => role === text?.toLowerCase()) ?? "member";

/**
 * How an e-mail address is compared. Only ASCII letters are folded: folding others would make one person's
 * address equal to another's (the Kelvin sign becomes k).
 */
export const normalizeEmail = (email: string): string =>
  email.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The last moment of validity: a date counts to the end of that day in UTC. */
export const lastMomentOf = (until: string): Date =>
  new Date(/^\d{4}-\d{2}-\d{2}$/.test(until) ? `${until}T23:59:59.999Z` : until);

/** The first moment that counts: a date counts from the beginning of that day in UTC. */
export const firstMomentOf = (from: string): Date => new Date(from);

/** Whether a key still counts. */
export const isValidAt = (
  { revokedAt, expiresAt }: { revokedAt: Date | null; expiresAt: Date | null },
  now: Date,
): boolean => revokedAt === null && (expiresAt === null || now.getTime() <= expiresAt.getTime());

const TOUCH_MS = 60_000;

/** Use is noted at most once a minute: a busy key must not write at every request. */
export const isWorthNoting = (last: Date | null, now: Date): boolean =>
  last === null || now.getTime() - last.getTime() >= TOUCH_MS;

/** The groups whose members are admins or governance; null where the installation names none. */
export type RoleGroups = { adminGroup: string | null; governanceGroup: string | null };

/** Whether the identity provider's groups decide the organisation role, and not an administrator here. */
export const groupsDecideRole = ({ adminGroup, governanceGroup }: RoleGroups): boolean =>
  adminGroup !== null || governanceGroup !== null;

/** The organisation role that the groups give; null when no group is set up to give one. */
export function orgRoleOfGroups(groups: readonly string[], roleGroups: RoleGroups): OrgRole | null {
  if (!groupsDecideRole(roleGroups)) return null;
  if (roleGroups.adminGroup !== null && groups.includes(roleGroups.adminGroup)) return "admin";
  if (roleGroups.governanceGroup !== null && groups.includes(roleGroups.governanceGroup)) return "governance";
  return "member";
}

/**
 * The teams that the groups stand for. A group is a team's id, else its name, in any case. A name that several
 * teams have stands for none of them: nobody may join a team because another took its name.
 */
export function teamsOfGroups(groups: readonly string[], teams: readonly TeamRef[]): string[] {
  const found = groups.flatMap((group) => {
    const exact = teams.find(({ id }) => id === group);
    return exact ? [exact.id] : (onlyOne(teams, group, "id") ?? onlyOne(teams, group, "name") ?? []);
  });
  return [...new Set(found)].sort();
}

function onlyOne(teams: readonly TeamRef[], group: string, key: "id" | "name"): [string] | null {
  const matching = teams.filter((team) => team[key].toLowerCase() === group.toLowerCase());
  const [first] = matching;
  return first && matching.length === 1 ? [first.id] : null;
}

const SIGN_IN_PROBLEMS: Readonly<Record<string, string>> = {
  EmailMissing:
    "Your identity provider did not tell an e-mail address. Ask your administrator to release it.",
  EmailUnverified:
    "Your e-mail address is not verified at the identity provider. Verify it there, then sign in again.",
  EmailTaken:
    "Another account of the portal already has your e-mail address. Ask an administrator to unlink that account, then sign in again.",
  Deactivated: "Your account is deactivated. Ask an administrator to reactivate it.",
  CredentialsSignin: "This person cannot be picked. Choose one of the people on the list.",
  OAuthSignin: "The identity provider could not be reached. Try again in a moment.",
  OAuthCallback: "The identity provider's answer could not be accepted. Start signing in again from here.",
  Callback: "Signing in failed. Try again; if it fails again, tell your administrator the time.",
  AccessDenied: "The identity provider refused the sign-in.",
  Configuration: "Signing in is not set up correctly. Tell your administrator.",
};

/** The sentence for the `error` parameter of the sign-in page; nothing of the parameter is ever shown. */
export const signInProblem = (code: string): string =>
  Object.hasOwn(SIGN_IN_PROBLEMS, code)
    ? (SIGN_IN_PROBLEMS[code] ?? "Signing in failed. Try again.")
    : "Signing in failed. Try again.";

/** Where the way may lead after signing in or out: only within the portal. */
export function safeReturnUrl(url: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  const target = URL.canParse(url, base.href) ? new URL(url, base.href) : base;
  return target.origin === base.origin && target.protocol === base.protocol ? target.href : base.href;
}

/** next-auth's own name: `__Secure-` makes browsers keep the cookie to https. */
export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith("https://") ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/** Whether a token comes from the configured issuer; its closing slash is not kept in the configuration. */
export const isSameIssuer = (claimed: string, configured: string): boolean =>
  claimed.replace(/\/$/, "") === configured.replace(/\/$/, "");

/** What OpenID Connect claims say of a person. A claim that is not as the standard has it counts as missing. */
export function identityOf(claims: Readonly<Record<string, unknown>>, groupsClaim: string): ProviderIdentity {
  const email = textOf(claims.email, 320);
  return {
    issuer: textOf(claims.iss, 2000) ?? "",
    subject: textOf(claims.sub, 255) ?? "",
    email: email !== null && EmailAddress.safeParse(email).success ? normalizeEmail(email) : null,
    emailVerified: flagOf(claims.email_verified),
    name: textOf(claims.name, 200) ?? textOf(claims.preferred_username, 200),
    groups: textsOf(claims[groupsClaim]),
  };
}

function textOf(claim: unknown, lengthMax: number): string | null {
  const isText = typeof claim === "string" && claim.trim() !== "" && !/[\0\p{Surrogate}]/u.test(claim);
  return isText && claim.length <= lengthMax ? claim.trim() : null;
}

/** Some providers send the text "false". Whatever is not clearly true is not verified. */
function flagOf(claim: unknown): boolean | null {
  if (claim === undefined || claim === null) return null;
  return claim === true || claim === "true";
}

/** A list of names; a single one may come as a plain text. */
const textsOf = (claim: unknown): string[] =>
  (Array.isArray(claim) ? claim : [claim])
    .flatMap((entry: unknown) => textOf(entry, 500) ?? [])
    .slice(0, 5000);

/** A person with an account in a team, however they came into it. */
export type Membership = { userId: string; teamId: string };

/** The teams that each person was in before and is not in after, by person. */
export function leftBetween(
  before: readonly Membership[],
  after: readonly Membership[],
): Map<string, string[]> {
  const kept = new Set(after.map(({ userId, teamId }) => `${userId} ${teamId}`));
  const left = new Map<string, string[]>();
  for (const { userId, teamId } of before) {
    if (!kept.has(`${userId} ${teamId}`)) left.set(userId, [...(left.get(userId) ?? []), teamId]);
  }
  return left;
}
