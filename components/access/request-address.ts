import type { RequestStatus } from "@/lib/access/model";

const VIEWS = ["waiting", "mine", "decided", "all"] as const;
export type View = (typeof VIEWS)[number];

const STATUSES: readonly RequestStatus[] = [
  "requested",
  "needsInformation",
  "approved",
  "rejected",
  "cancelled",
  "lapsed",
];
const OVER: readonly RequestStatus[] = ["approved", "rejected", "cancelled", "lapsed"];

/** The statuses that a view can be narrowed to. */
export const statusesOf = (view: View): readonly RequestStatus[] =>
  view === "waiting" ? [] : view === "decided" ? OVER : STATUSES;

export type RequestAddress = {
  view: View;
  status: RequestStatus | null;
  kind: "new" | "renewal" | null;
  productId: string | null;
  teamId: string | null;
  cursor: string | null;
};

type Given = Readonly<Record<string, string | string[] | undefined>>;

/** What the address of the inbox asks for; what makes no sense is not asked. */
export function readRequests({ view, status, kind, product, team, cursor }: Given): RequestAddress {
  const shown = VIEWS.find((known) => known === view) ?? "waiting";
  return {
    view: shown,
    status: statusesOf(shown).find((known) => known === status) ?? null,
    kind: kind === "new" || kind === "renewal" ? kind : null,
    productId: textOf(product),
    teamId: textOf(team),
    cursor: textOf(cursor),
  };
}

const textOf = (value: string | string[] | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/** The address that asks for it. */
export function toRequestsHref({ view, status, kind, productId, teamId, cursor }: RequestAddress): string {
  const params = new URLSearchParams();
  const given = { status, kind, product: productId, team: teamId, cursor };
  if (view !== "waiting") params.set("view", view);
  for (const [name, value] of Object.entries(given)) if (value !== null) params.set(name, value);
  return params.size === 0 ? "/requests" : `/requests?${params.toString()}`;
}

/** A view with nothing narrowed. */
export const wholeView = (view: View): RequestAddress => ({
  view,
  status: null,
  kind: null,
  productId: null,
  teamId: null,
  cursor: null,
});

export const isNarrowed = ({ status, kind, productId, teamId }: RequestAddress): boolean =>
  [status, kind, productId, teamId].some((value) => value !== null);
