import "server-only";

import { z } from "zod";

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ""));

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
});

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
  });
}

function readOidc(v: z.output<typeof Variables>): Oidc | null {
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
