import { z } from "zod";

export const OrgRole = z.enum(["member", "governance", "admin"]);
export type OrgRole = z.infer<typeof OrgRole>;

export const TeamRole = z.enum(["owner", "approver", "editor", "member", "steward"]);
export type TeamRole = z.infer<typeof TeamRole>;

export const TeamType = z.enum([
  "Domain",
  "Domain Team",
  "Team",
  "Platform Team",
  "Enabling Team",
  "Governance Group",
]);
export type TeamType = z.infer<typeof TeamType>;

/** What a reference to a team shows: enough for a link. */
export const TeamRef = z.object({ id: z.string(), name: z.string() });
export type TeamRef = z.infer<typeof TeamRef>;

/** A person as a team or a page names them; `id` is null before their first sign-in. */
export const Person = z.object({ id: z.string().nullable(), email: z.string(), name: z.string() });
export type Person = z.infer<typeof Person>;

export const TeamMember = Person.extend({
  role: TeamRole,
  /** document: the team's registration says so; group: the identity provider does. */
  source: z.enum(["document", "group"]),
});
export type TeamMember = z.infer<typeof TeamMember>;

export const Team = TeamRef.extend({
  type: TeamType,
  parent: TeamRef.nullable(),
  /** From the root down to the parent. */
  path: z.array(TeamRef),
  /** The nearest team of type Domain on the way up, itself included. */
  domain: TeamRef.nullable(),
  children: z.array(TeamRef.extend({ type: TeamType })),
  description: z.string().nullable(),
  tags: z.array(z.string()),
  links: z.record(z.string(), z.string()),
  custom: z.record(z.string(), z.unknown()),
  members: z.array(TeamMember),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Team = z.infer<typeof Team>;

/** One node of the tree of teams as lists and pickers show it. */
export const TeamNode = TeamRef.extend({
  type: TeamType,
  parentId: z.string().nullable(),
  domain: TeamRef.nullable(),
  description: z.string().nullable(),
  memberCount: z.number().int(),
});
export type TeamNode = z.infer<typeof TeamNode>;

export const User = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  orgRole: OrgRole,
  teams: z.array(TeamRef.extend({ role: TeamRole })),
  deactivatedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type User = z.infer<typeof User>;

export const Session = z.object({
  id: z.string(),
  provider: z.string(),
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const KeyScope = z.enum(["organization", "team"]);
export type KeyScope = z.infer<typeof KeyScope>;

export const KeyAccess = z.enum(["read", "write"]);
export type KeyAccess = z.infer<typeof KeyAccess>;

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the secret, to recognise a key by. */
  hint: z.string(),
  scope: KeyScope,
  access: KeyAccess,
  team: TeamRef.nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** A new key together with its secret, which is shown this once. */
export const ApiKeyWithSecret = ApiKey.extend({ secret: z.string() });
export type ApiKeyWithSecret = z.infer<typeof ApiKeyWithSecret>;
