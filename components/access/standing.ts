import type { PortOffer, PortStanding } from "@/lib/access/model";

/** What matters most comes first: access that one has, then access on its way, then what one could ask for. */
const ORDER: readonly PortStanding["kind"][] = [
  "granted",
  "pending",
  "upcoming",
  "instant",
  "askable",
  "owned",
  "closed",
];

/** The port that the one button of a product speaks of. */
export function bestPort<Port extends Pick<PortOffer, "standing">>(ports: readonly Port[]): Port | null {
  const rankOf = ({ standing }: Port) => ORDER.indexOf(standing.kind);
  return ports.reduce<Port | null>(
    (best, port) => (best === null || rankOf(port) < rankOf(best) ? port : best),
    null,
  );
}

/** The port with which the panel opens where the address names none that there is. */
export const firstAskable = <Port extends Pick<PortOffer, "standing">>(ports: readonly Port[]): Port | null =>
  ports.find(({ standing }) => standing.kind === "askable" || standing.kind === "instant") ??
  ports.find(({ standing }) => standing.kind !== "closed") ??
  ports[0] ??
  null;

/** The page on which access to a port is asked for; over another page it opens as a panel. */
export const askHref = (productId: string, portId: string): string =>
  `/products/${encodeURIComponent(productId)}/access/ask?${new URLSearchParams({ port: portId }).toString()}`;

export const agreementHref = (accessId: string): string => `/access/${encodeURIComponent(accessId)}`;
/** The page of an agreement with its renewal opened over it. */
export const renewHref = (accessId: string): string =>
  `${agreementHref(accessId)}?${new URLSearchParams({ renew: accessId }).toString()}`;
