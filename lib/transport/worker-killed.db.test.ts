import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { afterAll, expect, it } from "vitest";

import { registerProduct } from "@/lib/catalog";
import { admin } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";
import { asJson, productDocument } from "@/lib/testing/factories/catalog";
import { aTeam } from "@/lib/testing/factories/identity";

const WRITERS = 8;
const PRODUCTS_EACH = 24;
const KILLS = 5;
const SCRIPT = fileURLToPath(new URL("../testing/worker-process.ts", import.meta.url));

const runtime = await testRuntime();
const { db } = runtime;
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Ends once the worker has begun to work. */
async function aWorker(): Promise<ChildProcess> {
  const args = ["--conditions=react-server", "--import", "tsx", SCRIPT, runtime.url];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  child.stdout.resume();
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  children.delete(child);
}

it("loses no event, places none twice and indexes every product, however often a worker is killed", async () => {
  const team = await aTeam(db);
  const ids = Array.from({ length: KILLS * PRODUCTS_EACH }, (_, n) => `product-${n}`);
  const placed = () => db.outboxEvent.count({ where: { position: { not: null } } });

  /** Eight writers share the work. */
  async function register(some: string[]): Promise<void> {
    const write = async () => {
      for (let id = some.pop(); id !== undefined; id = some.pop()) {
        const document = asJson(productDocument({ id, team: team.id }));
        await registerProduct.execute(runtime, admin(), { id, document });
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
  }

  for (let n = 0; n < KILLS; n++) {
    const worker = await aWorker();
    const before = await placed();
    const registering = register(ids.slice(n * PRODUCTS_EACH, (n + 1) * PRODUCTS_EACH));
    // Killed as soon as it has placed something: it is then in the middle of everything else.
    while ((await placed()) === before);
    await kill(worker);
    await registering;
  }
  while ((await runtime.search.count()) < ids.length) await drain(runtime);

  const events = await db.outboxEvent.findMany({
    orderBy: { position: "asc" },
    select: { position: true, subject: true },
  });
  expect(events.map(({ position }) => position)).toEqual(ids.map((_, index) => BigInt(index + 1)));
  expect(events.map(({ subject }) => subject).sort()).toEqual([...ids].sort());
  expect(await runtime.search.count()).toBe(ids.length);
  expect([...(await runtime.search.revisionsOf(ids)).keys()].sort()).toEqual([...ids].sort());
}, 120_000);
