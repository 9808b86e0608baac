import "server-only";

import { outputPortsByIds, unprotectedProductNames } from "@/lib/catalog";
import { actorKey, displayNames, namesOfPeople, peopleByIds, teamsByIds } from "@/lib/identity";
import type { TeamRef } from "@/lib/identity/model";
import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import { type AccessTarget, type Consumer, ConsumerKind, type Doer } from "./model";

/** What requests and agreements have in common: what is asked for, and for whom. */
export type Parties = {
  productId: string;
  productName: string;
  portId: string;
  portName: string;
  contractId: string | null;
  contractVersion: string | null;
  providerTeamId: string;
  consumerKind: string;
  consumerId: string;
  consumerTeamId: string | null;
};

type DoerKey = Pick<Actor, "kind" | "id">;

/** Turns stored ids into what pages show. */
export type Describe = {
  target: (row: Parties) => AccessTarget;
  consumer: (row: Parties) => Consumer;
  doer: (doer: DoerKey) => Doer;
};

/** Looks up, in a fixed number of statements, every name that the rows and doers need. */
export async function describing(
  db: Db,
  rows: readonly Parties[],
  doers: readonly DoerKey[] = [],
): Promise<Describe> {
  const [teams, ports, people, products, names] = await Promise.all([
    teamsByIds(
      db,
      rows.flatMap((row) => [row.providerTeamId, row.consumerTeamId ?? []].flat()),
    ),
    outputPortsByIds(db, [...new Set(rows.map(({ portId }) => portId))]),
    namesOfConsumers(db, idsOf(rows, "user")),
    unprotectedProductNames(db, idsOf(rows, "product")),
    displayNames(db, doers),
  ]);
  const team = (id: string): TeamRef => ({ id, name: teams.get(id)?.name ?? id });

  return {
    target: ({ productId, productName, portId, portName, contractId, contractVersion, providerTeamId }) => ({
      ...{ productId, productName, portId, portName, contractId, contractVersion },
      providerTeam: team(providerTeamId),
      exists: ports.get(portId)?.productId === productId,
    }),
    consumer: ({ consumerKind, consumerId: id, consumerTeamId }) => {
      const kind = ConsumerKind.parse(consumerKind);
      const named = { user: people.get(id), team: teams.get(id)?.name, product: products.get(id) };
      return {
        ...{ kind, id, name: named[kind] ?? id },
        team: consumerTeamId === null ? null : team(consumerTeamId),
      };
    },
    doer: (doer) => ({ kind: doer.kind, id: doer.id, name: names.get(actorKey(doer)) ?? doer.id }),
  };
}

const idsOf = (rows: readonly Parties[], kind: ConsumerKind): string[] => [
  ...new Set(rows.flatMap(({ consumerKind, consumerId }) => (consumerKind === kind ? [consumerId] : []))),
];

/** A person is named by account or, before the first sign-in, by e-mail address. */
async function namesOfConsumers(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const [byId, byEmail] = await Promise.all([peopleByIds(db, ids), namesOfPeople(db, ids)]);
  return new Map(
    ids.flatMap((id) => {
      const name = byId.get(id)?.name ?? byEmail.get(id)?.name;
      return name === undefined ? [] : [[id, name] as const];
    }),
  );
}
