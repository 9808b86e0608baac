import path from "node:path";

import { z } from "zod";

const Variables = z.object({
  PORT: z.coerce.number("must be a port number").int().min(1).max(65_535).default(3000),
  TRELLIS_HOST: z.string().min(1).optional(),
  TRELLIS_DATA_DIR: z.string().min(1).default(".trellis"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, "must be a postgresql:// URL")
    .optional(),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }).optional(),
});

/** What a command line needs to know before there is a portal; the portal's own configuration is `platform/env`. */
export type Settings = {
  port: number;
  /** Null: the command's own choice. */
  host: string | null;
  dataDir: string;
  /** Null: the embedded Postgres. */
  databaseUrl: string | null;
  publicUrl: string | null;
};

/** Reads the variables, or throws one error that names every wrong one and what it should be. */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = Variables.safeParse(present);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration is not valid:\n${lines.join("\n")}`);
  }
  const { PORT, TRELLIS_HOST, TRELLIS_DATA_DIR, DATABASE_URL, NEXTAUTH_URL } = result.data;
  return {
    port: PORT,
    host: TRELLIS_HOST ?? null,
    dataDir: path.resolve(TRELLIS_DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    publicUrl: NEXTAUTH_URL ?? null,
  };
}

/** The variables of this process: what it was started with. */
export const variables = (): NodeJS.ProcessEnv => process.env;

/** Gives variables to modules of this process that read their configuration later. */
export function setVariables(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) if (value !== undefined) process.env[name] = value;
}
