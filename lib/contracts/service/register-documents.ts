import "server-only";

import { z } from "zod";

import {
  canRegisterSomewhere,
  lockAndPlanProducts,
  type ProductPlan,
  refusalOf,
  writeProducts,
} from "@/lib/catalog";
import { DocumentText, type Registration, Registrations } from "@/lib/catalog/model";
import { applyTeams, type TeamOutcome } from "@/lib/identity";
import { type DomainError } from "@/lib/platform/errors";
import { command } from "@/lib/platform/operation";

import {
  contractsIn,
  type Item,
  type Outcomes,
  productsIn,
  providingTeams,
  readItems,
  teamsIn,
} from "./batch";
import type { ContractPlan } from "./contract-plan";
import { lockAndPlanContracts, writeContracts } from "./register-contracts";

/** So many documents go into one transaction. */
export const BATCH_MAX = 500;

export const DocumentsInput = z.object({
  items: z.array(DocumentText).max(BATCH_MAX),
  /** Keeps documents that their standard objects to, and returns what is wrong with them. */
  saveWithWarnings: z.boolean().default(false),
});

export const registerDocuments = command({
  name: "contracts.registerDocuments",
  summary: "Register up to 500 teams, data products and data contracts at once, each with its own outcome.",
  input: DocumentsInput,
  output: Registrations,
  load: (_scope, { items, saveWithWarnings }) => readItems(items, saveWithWarnings ? "lenient" : "strict"),
  allow: (actor) => canRegisterSomewhere(actor),
  async run(scope, _input, items) {
    const teams = await applyTeams(scope, teamsIn(items));
    const asking = { db: scope.db, actor: scope.actor, newTeams: new Map() };
    const products = await lockAndPlanProducts(asking, productsIn(items));
    const contracts = await lockAndPlanContracts(asking, contractsIn(items), providingTeams(products));
    await writeProducts(scope, products);
    // After the products: whether a contract is hidden depends on those that are offered under it.
    await writeContracts(scope, contracts);

    const registrations = toRegistrations(items, toOutcomes(teams, products, contracts));
    if (registrations.created + registrations.updated === 0) scope.nothingChanged();
    return registrations;
  },
});

export const toOutcomes = (
  teams: readonly TeamOutcome[],
  products: readonly ProductPlan[],
  contracts: readonly ContractPlan[],
): Outcomes => ({
  teams: new Map(teams.map((team) => [team.id, team])),
  products: new Map(products.map((plan) => [plan.incoming, plan])),
  contracts: new Map(contracts.map((plan) => [plan.incoming, plan])),
});

/** One answer per document, in the order in which they came. */
export function toRegistrations(items: readonly Item[], outcomes: Outcomes): Registrations {
  const results = items.map((item) => toRegistration(item, outcomes));
  const count = (outcome: Registration["outcome"]) =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    results,
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    refused: count("refused"),
  };
}

function toRegistration(item: Item, outcomes: Outcomes): Registration {
  const { kind, id } = item;
  const problem = problemOf(item, outcomes);
  if (problem)
    return { ...{ kind, id, outcome: "refused", revision: null }, ...nothing, problem: toWire(problem) };
  if ("team" in item) {
    const { outcome, version } = theOne(outcomes.teams.get(item.id));
    return { kind, id, outcome, revision: version, ...nothing, problem };
  }
  const { outcome, revision } = planOf(item, outcomes);
  const warnings = "warnings" in item ? [...item.warnings] : [];
  return { kind, id, outcome, revision, changes: [], warnings, problem };
}

const nothing = { changes: [], warnings: [] };

/** Why a document is refused, or null. */
export function problemOf(item: Item, outcomes: Outcomes): DomainError | null {
  if ("problem" in item) return item.problem;
  return "team" in item ? theOne(outcomes.teams.get(item.id)).problem : refusalOf(planOf(item, outcomes));
}

const planOf = (item: Item, { products, contracts }: Outcomes): ProductPlan | ContractPlan =>
  theOne("product" in item ? products.get(item) : "contract" in item ? contracts.get(item) : undefined);

function theOne<T>(outcome: T | undefined): T {
  if (outcome === undefined) throw new Error("Every document has an outcome.");
  return outcome;
}

const toWire = ({ status, message, fields }: DomainError): Registration["problem"] => ({
  status,
  detail: message,
  errors: [...fields],
});
