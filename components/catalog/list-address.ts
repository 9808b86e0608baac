import type { Lifecycle } from "@/lib/catalog/model";

const STATUSES: readonly Lifecycle[] = ["proposed", "draft", "active", "deprecated", "retired"];

export type ListAddress = { status: Lifecycle | null; cursor: string | null };

type Given = Readonly<Record<string, string | string[] | undefined>>;

/** What the address of a domain or team asks of its list of products. */
export const readList = ({ status, cursor }: Given): ListAddress => ({
  status: STATUSES.find((known) => known === status) ?? null,
  cursor: typeof cursor === "string" && cursor !== "" ? cursor : null,
});

/** The address that asks for it. */
export function toListHref(base: string, { status, cursor }: ListAddress): string {
  const params = new URLSearchParams();
  if (status !== null) params.set("status", status);
  if (cursor !== null) params.set("cursor", cursor);
  return params.size === 0 ? base : `${base}?${params.toString()}`;
}
