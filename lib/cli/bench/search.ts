import { z } from "zod";

import { report } from "../progress";
import { filterOf, makeNames, readFiltered, readSimilar } from "./bare";
import { type Asker, send } from "./client";
import { type BenchPortal, type Ground, openBenchPortal } from "./ground";
import { registerMesh } from "./ingest";
import { anyOf, measure, type Timing } from "./measure";
import { createMesh, type Mesh, type MeshProduct } from "./mesh";
import { memberTeamsOf, signInAdmin, signInMember } from "./person";
import { createProbes, nameWordsOf, type Probe, PROBE_KINDS, type ProbeKind } from "./probes";
import { type Figure, timingFigure } from "./report";

const CALLS = 300;
const PROBES = 100;
const PAGE = 20;
const CLIENTS = [1, 8] as const;
const GROWTH = 10;
const GOALS = {
  searchMs: { 1: 25, 8: 150 },
  filteredMs: { 1: 50, 8: 250 },
  recall: 95,
  permissions: 1.25,
  growth: 1.6,
} as const;

/** What searching takes and finds, for a person with some teams; with `--growth` also in a mesh of a tenth. */
export async function run(ground: Ground): Promise<Figure[]> {
  const { products, growth } = ground.options;
  const portal = await openBenchPortal(ground);
  const small = growth ? await measureOnce(ground, portal, createMesh(Math.ceil(products / GROWTH))) : null;
  const mesh = createMesh(products);
  await registerMesh(ground, portal, mesh);
  const asked = await askedOf(ground, portal, mesh);
  const figures = [
    ...(await measureTimes(ground, asked)),
    ...(await measureRecall(asked)),
    ...(await measurePermissions(ground, portal, asked)),
    ...(small ? growthFigures(small, await timesOf(asked)) : []),
  ];
  await portal.close();
  return figures;
}

/** A mesh, who asks, and the calls that are measured. */
type Asked = {
  address: string;
  mesh: Mesh;
  asker: Asker;
  open: readonly MeshProduct[];
  probes: readonly Probe[];
};

async function askedOf(ground: Ground, portal: BenchPortal, mesh: Mesh): Promise<Asked> {
  const asker = await signInMember(ground, portal, mesh);
  // Every kind in turn, so that each measurement has all of them.
  const byKind = PROBE_KINDS.map((kind) => createProbes(mesh, kind, PROBES));
  const probes = Array.from({ length: PROBES }, (_, at) => byKind.flatMap((kind) => kind[at] ?? [])).flat();
  const open = mesh.products.filter(({ isRestricted }) => !isRestricted);
  return { address: portal.address, mesh, asker, open, probes };
}

const search =
  ({ address, asker, probes }: Asked) =>
  (index: number) =>
    send(`${address}/api/search?q=${encodeURIComponent(anyOf(probes, index).text)}`, { asker });

const filtered =
  ({ address, asker, open }: Asked) =>
  (index: number) =>
    send(`${address}/api/search?${filterOf(anyOf(open, index))}`, { asker });

const productPage =
  ({ address, asker, open }: Asked) =>
  (index: number) =>
    send(`${address}/products/${encodeURIComponent(anyOf(open, index).id)}`, { asker });

async function measureTimes({ pool }: Ground, asked: Asked): Promise<Figure[]> {
  await makeNames(pool);
  const figures: Figure[] = [];
  for (const clients of CLIENTS) {
    const similar = await measure(clients, CALLS, (index) => readSimilar(pool, anyOf(asked.probes, index)));
    const rows = await measure(clients, CALLS, (index) => readFiltered(pool, anyOf(asked.open, index)));
    figures.push(
      timingFigure(
        "search, 1–3 words, with typos and inner parts",
        await measure(clients, CALLS, search(asked)),
        {
          ...{ reference: similar, goalMs: GOALS.searchMs[clients] },
        },
      ),
      timingFigure("filtered page, total, all facets", await measure(clients, CALLS, filtered(asked)), {
        ...{ reference: rows, goalMs: GOALS.filteredMs[clients] },
      }),
      timingFigure("bare: most similar names and total", similar),
      timingFigure("bare: filtered page, total, all facets", rows),
    );
    report(`  ✓ timed at ${clients} ${clients === 1 ? "client" : "clients"}`);
  }
  await pool.query("drop table bench_names");
  return figures;
}

