import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/platform/db/embedded";
import { migrate } from "@/prisma/migrate";

import { keepRunning, startChild } from "./children";
import type { Owner, Variables } from "./owner";
import { report, step } from "./progress";

/** The database of the settings, migrated: a given server, or the embedded one in the data directory. */
export async function openDatabase(owner: Owner): Promise<string> {
  const url = owner.settings.databaseUrl ?? (await step("Postgres", () => startDatabase(owner)));
  await owner.lock?.tell({ databaseUrl: url });
  await step("database schema", () => migrate(url));
  return url;
}

async function startDatabase({ settings: { dataDir }, closings, fail }: Owner): Promise<string> {
  let port: number | null = null;
  async function start(): Promise<EmbeddedPostgres> {
    // The portal knows the first port: every later start must use it again.
    const server = await startEmbeddedPostgres({ dataDir, durable: true, ...(port !== null && { port }) });
    port = server.port;
    return server;
  }
  const { first, stop } = await keepRunning({ name: "Postgres", start, report, giveUp: fail });
  await closings.add(stop);
  return first.url;
}

/** Puts the demo mesh into the portal's database and waits until the portal has indexed it. */
export async function seed({ closings }: Owner, environment: Variables): Promise<void> {
  const args = ["--conditions=react-server", "lib/cli/bootstrap.mjs", "seed"];
  const child = await startChild({ args, env: environment });
  await closings.add(child.stop);
  if ((await child.ended) !== 0)
    throw new Error("The demo mesh could not be registered; its message is above.");
}
