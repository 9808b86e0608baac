import { KeyRound } from "lucide-react";
import type { Metadata } from "next";

import { HoldingList } from "@/components/access/holding-list";
import {
  byEnd,
  heldBy,
  type HoldingsAddress,
  readHoldings,
  toHoldingsHref,
} from "@/components/access/holdings-address";
import { RenewalPanel } from "@/components/access/renewal-panel";
import { RequestItem, RequestRows } from "@/components/access/request-list";
import { OwnRow } from "@/components/access/request-row";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { TabLinks } from "@/components/ui/tab-links";
import { listAgreements, listRequests } from "@/lib/access";
import type { AgreementSummary, RequestSummary } from "@/lib/access/model";
import { page, requestTime } from "@/lib/transport/page";

import { cancel, renew } from "./actions";

export const metadata: Metadata = { title: "My access" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const LIMIT = 100;

export default async function MyAccess({ searchParams }: Props) {
  const address = readHoldings(await searchParams);
  const [active, upcoming, asked, questioned] = await Promise.all([
    page(listAgreements, { view: "mine", status: "active", limit: LIMIT }),
    page(listAgreements, { view: "mine", status: "upcoming", limit: LIMIT }),
    page(listRequests, { view: "mine", status: "requested", limit: LIMIT }),
    page(listRequests, { view: "mine", status: "needsInformation", limit: LIMIT }),
  ]);
  const live = byEnd([...active.items, ...upcoming.items]);
  const held = heldBy(live, address.holder);
  const pending = heldBy([...questioned.items, ...asked.items], address.holder);
  return (
    <Page>
      <PageHeader
        title="My access"
        description="What you, your teams and your products may use, and when it ends."
      />
      <Holders live={live} address={address} />
      {pending.length > 0 && <OnTheWay requests={pending} />}
      <Section title="In force" count={held.length}>
        {held.length > 0 ? (
          <HoldingList label="Access in force" agreements={held} cancel={cancel} now={requestTime()} />
        ) : (
          <Nothing address={address} />
        )}
        {active.nextCursor && (
          <p className="mt-2 text-soft">These are the {LIMIT} that end first; there are more.</p>
        )}
      </Section>
      <Ended address={address} />
      <RenewalPanel agreements={live.filter(({ permissions }) => permissions.renew.allowed)} renew={renew} />
    </Page>
  );
}

const LABELS = { all: "All", me: "For me", teams: "For my teams", products: "For my products" } as const;

function Holders({ live, address }: { live: readonly AgreementSummary[]; address: HoldingsAddress }) {
  return (
    <TabLinks
      label="Whose access"
      className="mb-6"
      tabs={(["all", "me", "teams", "products"] as const).map((holder) => ({
        href: toHoldingsHref({ ...address, holder }),
        label: LABELS[holder],
        count: heldBy(live, holder).length,
      }))}
      current={toHoldingsHref(address)}
    />
  );
}

function OnTheWay({ requests }: { requests: readonly RequestSummary[] }) {
  return (
    <Section title="On the way" count={requests.length}>
      <RequestRows label="Requests on the way">
        {requests.map((request) => (
          <RequestItem key={request.id}>
            <OwnRow request={request} now={requestTime()} />
          </RequestItem>
        ))}
      </RequestRows>
    </Section>
  );
}

function Nothing({ address }: { address: HoldingsAddress }) {
  return (
    <EmptyState
      icon={KeyRound}
      title={address.holder === "all" ? "You hold no access yet" : "Nothing of this kind"}
      action={
        <ButtonLink href="/search" variant="primary">
          Find data
        </ButtonLink>
      }
    >
      Find a data product and ask for it on its page. What is granted to you stands here, with the day on
      which it ends.
    </EmptyState>
  );
}

/** Folded away until somebody asks for it. */
async function Ended({ address }: { address: HoldingsAddress }) {
  if (!address.showsEnded)
    return (
      <p>
        <TextLink href={toHoldingsHref({ ...address, showsEnded: true })} scroll={false}>
          Show what has ended
        </TextLink>
      </p>
    );
  const [expired, revoked] = await Promise.all([
    page(listAgreements, { view: "mine", status: "expired", limit: LIMIT }),
    page(listAgreements, { view: "mine", status: "revoked", limit: LIMIT }),
  ]);
  const ended = byEnd(heldBy([...expired.items, ...revoked.items], address.holder)).reverse();
  return (
    <Section
      title="Ended"
      count={ended.length}
      action={
        <TextLink href={toHoldingsHref({ ...address, showsEnded: false })} scroll={false} className="text-sm">
          Fold away
        </TextLink>
      }
    >
      {ended.length > 0 ? (
        <HoldingList label="Access that has ended" agreements={ended} cancel={cancel} now={requestTime()} />
      ) : (
        <p className="text-soft">Nothing has ended..</p>
      )}
    </Section>
  );
}
