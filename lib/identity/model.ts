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

/** An id that clients choose: no slash, no space at its ends, nothing invisible. */
export const ExternalId = z
  .string()
  .min(1)
  .max(256)
  .regex(
    /^[^\s/\\\p{C}](?:[^/\\\p{C}]*[^\s/\\\p{C}])?$/u,
    "must not hold slashes, control characters or outer spaces",
  )
  .refine((id) => !["__proto__", "constructor", "prototype", ".", ".."].includes(id), "is reserved");

export const EmailAddress = z.email({ pattern: z.regexes.unicodeEmail }).max(320);

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

/**
 * The document by which a team is registered. Keys that it does not name are kept. A role that is not one of
 * ours is a custom one of another tool: it counts as `member`.
 */
export const TeamDocument = z.looseObject({
  id: ExternalId,
  name: z.string().trim().min(1).max(200),
  type: TeamType,
  parent: z.union([z.literal(""), ExternalId]).nullish(),
  description: z.string().max(20_000).nullish(),
  members: z
    .array(
      z.looseObject({
        emailAddress: EmailAddress,
        name: z.string().max(200).nullish(),
        role: z.string().max(100).nullish(),
      }),
    )
    .max(2000)
    .nullish(),
  tags: z.array(z.string().min(1).max(200)).max(200).nullish(),
  links: z.record(z.string().max(200), z.string().max(2000)).nullish(),
  custom: z.record(z.string().max(200), z.unknown()).nullish(),
});
export type TeamDocument = z.infer<typeof TeamDocument>;

/** Where a team stands in the tree: what other domains show and filter by. */
export const TeamPlace = TeamRef.extend({
  type: TeamType,
  parentId: z.string().nullable(),
  /** From the root down to the parent. */
  path: z.array(TeamRef),
  /** The nearest team of type Domain on the way up, itself included. */
  domain: TeamRef.nullable(),
});
export type TeamPlace = z.infer<typeof TeamPlace>;

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
  /** Whether the identity provider knows the person: they have signed in there. */
  hasProviderIdentity: z.boolean(),
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

/** What the identity provider says of a person who signs in. */
export const ProviderIdentity = z.object({
  issuer: z.string().min(1).max(2000),
  /** OpenID Connect Core §2: at most 255 characters, never given to another person. */
  subject: z.string().min(1).max(255),
  email: EmailAddress.nullable(),
  /** null where the provider does not say. */
  emailVerified: z.boolean().nullable(),
  name: z.string().min(1).max(200).nullable(),
  groups: z.array(z.string().max(500)).max(5000),
});
export type ProviderIdentity = z.infer<typeof ProviderIdentity>;

/** Why a person may not sign in; `signInProblem` has the sentence. */
export const SignInRefusal = z.enum(["EmailMissing", "EmailUnverified", "EmailTaken", "Deactivated"]);
export type SignInRefusal = z.infer<typeof SignInRefusal>;

export const SignInResult = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("signed_in"), userId: z.string(), sessionId: z.string() }),
  z.object({ kind: z.literal("refused"), because: SignInRefusal }),
]);
export type SignInResult = z.infer<typeof SignInResult>;

export const ActorKind = z.enum(["user", "key", "webhook", "job"]);
export type ActorKind = z.infer<typeof ActorKind>;

/** One entry of the record of what was changed. Its hash is over everything but the two names and the hash itself. */
export const AuditEntry = z.object({
  /** Gap-free, from 1. */
  seq: z.number().int(),
  id: z.string(),
  at: z.iso.datetime(),
  /** The operation that changed something: `domain.verbNoun`. */
  action: z.string(),
  actorKind: ActorKind,
  actorId: z.string(),
  actorName: z.string(),
  subjectId: z.string().nullable(),
  /** Where the subject is a person, a key or a webhook source. */
  subjectName: z.string().nullable(),
  /** `before` and `after` where a state was changed, and facts besides. */
  detail: z.unknown(),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A day, or a moment with its offset; years in which a database can tell time. */
const Moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .refine((text) => text >= "1900" && text < "9999", "must lie between 1900 and 9998");

/** What narrows the record; an empty text asks for everything. */
export const AuditFilter = z.object({
  /** A day counts from its beginning in UTC. */
  from: z.union([z.literal(""), Moment]).default(""),
  /** A day counts to its end in UTC. */
  until: z.union([z.literal(""), Moment]).default(""),
  actorKind: z.union([z.literal(""), ActorKind]).default(""),
  actorId: z.string().max(256).default(""),
  /** An action, or the domain before its dot. */
  action: z
    .string()
    .regex(/^(?:[a-z]{1,40}(?:\.[A-Za-z]{1,60})?)?$/, "is a domain or an action")
    .default(""),
  subjectId: z.string().max(256).default(""),
  /** Words, each of which is in the entry or names its actor. */
  q: z.string().trim().max(200).default(""),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
