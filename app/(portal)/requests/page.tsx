import type { Metadata } from "next";

import {
  isNarrowed,
  readRequests,
  type RequestAddress,
  toRequestsHref,
  type View,
  wholeView,
} from "@/components/access/request-address";
import { RequestFilters } from "@/components/access/request-filters";
import { NoRequests, RequestList } from "@/components/access/request-list";
import { ButtonLink } from "@/components/ui/button";
import { Page, PageHeader } from "@/components/ui/page";
import { TabLinks } from "@/components/ui/tab-links";
import { countWaiting, listRequests } from "@/lib/access";
import type { RequestPage } from "@/lib/access/model";
import { getMe } from "@/lib/identity";
import { page, requestTime } from "@/lib/transport/page";

import { approveTogether } from "./actions";

export const metadata: Metadata = { title: "Requests" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RequestsPage({ searchParams }: Props) {
  const address = readRequests(await searchParams);
  const [requests, counts, me] = await Promise.all([
    page(listRequests, address),
    page(countWaiting, {}),
    page(getMe, {}),
  ]);
  const { view } = address;
  const isEmpty = requests.items.length === 0;
  return (
    <Page>
      <PageHeader title="Requests" />
      <Views address={address} counts={counts} seesAll={me.orgRole !== "member"} />
      {(!isEmpty || isNarrowed(address)) && (
        <RequestFilters address={address} {...choicesOf(requests, address)} />
      )}
      <RequestList
        view={view}
        requests={requests.items}
        now={requestTime()}
        approve={approveTogether}
        empty={<NoRequests view={view} isNarrowed={isNarrowed(address)} />}
      />
      <Pages address={address} nextCursor={requests.nextCursor} />
    </Page>
  );
}

type ViewsProps = { address: RequestAddress; counts: { waiting: number; mine: number }; seesAll: boolean };

function Views({ address: { view }, counts, seesAll }: ViewsProps) {
  const hrefOf = (shown: View) => toRequestsHref(wholeView(shown));
  return (
    <TabLinks
      label="Requests"
      current={hrefOf(view)}
      className="-mt-2 mb-4"
      tabs={[
        { href: hrefOf("waiting"), label: "Waiting for you", count: counts.waiting },
        {
          href: hrefOf("mine"),
          label: counts.mine > 0 ? `Your requests, ${counts.mine} to answer` : "Your requests",
        },
        { href: hrefOf("decided"), label: "Decided" },
        ...(seesAll || view === "all" ? [{ href: hrefOf("all"), label: "All" }] : []),
      ]}
    />
  );
}

/** Products and teams that the list names, and whatever is chosen already. */
function choicesOf({ items }: RequestPage, { productId, teamId }: RequestAddress) {
  const products = new Map(items.map(({ target }) => [target.productId, target.productName]));
  const teams = new Map(
    items.flatMap(({ target, consumer }) =>
      [target.providerTeam, consumer.team].flatMap((team) => (team ? [[team.id, team.name] as const] : [])),
    ),
  );
  return { products: toChoices(products, productId), teams: toChoices(teams, teamId) };
}

const toChoices = (names: ReadonlyMap<string, string>, chosen: string | null) =>
  [...names, ...(chosen !== null && !names.has(chosen) ? [[chosen, chosen] as const] : [])]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));

function Pages({ address, nextCursor }: { address: RequestAddress; nextCursor: string | null }) {
  if (nextCursor === null && address.cursor === null) return null;
  return (
    <nav aria-label="Pages" className="mt-3 flex justify-center gap-2">
      {address.cursor !== null && (
        <ButtonLink href={toRequestsHref({ ...address, cursor: null })}>First page</ButtonLink>
      )}
      {nextCursor !== null && (
        <ButtonLink href={toRequestsHref({ ...address, cursor: nextCursor })}>Next page</ButtonLink>
      )}
    </nav>
  );
}
