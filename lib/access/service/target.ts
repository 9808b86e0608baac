import "server-only";

import { visibleProductNames } from "@/lib/catalog";
import type { OutputPort } from "@/lib/catalog/model";
import { findTeam, teamsByIds } from "@/lib/identity";
import type { TeamPlace, TeamRef } from "@/lib/identity/model";
import type { Db } from "@/lib/platform/db/client";
import { invalid } from "@/lib/platform/errors";
import type { Scope } from "@/lib/platform/operation";

import type { ConsumerKey, PlanFacts } from "../model";
import type { ConsumerSide } from "../policy/requests";
import { factsOf, portNamed } from "../rules/facts";
import {
  type ContractFacts,
  contractFactsOf,
  findAccount,
  findProduct,
  outputPortsOf,
  teamIdsNaming,
} from "../store/targets";

/** A port as it is offered now, with what is decided by. */
export type Target = {
  product: { id: string; name: string; status: string };
  portId: string;
  port: OutputPort;
  contract: ContractFacts | null;
  provider: TeamPlace;
};

/** The port by its id or name, or null; whoever may see the product. */
export async function unprotectedTarget(db: Db, productId: string, portKey: string): Promise<Target | null> {
  const targets = await unprotectedTargets(db, productId);
  const found = portNamed(
    targets.map((target) => ({ ...target, id: target.portId })),
    portKey,
  );
  return found && (targets.find(({ portId }) => portId === found.portId) ?? null);
}

/** Every output port of the product. */
export async function unprotectedTargets(db: Db, productId: string): Promise<Target[]> {
  const product = await findProduct(db, productId);
  if (product === null) return [];
  const { ownerTeamId, ...facts } = product;
  const ports = await outputPortsOf(db, productId);
  const [contracts, provider] = await Promise.all([
    contractFactsOf(
      db,
      ports.flatMap(({ port }) => port.contractId ?? []),
    ),
    findTeam(db, ownerTeamId),
  ]);
  return ports.map(({ id, port }) => ({
    ...{ product: facts, portId: id, port },
    contract: port.contractId === null ? null : (contracts.get(port.contractId) ?? null),
    provider: provider ?? placeless(ownerTeamId),
  }));
}

const placeless = (id: string): TeamPlace => ({
  ...{ id, name: id, type: "Team", parentId: null, path: [], domain: null },
});

/** A consumer with the teams that it stands in. */
export type ConsumerPlace = ConsumerSide & {
  name: string;
  team: TeamRef | null;
  places: readonly TeamPlace[];
};

/** The consumer that the actor names; refuses one that does not exist for them. */
export async function resolveConsumer(scope: Pick<Scope, "db" | "actor">, key: ConsumerKey) {
  const consumer = await findConsumer(scope, key);
  if (consumer) return consumer;
  const detail = `The ${WORDS[key.kind]} ${key.id} does not exist.`;
  throw invalid(detail, [{ pointer: "#/consumer/id", detail }]);
}

const WORDS = { user: "person", team: "team", product: "data product" } as const;

async function findConsumer(scope: Pick<Scope, "db" | "actor">, key: ConsumerKey) {
  switch (key.kind) {
    case "user":
      return findPerson(scope.db, key.id);
    case "team":
      return findConsumerTeam(scope.db, key.id);
    case "product":
      return findConsumerProduct(scope, key.id);
  }
}

/** Somebody whom a team names counts before they first sign in: by the e-mail address. */
export async function findPerson(db: Db, idOrEmail: string): Promise<ConsumerPlace | null> {
  const account = await findAccount(db, idOrEmail);
  const teamIds = await teamIdsNaming(db, account?.email ?? idOrEmail);
  if (account === null && teamIds.length === 0) return null;
  return {
    ...{ consumerKind: "user", consumerId: account?.id ?? idOrEmail, consumerTeamId: null },
    ...{ name: account?.name ?? idOrEmail, team: null },
    places: [...(await teamsByIds(db, teamIds)).values()],
  };
}

async function findConsumerTeam(db: Db, id: string): Promise<ConsumerPlace | null> {
  const team = await findTeam(db, id);
  return team && { consumerKind: "team", consumerId: id, consumerTeamId: id, ...placed(team, team.name) };
}

async function findConsumerProduct({ db, actor }: Pick<Scope, "db" | "actor">, id: string) {
  const name = (await visibleProductNames(db, actor, [id])).get(id);
  const product = name === undefined ? null : await findProduct(db, id);
  const team = product && (await findTeam(db, product.ownerTeamId));
  if (!product || !team) return null;
  const side = { consumerKind: "product", consumerId: id, consumerTeamId: team.id } as const;
  return { ...side, ...placed(team, product.name) };
}

const placed = (team: TeamPlace, name: string) => ({
  ...{ name, team: { id: team.id, name: team.name }, places: [team] },
});

/** What the plan is computed from. */
export const weigh = (
  { port, contract, provider }: Target,
  { consumerKind, places }: Pick<ConsumerPlace, "consumerKind" | "places">,
): PlanFacts => factsOf({ port, contract, provider, consumer: { kind: consumerKind, places } });
