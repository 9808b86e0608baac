import "server-only";

import { setImmediate as turn } from "node:timers/promises";

import {
  isProductDocument,
  type OwnerTeam,
  type PreparedProduct,
  prepareProduct,
  type ProductPlan,
  readText,
  type ReadText,
  refusalOf,
  type Strictness,
} from "@/lib/catalog";
import type { DocumentText, RegistrationKind } from "@/lib/catalog/model";
import { type PreparedTeam, prepareTeam, type TeamOutcome, type TeamPlace } from "@/lib/identity";
import { TeamType } from "@/lib/identity/model";
import { conflict, DomainError, invalid } from "@/lib/platform/errors";

import { isContractDocument } from "../odcs";
import { type PreparedContract, prepareContract } from "../prepare";
import type { ContractPlan } from "./contract-plan";
import type { ProvidingTeams } from "./register-contracts";

type Refused = { kind: RegistrationKind | null; id: string | null; problem: DomainError };

/** One document of many: what it is, or why it is nothing. */
export type Item =
  { kind: "team"; id: string; team: PreparedTeam } | PreparedProduct | PreparedContract | Refused;

const TURN_AFTER = 25;

/** Reads documents of any kind. Other requests get their turn in between. */
export async function readItems(documents: readonly DocumentText[], strictness: Strictness): Promise<Item[]> {
  const items: Item[] = [];
  for (const [index, document] of documents.entries()) {
    if (index % TURN_AFTER === TURN_AFTER - 1) await turn();
    items.push(readItem(document, strictness));
  }
  return refuseTwins(items);
}

function readItem(document: DocumentText, strictness: Strictness): Item {
  let kind: RegistrationKind | null = null;
  let id: string | null = null;
  try {
    const read = readText(document);
    kind = kindOf(read);
    id = idOf(read.source.value);
    return prepare(read, { kind, strictness });
  } catch (problem) {
    if (!(problem instanceof DomainError)) throw problem;
    return { kind, id, problem };
  }
}

/** Documents of the standards say what they are; a team's document is known by its type. */
function kindOf({ source: { value } }: ReadText): RegistrationKind | null {
  if (isProductDocument(value)) return "dataproduct";
  if (isContractDocument(value)) return "datacontract";
  return isTeamDocument(value) ? "team" : null;
}

const isTeamDocument = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !("kind" in value) &&
  "type" in value &&
  TeamType.safeParse(value.type).success;

function idOf(value: unknown): string | null {
  const isNamed =
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
  return isNamed ? String(value.id).slice(0, 256) : null;
}

function prepare(
  read: ReadText,
  { kind, strictness }: { kind: RegistrationKind | null; strictness: Strictness },
): Item {
  switch (kind) {
    case "team": {
      const team = prepareTeam(read.source.value);
      return { kind, id: team.id, team };
    }
    case "dataproduct":
      return prepareProduct(read, strictness);
    case "datacontract":
      return prepareContract(read, strictness);
    case null: {
      const detail =
        "It is neither a data product (kind: DataProduct or dataProductSpecification), nor a data contract (kind: DataContract), nor a team (type: Team, Domain …).";
      throw invalid("The document does not say what it is.", [
        { pointer: "#/kind", detail, ...read.source.locate("#/kind") },
      ]);
    }
  }
}

/** Of two documents with the same id, the first counts: which one is meant cannot be known. */
function refuseTwins(items: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return items.map((item) => {
    if ("problem" in item) return item;
    const { kind, id } = item;
    const key = JSON.stringify([kind, id]);
    if (seen.has(key)) {
      return { kind, id, problem: conflict(`Another document with the id ${id} came before this one.`) };
    }
    seen.add(key);
    return item;
  });
}

export const teamsIn = (items: readonly Item[]): PreparedTeam[] =>
  items.flatMap((item) => ("team" in item ? [item.team] : []));

export const productsIn = (items: readonly Item[]): PreparedProduct[] =>
  items.flatMap((item) => ("product" in item ? [item] : []));

export const contractsIn = (items: readonly Item[]): PreparedContract[] =>
  items.flatMap((item) => ("contract" in item ? [item] : []));

/** Who offers what: the owners of the products that will be registered, by the contracts of their output ports. */
export function providingTeams(plans: readonly ProductPlan[]): ProvidingTeams {
  const accepted = plans.filter((plan) => refusalOf(plan) === null);
  const pairs = accepted.flatMap(({ ownerTeamId, incoming }) =>
    incoming.product.outputPorts.flatMap(({ contractId }) =>
      contractId === null ? [] : [[contractId, ownerTeamId] as const],
    ),
  );
  return new Map(pairs.reverse());
}

/** Teams that a dry run would register, with the teams above them: those of the same call, and those that exist. */
export function toNewTeams(
  teams: readonly PreparedTeam[],
  outcomes: readonly TeamOutcome[],
  known: ReadonlyMap<string, TeamPlace>,
): Map<string, OwnerTeam> {
  const refused = new Set(outcomes.flatMap(({ id, outcome }) => (outcome === "refused" ? [id] : [])));
  const accepted = new Map(teams.filter(({ id }) => !refused.has(id)).map((team) => [team.id, team]));

  function above(id: string, seen: ReadonlySet<string>): string[] {
    const parentId = accepted.get(id)?.parentId ?? null;
    if (!accepted.has(id)) return (known.get(id)?.path ?? []).map((team) => team.id);
    return parentId === null || seen.has(parentId)
      ? []
      : [parentId, ...above(parentId, new Set([...seen, id]))];
  }

  return new Map([...accepted.keys()].map((id) => [id, { id, ancestorIds: above(id, new Set()) }]));
}

/** Everything that is known about the documents of one call, by the item. */
export type Outcomes = {
  teams: ReadonlyMap<string, TeamOutcome>;
  products: ReadonlyMap<PreparedProduct, ProductPlan>;
  contracts: ReadonlyMap<PreparedContract, ContractPlan>;
};
