import "server-only";

import { z } from "zod";

import {
  canRegisterSomewhere,
  compareDocuments,
  planProducts,
  presentProductTexts,
  valueOf,
} from "@/lib/catalog";
import {
  type Change,
  type DocumentSource,
  type Registration,
  RegistrationKind,
  Registrations,
} from "@/lib/catalog/model";
import { planTeams, type TeamOutcome, teamsByIds } from "@/lib/identity";
import type { Db } from "@/lib/platform/db/client";
import { invalid } from "@/lib/platform/errors";
import { query } from "@/lib/platform/operation";

import { presentTexts } from "../store/versions";
import { contractsIn, type Item, productsIn, providingTeams, readItems, teamsIn, toNewTeams } from "./batch";
import { planContracts } from "./register-contracts";
import { DocumentsInput, problemOf, toOutcomes, toRegistrations } from "./register-documents";

/** Differences that are listed for one document. */
const CHANGES_MAX = 200;

export const previewRegistration = query({
  name: "contracts.previewRegistration",
  summary: "Say what registering up to 500 documents would change, and change nothing.",
  input: DocumentsInput.extend({
    /** What the one document must be. If it is not, or is refused, the call fails as its registration would. */
    expected: z.object({ kind: RegistrationKind, id: z.string() }).optional(),
  }),
  output: Registrations,
  async load(_scope, { items, saveWithWarnings, expected }) {
    const read = await readItems(items, saveWithWarnings ? "lenient" : "strict");
    if (expected) for (const item of read) refuseUnexpected(item, expected);
    return read;
  },
  allow: (actor) => canRegisterSomewhere(actor),
  async run({ db, actor }, { expected }, items) {
    const teams = teamsIn(items);
    const teamOutcomes = await planTeams({ db, actor }, teams);
    const known = await teamsByIds(
      db,
      teams.flatMap(({ parentId }) => parentId ?? []),
    );
    const asking = { db, actor, newTeams: toNewTeams(teams, teamOutcomes, known) };
    const products = await planProducts(asking, productsIn(items));
    const contracts = await planContracts(asking, contractsIn(items), providingTeams(products));
    const outcomes = toOutcomes(teamOutcomes, products, contracts);
    const [problem] = expected ? items.flatMap((item) => problemOf(item, outcomes) ?? []) : [];
    if (problem) throw problem;
    const registrations = toRegistrations(items, outcomes);
    return {
      ...registrations,
      results: await withChanges(db, registrations.results, { items, teamOutcomes }),
    };
  },
});

type Expected = { kind: RegistrationKind; id: string };

function refuseUnexpected(item: Item, { kind, id }: Expected): void {
  if ("problem" in item) throw item.problem;
  if (item.kind !== kind) throw invalid(`The document is a ${item.kind}, but the address is of a ${kind}.`);
  if (item.id !== id) throw invalid(`The document's id is ${item.id}, but the address says ${id}.`);
}

type Told = { items: readonly Item[]; teamOutcomes: readonly TeamOutcome[] };

/** Says of each document that would be updated what differs. */
async function withChanges(
  db: Db,
  results: readonly Registration[],
  { items, teamOutcomes }: Told,
): Promise<Registration[]> {
  const updated = results.filter(({ outcome }) => outcome === "updated");
  const idsOf = (kind: Registration["kind"]) =>
    updated.flatMap((one) => (one.kind === kind && one.id ? [one.id] : []));
  const before: Before = {
    teams: new Map(teamOutcomes.map((team) => [team.id, team.before])),
    products: await presentProductTexts(db, idsOf("dataproduct")),
    contracts: await presentTexts(db, idsOf("datacontract")),
  };
  return results.map((result, at) => {
    const item = items[at];
    return item && result.outcome === "updated" ? { ...result, changes: changesOf(item, before) } : result;
  });
}

type Before = {
  teams: ReadonlyMap<string, unknown>;
  products: ReadonlyMap<string, DocumentSource>;
  contracts: ReadonlyMap<string, DocumentSource>;
};

function changesOf(item: Item, { teams, products, contracts }: Before): Change[] {
  if ("problem" in item) return [];
  if ("team" in item) return compare(teams.get(item.id), JSON.parse(item.team.document));
  const before = ("product" in item ? products : contracts).get(item.id);
  return compare(before && valueOf(before), valueOf(item));
}

const compare = (before: unknown, after: unknown): Change[] =>
  compareDocuments(before, after, CHANGES_MAX).changes;
