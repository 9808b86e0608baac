import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test } from "@playwright/test";
import pg from "pg";

import { startEmbeddedPostgres } from "@/lib/platform/db/embedded";
import { findFreePort } from "@/lib/platform/free-port";
import { migrate } from "@/prisma/migrate";

const REGISTRATIONS = 2_000;
const KILLS = 20;
const CLIENTS = 8;
const INDEXED_WITHIN_MS = 120_000;

const KEY = `crash_${randomBytes(24).toString("hex")}`;
const ID = /^crash-\d{4}$/;
const ids = Array.from({ length: REGISTRATIONS }, (_, at) => `crash-${String(at).padStart(4, "0")}`);

const documentOf = (id: string) => ({
  ...{
    apiVersion: "v1.0.0",
    kind: "DataProduct",
    id,
    name: `Product ${id}`,
    version: "1.0.0",
    status: "active",
  },
  ...{
    team: { name: "crash" },
    outputPorts: [{ name: "table", version: "1", contractId: `${id}-contract` }],
  },
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The built portal on a database of its own, started and killed without anybody who would look after it. */
function aPortal(url: string, port: number) {
  let child: ChildProcess | null = null;
  return {
    address: `http://127.0.0.1:${port}`,
    start() {
      const args = [
        "node_modules/next/dist/bin/next",
        "start",
        "--port",
        String(port),
        "--hostname",
        "127.0.0.1",
      ];
      child = spawn(process.execPath, args, {
        env: {
          ...{ PATH: process.env.PATH, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
          ...{ DATABASE_URL: url, NEXTAUTH_URL: `http://127.0.0.1:${port}` },
          ...{
            NEXTAUTH_SECRET: KEY,
            TRELLIS_SECRET: KEY,
            TRELLIS_BOOTSTRAP_API_KEY: KEY,
            TRELLIS_LOG_LEVEL: "error",
          },
        },
        stdio: ["ignore", "ignore", "inherit"],
        // A group of its own: whatever it has started is killed with it.
        detached: true,
      });
    },
    async kill() {
      if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      process.kill(-child.pid, "SIGKILL");
      await gone;
    },
  };
}

/** Sends until it is acknowledged: what failed or went unanswered may have been registered, or not. */
async function sendUntilAcknowledged(address: string, call: string, document: object): Promise<void> {
  for (;;) {
    const response = await fetch(`${address}${call}`, {
      method: "PUT",
      headers: { "x-api-key": KEY, "content-type": "application/json" },
      body: JSON.stringify(document),
      signal: AbortSignal.timeout(30_000),
    }).catch(() => null);
    if (response?.status === 200) return;
    if (response && response.status < 500 && response.status !== 401)
      throw new Error(`${call}: ${response.status} ${await response.text()}`);
    await pause(50);
  }
}

async function indexedIds(address: string): Promise<string[]> {
  const found: string[] = [];
  for (let page = 1; page <= Math.ceil(REGISTRATIONS / 100); page++) {
    const response = await fetch(`${address}/api/search?pageSize=100&sort=name&page=${page}`, {
      headers: { "x-api-key": KEY },
    });
    const { hits } = (await response.json()) as { hits: { id: string }[] };
    found.push(...hits.map(({ id }) => id).filter((id) => ID.test(id)));
  }
  return found;
}

test("a portal that is killed again and again loses no registration and does none twice", async () => {
  test.setTimeout(900_000);
  const dataDir = await mkdtemp(path.join(tmpdir(), "trellis-crash-"));
  const server = await startEmbeddedPostgres({ dataDir, durable: true });
  await migrate(server.url);
  const portal = aPortal(server.url, await findFreePort());
  const pool = new pg.Pool({ connectionString: server.url });
  // A connection may still be closing when the server stops at the end: that is no failure.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);
  try {
    portal.start();
    await sendUntilAcknowledged(portal.address, "/api/teams/crash", {
      id: "crash",
      name: "Crash",
      type: "Team",
    });

    let acknowledged = 0;
    const waiting = [...ids];
    const register = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        await sendUntilAcknowledged(portal.address, `/api/dataproducts/${id}`, documentOf(id));
        acknowledged++;
      }
    };
    const registering = Promise.all(Array.from({ length: CLIENTS }, register));
    for (let kill = 1; kill <= KILLS; kill++) {
      const until = Math.floor((kill * REGISTRATIONS) / (KILLS + 1));
      while (acknowledged < until) await pause(1);
      await pause(Math.random() * 40);
      await portal.kill();
      portal.start();
    }
    await registering;
    expect(acknowledged).toBe(REGISTRATIONS);

    const counts = await pool.query<Record<"products" | "versions" | "audit" | "events", string[]>>(`
      select array(select id || ':' || revision from data_products order by id) as products,
        array(select product_id || ':' || revision from product_versions order by 1) as versions,
        array(select subject_id from audit_entries where subject_id like 'crash-%' order by 1) as audit,
        array(select subject from outbox_events where type = 'catalog.product.registered' order by 1) as events`);
    const [found] = counts.rows;
    const once = ids.map((id) => `${id}:1`);
    expect(found?.products).toEqual(once);
    expect(found?.versions).toEqual(once);
    expect(found?.audit).toEqual(ids);
    expect(found?.events).toEqual(ids);

    await expect
      .poll(() => indexedIds(portal.address), { timeout: INDEXED_WITHIN_MS, intervals: [1_000] })
      .toEqual(ids);
    const { rows: places } = await pool.query<{ position: string }>(
      "select position from outbox_events order by position",
    );
    expect(places.map(({ position }) => Number(position))).toEqual(places.map((_, at) => at + 1));
  } finally {
    await portal.kill();
    await pool.end();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
