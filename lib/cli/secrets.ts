import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { z } from "zod";

const Secrets = z.object({ NEXTAUTH_SECRET: z.string().min(16), TRELLIS_SECRET: z.string().min(16) });
export type Secrets = z.infer<typeof Secrets>;

/** The secrets of the data directory, made at first use: sessions and stored credentials outlive a restart. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, "secrets.json");
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept !== null) return Secrets.parse(JSON.parse(kept));

  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, JSON.stringify({ NEXTAUTH_SECRET: newSecret(), TRELLIS_SECRET: newSecret() }), {
    mode: 0o600,
  });
  // Whoever is first decides; the others read what is there then.
  await link(draft, file).catch(() => undefined);
  await rm(draft);
  return Secrets.parse(JSON.parse(await readFile(file, "utf8")));
}

const newSecret = (): string => randomBytes(32).toString("base64url");