const Answer = z.object({ hits: z.array(z.object({ id: z.string() })) });

/** Of the names that are meant, or of as many as fit on a page, how many are on the first page. */
async function measureRecall(asked: Asked): Promise<Figure[]> {
  const visible = visibleNames(asked.mesh);
  const counts = { found: 0, wanted: 0 };
  const figures: Figure[] = [];
  for (const kind of PROBE_KINDS) {
    const { found, wanted } = await recallOf(asked, kind, visible);
    const isProbe = kind !== "words";
    if (isProbe) {
      counts.found += found;
      counts.wanted += wanted;
    }
    figures.push({ what: `recall, ${kind}`, unit: "%", value: (100 * found) / wanted });
  }
  const value = (100 * counts.found) / counts.wanted;
  return [
    { what: "recall of typos and inner parts", unit: "%", value, goal: { atLeast: GOALS.recall } },
    ...figures,
  ];
}

type Named = { id: string; words: readonly string[] };

function visibleNames(mesh: Mesh): Named[] {
  const teams = new Set(memberTeamsOf(mesh).map(({ id }) => id));
  return mesh.products
    .filter(({ isRestricted, team }) => !isRestricted || teams.has(team.id))
    .map((product) => ({ id: product.id, words: nameWordsOf(product) }));
}

async function recallOf({ address, asker, mesh }: Asked, kind: ProbeKind, visible: readonly Named[]) {
  const counts = { found: 0, wanted: 0 };
  for (const { text, means } of createProbes(mesh, kind, PROBES)) {
    const meant = new Set(visible.flatMap(({ id, words }) => (means(words) ? [id] : [])));
    const url = `${address}/api/search?pageSize=${PAGE}&q=${encodeURIComponent(text)}`;
    const { hits } = Answer.parse(JSON.parse(await send(url, { asker })));
    counts.found += hits.filter(({ id }) => meant.has(id)).length;
    counts.wanted += Math.min(PAGE, meant.size);
  }
  return counts;
}

/** The same questions by a person with some teams, and by an administrator, who sees everything. */
async function measurePermissions(ground: Ground, portal: BenchPortal, asked: Asked): Promise<Figure[]> {
  const admin = { ...asked, asker: await signInAdmin(ground, portal) };
  const compare = async (what: string, call: (asked: Asked) => (index: number) => Promise<string>) => {
    const [on, off] = [await measure(1, CALLS, call(asked)), await measure(1, CALLS, call(admin))];
    return {
      ...{ what: `permissions on against off: ${what}`, unit: "×" as const, clients: 1 },
      ...{ value: on.p50 / off.p50, goal: { atMost: GOALS.permissions } },
    };
  };
  return [await compare("search", search), await compare("filtered page", filtered)];
}

type Times = Record<"search" | "filtered page" | "product page", Timing>;

async function timesOf(asked: Asked): Promise<Times> {
  return {
    search: await measure(1, CALLS, search(asked)),
    "filtered page": await measure(1, CALLS, filtered(asked)),
    "product page": await measure(1, CALLS, productPage(asked)),
  };
}

async function measureOnce(ground: Ground, portal: BenchPortal, mesh: Mesh): Promise<Times> {
  await registerMesh(ground, portal, mesh);
  const times = await timesOf(await askedOf(ground, portal, mesh));
  report(`  ✓ timed with ${mesh.products.length} products`);
  return times;
}

const growthFigures = (small: Times, large: Times): Figure[] =>
  (["search", "filtered page", "product page"] as const).map((what) => ({
    ...{ what: `${GROWTH} × the products: ${what}`, unit: "×" as const, clients: 1 },
    ...{ value: large[what].p50 / small[what].p50, goal: { atMost: GOALS.growth } },
  }));
