import type pg from "pg";
import { z } from "zod";

import { pause } from "@/lib/platform/processes";

import { report } from "../progress";
import { type Asker, send, totalOf } from "./client";
import { contractDocument, productDocument, teamDocument } from "./documents";
import { type BenchPortal, type Ground, openBenchPortal } from "./ground";
import { measure, share, timed } from "./measure";
import { createMesh, type Mesh } from "./mesh";
import { type Figure, timingFigure } from "./report";

const CHUNK = 500;
const CLIENTS = 2;
const GOAL_S = 60;
const GOAL_PRODUCTS = 50_000;
const SINGLE_GOAL_MS = 300;
const SINGLES = 30;
const POLL_MS = 100;
const INDEXED_WITHIN_MS = 900_000;

/** Registers the mesh through the HTTP API until all of it is searchable, then single products. */
export async function run(ground: Ground): Promise<Figure[]> {
  const mesh = createMesh(ground.options.products);
  const bareMs = await writeBare(ground.pool, mesh);
  const portal = await openBenchPortal(ground);
  const { registeredMs, searchableMs } = await registerMesh(ground, portal, mesh);
  const singles = await registerSingles(ground, portal, mesh);
  await portal.close();
  const { products } = ground.options;
  const isGoalSize = products === GOAL_PRODUCTS;
  return [
    {
      ...{ what: `${products} products and contracts registered`, unit: "s" as const, clients: CLIENTS },
      ...{ value: registeredMs / 1000, ratio: registeredMs / bareMs },
    },
    {
      ...{ what: "… until all are searchable", unit: "s" as const, clients: CLIENTS },
      ...{ value: searchableMs / 1000, ratio: searchableMs / bareMs },
      ...(isGoalSize && { goal: { atMost: GOAL_S } }),
    },
    {
      ...{ what: "products a second until searchable", unit: "/s" as const, clients: CLIENTS },
      ...{ value: products / (searchableMs / 1000), goal: { atLeast: Math.ceil(GOAL_PRODUCTS / GOAL_S) } },
    },
    ...singles,
  ];
}

/** The teams first, then products and contracts in calls of 500 documents, until a search finds every product. */
export async function registerMesh(
  { key }: Pick<Ground, "key">,
  { address }: BenchPortal,
  mesh: Mesh,
): Promise<{ registeredMs: number; searchableMs: number }> {
  const post = (texts: readonly string[]) => postChunk(address, key, texts);
  await post(mesh.teams.map(teamDocument));
  const started = performance.now();
  await share(CLIENTS, chunksOf(mesh), (index) => post(chunkAt(mesh, index)));
  const registeredMs = performance.now() - started;
  report(`  ✓ registered in ${(registeredMs / 1000).toFixed(1)} s`);
  await untilTotal(address, key, "", mesh.products.length, POLL_MS);
  const searchableMs = performance.now() - started;
  report(`  ✓ searchable in ${(searchableMs / 1000).toFixed(1)} s`);
  return { registeredMs, searchableMs };
}

const chunksOf = ({ products }: Mesh): number => Math.ceil((products.length * 2) / CHUNK);

/** Made when it is sent: all texts at once would fill the memory that is measured. */
function chunkAt(mesh: Mesh, index: number): string[] {
  const from = (index * CHUNK) / 2;
  const products = mesh.products.slice(from, from + CHUNK / 2);
  return products.flatMap((product) => [contractDocument(product), productDocument(product, mesh)]);
}

const Outcome = z.object({ refused: z.number(), results: z.array(z.object({ problem: z.unknown() })) });

async function postChunk(address: string, asker: Asker, texts: readonly string[]): Promise<void> {
  const answer = await send(`${address}/api/registrations`, {
    ...{ method: "POST", asker, body: texts.join("\n"), type: "application/x-ndjson" },
  });
  const { refused, results } = Outcome.parse(JSON.parse(answer));
  if (refused === 0) return;
  const problem = results.find((result) => result.problem)?.problem;
  throw new Error(`${refused} of ${texts.length} documents were refused: ${JSON.stringify(problem)}`);
}

async function untilTotal(
  address: string,
  asker: Asker,
  query: string,
  total: number,
  pollMs: number,
): Promise<void> {
  const until = Date.now() + INDEXED_WITHIN_MS;
  while ((await totalOf(address, asker, query)) < total) {
    if (Date.now() > until) throw new Error(`"${query}" never found ${total} products.`);
    await pause(pollMs);
  }
}

/** The same texts by bare inserts of 500 rows: what the disk and the connection take at the least. */
async function writeBare(pool: pg.Pool, mesh: Mesh): Promise<number> {
  await pool.query("create table bench_texts (text text not null)");
  const ms = await timed(() =>
    share(CLIENTS, chunksOf(mesh), (index) => insertBare(pool, chunkAt(mesh, index))),
  );
  await pool.query("drop table bench_texts");
  return ms;
}

const insertBare = (pool: pg.Pool, texts: readonly string[]) =>
  pool.query("insert into bench_texts select unnest($1::text[])", [texts]);

/** One product at a time, each with a word of its own that a search must find. */
async function registerSingles(
  { key, pool }: Ground,
  { address }: BenchPortal,
  mesh: Mesh,
): Promise<Figure[]> {
  const [model] = mesh.products;
  if (!model) return [];
  const textOf = (index: number) =>
    productDocument({ ...model, id: `bench-single-${index}`, name: `Solitaire${wordOf(index)}` }, mesh);
  await pool.query("create table bench_texts (text text not null)");
  const reference = await measure(1, SINGLES, (index) => insertBare(pool, [textOf(index)]));
  await pool.query("drop table bench_texts");
  let number = 0;
  const timing = await measure(1, SINGLES, async () => {
    const index = number++;
    const url = `${address}/api/dataproducts/bench-single-${index}`;
    await send(url, { method: "PUT", asker: key, body: textOf(index), type: "application/json" });
    await untilTotal(address, key, `Solitaire${wordOf(index)}`, 1, 2);
  });
  return [timingFigure("one product until searchable", timing, { goalMs: SINGLE_GOAL_MS, reference })];
}

/** Words far from each other: a search that forgives typos must not take one for another. */
const wordOf = (index: number): string =>
  [index + 1, index + 7, index + 3].map((seed) => ((seed * 7919) % 46_656).toString(36)).join("q");
