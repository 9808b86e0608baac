import "server-only";

import { env } from "@/lib/platform/env";
import type { Runtime } from "@/lib/platform/operation";

const HEARTBEAT_LIMIT_MS = 45_000;

type Part = { ok: boolean; detail: string };

/** Readiness: `ready` when every part works, `degraded` when only search fell back, else `unready`. */
export type Health = {
  status: "ready" | "degraded" | "unready";
  database: Part;
  worker: Part;
  search: Part & { engine: string };
};

/** Asks each part; never throws, and says nothing that an anonymous caller should not know. */
export async function checkHealth(runtime: Runtime): Promise<Health> {
  const [database, worker, search] = await Promise.all([
    probe(() => checkDatabase(runtime), "not reachable"),
    probe(() => checkWorker(runtime), "unknown: the database is not reachable"),
    probe(() => checkSearch(runtime), "away: searches are answered by Postgres"),
  ]);
  const status = !database.ok || !worker.ok ? "unready" : search.ok ? "ready" : "degraded";
  return { status, database, worker, search: { ...search, engine: env().search.kind } };
}

async function probe(check: () => Promise<Part>, otherwise: string): Promise<Part> {
  try {
    return await check();
  } catch {
    return { ok: false, detail: otherwise };
  }
}

async function checkDatabase({ pool }: Runtime): Promise<Part> {
  const { rows } = await pool.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  return { ok: true, detail: `Postgres ${rows[0]?.version ?? ""}`.trim() };
}

async function checkWorker({ db, now }: Runtime): Promise<Part> {
  const newest = await db.workerHeartbeat.findFirst({
    orderBy: { seenAt: "desc" },
    select: { seenAt: true },
  });
  const isAlive = newest !== null && now().getTime() - newest.seenAt.getTime() < HEARTBEAT_LIMIT_MS;
  return { ok: isAlive, detail: isAlive ? "running" : "no worker has reported lately" };
}

async function checkSearch({ search }: Runtime): Promise<Part> {
  return { ok: true, detail: `${await search.count()} documents` };
}
