import "server-only";

import { actorKey, displayNames } from "@/lib/identity";
import type { TeamRef } from "@/lib/identity/model";
import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import { type AccessTarget, type Consumer, ConsumerKind, type Doer } from "./model";
import { namesOfParties } from "./store/names";

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
  team: (id: string) => TeamRef;
  /** The name of a person who may be gone. */
  person: (id: string) => string;
};

/** Others than the parties that have to be named. */
type Others = { doers?: readonly DoerKey[]; teamIds?: readonly string[]; userIds?: readonly string[] };

/** Looks up, in a fixed number of statements, every name that the rows and others need. */
export async function describing(
  db: Db,
  rows: readonly Parties[],
  { doers = [], teamIds = [], userIds = [] }: Others = {},
): Promise<Describe> {
  const [{ users, teams, products, ports }, names] = await Promise.all([
    namesOfParties(db, {
      userIds: [...idsOf(rows, "user"), ...userIds],
      teamIds: [...rows.flatMap((row) => [row.providerTeamId, row.consumerTeamId ?? []].flat()), ...teamIds],
      productIds: idsOf(rows, "product"),
      portIds: rows.map(({ portId }) => portId),
    }),
    displayNames(db, doers),
  ]);
  const team = (id: string): TeamRef => ({ id, name: teams.get(id) ?? id });

  return {
    team,
    target: ({ productId, productName, portId, portName, contractId, contractVersion, providerTeamId }) => ({
      ...{ productId, productName, portId, portName, contractId, contractVersion },
      providerTeam: team(providerTeamId),
      exists: ports.has(portId),
    }),
    consumer: ({ consumerKind, consumerId: id, consumerTeamId }) => {
      const kind = ConsumerKind.parse(consumerKind);
      const named = { user: users, team: teams, product: products }[kind];
      return {
        ...{ kind, id, name: named.get(id) ?? id },
        team: consumerTeamId === null ? null : team(consumerTeamId),
      };
    },
    doer: (doer) => ({ kind: doer.kind, id: doer.id, name: names.get(actorKey(doer)) ?? doer.id }),
    person: (id) => users.get(id) ?? "A former member",
  };
}

const idsOf = (rows: readonly Parties[], kind: ConsumerKind): string[] =>
  rows.flatMap(({ consumerKind, consumerId }) => (consumerKind === kind ? [consumerId] : []));
