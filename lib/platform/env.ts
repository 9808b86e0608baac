import "server-only";

import { z } from "zod";

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ""));

/** Only server and credentials: nothing in the address may weaken how it is reached. */
function toSmtpServer(value: string, context: z.RefinementCtx): SmtpServer {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (!parsed || !/^smtps?:$/.test(parsed.protocol) || parsed.hostname === "" || /[?#]/.test(value)) {
    context.addIssue("must be smtp://user:password@host:port or smtps://…, without a query");
    return z.NEVER;
  }
  const isTls = parsed.protocol === "smtps:";
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ""),
    port: Number(parsed.port) || (isTls ? 465 : 587),
    isTls,
    user: decodeURIComponent(parsed.username) || null,
    password: decodeURIComponent(parsed.password),
  };
}

/** `Trellis <trellis@example.org>` or the address alone. */
function toMailbox(value: string, context: z.RefinementCtx): Mailbox {
  const [, name, named] = /^([^<>"]*)<([^<>]+)>$/.exec(value.trim()) ?? [];
  const address = z.email().safeParse(named ?? value.trim());
  if (!address.success || /[\r\n]/.test(value)) {
    context.addIssue("must be an address: trellis@example.org, or Trellis <trellis@example.org>");
    return z.NEVER;
  }
  return { name: name?.trim() ?? "", address: address.data };
}

const Variables = z.object({
  DATABASE_URL: z.string().regex(/^postgres(?:ql)?:\/\//, "must be a postgresql:// URL"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(8).max(200).default(16),
  NEXTAUTH_URL: url.default("http://localhost:3000"),
  NEXTAUTH_SECRET: z.string().min(16, "must have at least 16 characters"),
  TRELLIS_SECRET: z.string().min(16, "must have at least 16 characters"),
  TRELLIS_DEMO: flag.default(false),
  TRELLIS_ORGANIZATION: z.string().min(1).default("Trellis"),
  TRELLIS_WORKER: z.enum(["in-process", "separate"]).default("in-process"),
  TRELLIS_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  TRELLIS_SESSION_HOURS: z.coerce.number().min(0.01).max(720).default(12),
  TRELLIS_BOOTSTRAP_API_KEY: z.string().min(24, "must have at least 24 characters").optional(),
  TRELLIS_OIDC_ISSUER: url.optional(),
  TRELLIS_OIDC_CLIENT_ID: z.string().min(1).optional(),
  TRELLIS_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  TRELLIS_OIDC_NAME: z.string().min(1).default("Single sign-on"),
  TRELLIS_OIDC_SCOPE: z.string().min(1).default("openid profile email groups"),
  /** The one algorithm that ID tokens are accepted with: asymmetric, so that only the provider can sign. */
  TRELLIS_OIDC_ALGORITHM: z
    .enum(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"])
    .default("RS256"),
  TRELLIS_OIDC_GROUPS_CLAIM: z.string().min(1).default("groups"),
  TRELLIS_OIDC_ADMIN_GROUP: z.string().min(1).optional(),
  TRELLIS_OIDC_GOVERNANCE_GROUP: z.string().min(1).optional(),
  MEILI_URL: url.optional(),
  MEILI_KEY: z.string().optional(),
  TRELLIS_SMTP_URL: z.string().transform(toSmtpServer).optional(),
  TRELLIS_MAIL_FROM: z.string().transform(toMailbox).optional(),
});

/** A mail server. Without TLS from the start, the connection is upgraded to it before anything is said. */
export type SmtpServer = {
  host: string;
  port: number;
  isTls: boolean;
  user: string | null;
  password: string;
};
export type Mailbox = { name: string; address: string };

type Oidc = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
  scope: string;
  algorithm: string;
  groupsClaim: string;
  adminGroup: string | null;
  governanceGroup: string | null;
};

/** The configuration of the process, checked once. */
export type Env = {
  databaseUrl: string;
  databasePoolSize: number;
  publicUrl: string;
  authSecret: string;
  secret: string;
  demo: boolean;
  organization: string;
  worker: "in-process" | "separate";
  sessionHours: number;
  bootstrapApiKey: string | null;
  oidc: Oidc | null;
  search: { kind: "postgres" } | { kind: "meilisearch"; url: string; key: string | null };
  /** mailbox: the demo keeps and shows what it would have sent. none: nobody gets mail. */
  mail: { kind: "smtp"; server: SmtpServer; from: Mailbox } | { kind: "mailbox" } | { kind: "none" };
};

/** Reads the variables, or throws one error that names every wrong one and what it should be. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = Variables.safeParse(present);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration is not valid:\n${lines.join("\n")}`);
  }
  const v = result.data;
  return Object.freeze<Env>({
    databaseUrl: v.DATABASE_URL,
    databasePoolSize: v.DATABASE_POOL_SIZE,
    publicUrl: v.NEXTAUTH_URL,
    authSecret: v.NEXTAUTH_SECRET,
    secret: v.TRELLIS_SECRET,
    demo: v.TRELLIS_DEMO,
    organization: v.TRELLIS_ORGANIZATION,
    worker: v.TRELLIS_WORKER,
    sessionHours: v.TRELLIS_SESSION_HOURS,
    bootstrapApiKey: v.TRELLIS_BOOTSTRAP_API_KEY ?? null,
    oidc: readOidc(v),
    search: v.MEILI_URL
      ? { kind: "meilisearch", url: v.MEILI_URL, key: v.MEILI_KEY ?? null }
      : { kind: "postgres" },
    mail: readMail(v),
  });
}

function readMail({
  TRELLIS_SMTP_URL: server,
  TRELLIS_MAIL_FROM: from,
  TRELLIS_DEMO: isDemo,
}: Values): Env["mail"] {
  if (!server && !from) return { kind: isDemo ? "mailbox" : "none" };
  if (!server || !from)
    throw new Error(
      "The configuration is not valid:\n  TRELLIS_SMTP_URL and TRELLIS_MAIL_FROM go together: set both.",
    );
  return { kind: "smtp", server, from };
}

type Values = z.output<typeof Variables>;

function readOidc(v: Values): Oidc | null {
  const { TRELLIS_OIDC_ISSUER: issuer, TRELLIS_OIDC_CLIENT_ID: clientId } = v;
  if (!issuer && !clientId) return null;
  if (!issuer || !clientId || !v.TRELLIS_OIDC_CLIENT_SECRET) {
    throw new Error(
      "The configuration is not valid:\n  TRELLIS_OIDC_ISSUER, TRELLIS_OIDC_CLIENT_ID and TRELLIS_OIDC_CLIENT_SECRET go together: set all three.",
    );
  }
  return {
    issuer,
    clientId,
    clientSecret: v.TRELLIS_OIDC_CLIENT_SECRET,
    name: v.TRELLIS_OIDC_NAME,
    scope: v.TRELLIS_OIDC_SCOPE,
    algorithm: v.TRELLIS_OIDC_ALGORITHM,
    groupsClaim: v.TRELLIS_OIDC_GROUPS_CLAIM,
    adminGroup: v.TRELLIS_OIDC_ADMIN_GROUP ?? null,
    governanceGroup: v.TRELLIS_OIDC_GOVERNANCE_GROUP ?? null,
  };
}

let cached: Env | undefined;

/** The process's configuration. A function, because `next build` loads modules where nothing is configured. */
export const env = (): Env => (cached ??= readEnv(process.env));
