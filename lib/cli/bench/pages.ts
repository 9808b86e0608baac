import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { readFiltered, readRow } from "./bare";
import { type Asker, send, totalOf } from "./client";
import { type BenchPortal, type Ground, openBenchPortal } from "./ground";
import { registerMesh } from "./ingest";
import { anyOf, measure } from "./measure";
import { createMesh, type Mesh, type MeshProduct } from "./mesh";
import { signInMember } from "./person";
import { type Figure, timingFigure } from "./report";

const CALLS = 200;
const GOALS = { productMs: 60, memoryMb: 400, startS: 5 } as const;

/** What people wait for: the pages of a portal that holds the whole mesh, its memory and its start. */
export async function run(ground: Ground): Promise<Figure[]> {
  const mesh = createMesh(ground.options.products);
  await fillPortal(ground, mesh);
  const started = performance.now();
  const portal = await openBenchPortal(ground);
  await (await fetch(`${portal.address}/sign-in`)).text();
  const startS = (performance.now() - started) / 1000;
  const person = await signInMember(ground, portal, mesh);
  const timings = await measurePages(ground, portal, mesh, person);
  const memoryMb = await memoryOfPortal();
  await portal.close();
  return [
    ...timings,
    {
      what: "memory of the portal afterwards",
      unit: "MB",
      value: memoryMb,
      goal: { atMost: GOALS.memoryMb },
    },
    { what: "start to first page", unit: "s", value: startS, goal: { atMost: GOALS.startS } },
  ];
}

/** Registers the mesh where nobody has yet, and leaves the portal stopped. */
async function fillPortal(ground: Ground, mesh: Mesh): Promise<void> {
  const portal = await openBenchPortal(ground);
  const isFilled = (await totalOf(portal.address, ground.key, "")) >= mesh.products.length;
  if (!isFilled) await registerMesh(ground, portal, mesh);
  await portal.close();
}

async function measurePages(
  ground: Ground,
  { address }: BenchPortal,
  mesh: Mesh,
  asker: Asker,
): Promise<Figure[]> {
  const open = mesh.products.filter(({ isRestricted }) => !isRestricted);
  const productAt = (index: number) => anyOf(open, index);
  const get = (toPath: (product: MeshProduct) => string) => (index: number) =>
    send(`${address}${toPath(productAt(index))}`, { asker });
  const productPage = get(({ id }) => `/products/${encodeURIComponent(id)}`);
  const searchPage = get(({ name }) => `/search?q=${encodeURIComponent(name)}`);

  const figures: Figure[] = [];
  for (const clients of [1, 8] as const) {
    const row = await measure(clients, CALLS, (index) => readRow(ground.pool, productAt(index)));
    const rows = await measure(clients, CALLS, (index) => readFiltered(ground.pool, productAt(index)));
    const goalMs = clients === 1 ? GOALS.productMs : undefined;
    figures.push(
      timingFigure("product page", await measure(clients, CALLS, productPage), {
        reference: row,
        ...(goalMs !== undefined && { goalMs }),
      }),
      timingFigure("search page, by name", await measure(clients, CALLS, searchPage), { reference: rows }),
      timingFigure("bare: one product", row),
      timingFigure("bare: filtered page, total, all facets", rows),
    );
  }
  return figures;
}

/** Resident memory of the portal's processes, in MB: those below this one that are Next's. */
async function memoryOfPortal(): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss=,args="]);
  const all = stdout.split("\n").flatMap(toProcess);
  const mine = new Set([process.pid]);
  for (let before = 0; before < mine.size;) {
    before = mine.size;
    for (const { pid, parent } of all) if (mine.has(parent)) mine.add(pid);
  }
  const parts = all.filter(({ pid, args }) => mine.has(pid) && pid !== process.pid && /\bnext\b/.test(args));
  if (parts.length === 0) throw new Error("The process of the portal was not found.");
  return parts.reduce((sum, { rssKb }) => sum + rssKb, 0) / 1024;
}

function toProcess(line: string) {
  const [, pid, parent, rss, args] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
  return args === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), rssKb: Number(rss), args }];
}
