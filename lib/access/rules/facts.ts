import type { OutputPort } from "@/lib/catalog/model";
import type { TeamPlace } from "@/lib/identity/model";

import type { ConsumerKind, PlanFacts } from "../model";

type Contract = Pick<PlanFacts, "classification" | "personalData">;

/** Where a consumer stands: the teams that a person belongs to, else the one team. */
type Standing = { kind: ConsumerKind; places: readonly TeamPlace[] };

type Weighed = {
  port: Pick<OutputPort, "autoApprove" | "containsPii">;
  contract: Contract | null;
  provider: TeamPlace;
  consumer: Standing;
};

/** The facts that decide who has to say yes. */
export function factsOf({ port, contract, provider, consumer }: Weighed): PlanFacts {
  const { id, name, domain } = provider;
  return {
    classification: contract?.classification ?? null,
    personalData: port.containsPii === true || contract?.personalData === true,
    autoApprove: port.autoApprove,
    sameTeam: isSameTeam(provider, consumer),
    sameDomain: domain !== null && consumer.places.some((place) => isWithin(place, domain.id)),
    providerTeam: { id, name },
    providerDomain: domain,
  };
}

/** A person has the roles of every team above as well; a team or product is of one team alone. */
function isSameTeam(provider: TeamPlace, { kind, places }: Standing): boolean {
  if (kind === "user") return places.some((place) => isWithin(provider, place.id));
  return places.some(({ id }) => id === provider.id);
}

const isWithin = ({ id, path }: TeamPlace, teamId: string): boolean =>
  id === teamId || path.some((above) => above.id === teamId);

/** Why nobody can ask for a port any more, or null. */
export function closedBecause(product: { status: string }, port: { status: string | null }): string | null {
  if (product.status === "retired") return "The data product is retired.";
  return port.status?.trim().toLowerCase() === "retired" ? "The port is retired." : null;
}

type Keyed = { id: string; port: Pick<OutputPort, "externalId" | "name"> };

/** The port with that id of the portal, else with that id or name of its document. */
export const portNamed = <P extends Keyed>(ports: readonly P[], key: string): P | null =>
  ports.find(({ id }) => id === key) ??
  ports.find(({ port }) => port.externalId === key) ??
  ports.find(({ port }) => port.name === key) ??
  null;

/** The names of the columns of a contract that may be asked for, with their table where there are several. */
export function columnNames(schema: readonly { name: string; properties: readonly { name: string }[] }[]) {
  const prefixed = schema.length > 1;
  return schema.flatMap((table) =>
    table.properties.map(({ name }) => (prefixed ? `${table.name}.${name}` : name)),
  );
}
