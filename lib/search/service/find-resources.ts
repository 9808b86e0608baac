import "server-only";

import { z } from "zod";

import { wordsOf } from "@/lib/catalog";
import { findContracts } from "@/lib/contracts";
import { everyTeam } from "@/lib/identity";
import { query, type Scope } from "@/lib/platform/operation";

import { Resource, ResourceType } from "../model";
import { canSearch, visibilityOf } from "../policy";
import { countInWords, normaliseText } from "../rules";

const RESULTS_MAX = 60;

const types = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().filter((one) => one !== ""))
  .pipe(z.array(ResourceType));

/** How the kinds of things that are there are found; of the others nothing is found. */
const FINDERS = [
  ["DATA_PRODUCT", findProducts],
  ["DATA_CONTRACT", findContractResources],
  ["TEAM", findTeams],
] as const;

export const findResources = query({
  name: "search.findResources",
  summary: "Find data products, data contracts and teams by words.",
  input: z.object({ query: z.string().max(2000).default(""), resourceType: types.optional() }),
  output: z.object({ query: z.string(), answer: z.string(), results: z.array(Resource) }),
  load: () => null,
  allow: canSearch,
  async run(scope, { query: text, resourceType = [] }) {
    const asked = FINDERS.filter(([type]) => resourceType.length === 0 || resourceType.includes(type));
    const found = await Promise.all(asked.map(([, find]) => find(scope, text)));
    const results = found.flat().slice(0, RESULTS_MAX);
    return { query: text, results, answer: countInWords(results) };
  },
});

async function findProducts({ runtime, actor }: Scope, text: string): Promise<Resource[]> {
  const { hits } = await runtime.search.search({
    ...{ text, filters: {}, visibility: visibilityOf(actor), sort: "relevance" },
    ...{ offset: 0, limit: RESULTS_MAX },
  });
  return hits.map(({ document: { id, name, description, team } }) => ({
    ...{ id, name, description, ownerId: team.id, ownerName: team.label },
    path: `/products/${encodeURIComponent(id)}`,
    resourceType: "DATA_PRODUCT",
  }));
}

async function findContractResources({ db, actor }: Scope, text: string): Promise<Resource[]> {
  const contracts = await findContracts(db, actor, { words: wordsOf(text), take: RESULTS_MAX });
  return contracts.map(({ id, name, purpose, owner }) => ({
    ...{ id, name: name ?? id, description: purpose },
    ...{ ownerId: owner?.id ?? null, ownerName: owner?.name ?? null },
    path: `/contracts/${encodeURIComponent(id)}`,
    resourceType: "DATA_CONTRACT",
  }));
}

/** Teams are few, and everybody sees them all. */
async function findTeams({ db }: Scope, text: string): Promise<Resource[]> {
  const words = normaliseText(text).split(" ");
  const teams = await everyTeam(db);
  return teams
    .filter(({ id, name }) => words.every((word) => `${id} ${name}`.toLowerCase().includes(word)))
    .slice(0, RESULTS_MAX)
    .map(({ id, name, path: above }) => ({
      ...{ id, name, description: null },
      ...{ ownerId: above.at(-1)?.id ?? null, ownerName: above.at(-1)?.name ?? null },
      path: `/teams/${encodeURIComponent(id)}`,
      resourceType: "TEAM",
    }));
}
