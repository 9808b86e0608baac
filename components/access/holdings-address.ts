import type { AgreementSummary, ConsumerKind } from "@/lib/access/model";

/** Whose access is shown. */
const HOLDERS = ["all", "me", "teams", "products"] as const;
export type Holder = (typeof HOLDERS)[number];

export type HoldingsAddress = { holder: Holder; showsEnded: boolean };

type Given = Readonly<Record<string, string | string[] | undefined>>;

/** What the address of the page asks for; what it does not understand it leaves out. */
export const readHoldings = ({ for: holder, ended }: Given): HoldingsAddress => ({
  holder: HOLDERS.find((known) => known === holder) ?? "all",
  showsEnded: ended === "shown",
});

export function toHoldingsHref({ holder, showsEnded }: HoldingsAddress): string {
  const params = new URLSearchParams();
  if (holder !== "all") params.set("for", holder);
  if (showsEnded) params.set("ended", "shown");
  return params.size === 0 ? "/access" : `/access?${params.toString()}`;
}

const KINDS: Readonly<Record<Exclude<Holder, "all">, ConsumerKind>> = {
  me: "user",
  teams: "team",
  products: "product",
};

/** Agreements, or requests, of one kind of consumer. */
export const heldBy = <A extends Pick<AgreementSummary, "consumer">>(
  all: readonly A[],
  holder: Holder,
): A[] => (holder === "all" ? [...all] : all.filter(({ consumer }) => consumer.kind === KINDS[holder]));

/** The first to end first. */
export const byEnd = <A extends Pick<AgreementSummary, "endsAt">>(agreements: readonly A[]): A[] =>
  [...agreements].sort((one, other) => one.endsAt.localeCompare(other.endsAt));
