import { Boxes, Sprout } from "lucide-react";
import type { Metadata } from "next";

import { HomeAccess } from "@/components/access/home-access";
import { DomainList } from "@/components/catalog/domain-list";
import { ProductRow, ProductRows } from "@/components/catalog/product-row";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link";
import { Page, PageHeader, Section, WithRail } from "@/components/ui/page";
import { listAgreements } from "@/lib/access";
import { homeFeed, listDomains } from "@/lib/catalog";
import type { HomeFeed } from "@/lib/catalog/model";
import { getMe } from "@/lib/identity";
import { page, requestTime } from "@/lib/transport/page";

import { OwnRequests, WaitsForYou } from "./home-requests";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const [feed, domains, me, access] = await Promise.all([
    page(homeFeed, {}),
    page(listDomains, {}),
    page(getMe, {}),
    page(listAgreements, { view: "mine", status: "active", limit: 6 }),
  ]);
  const mine = me.teams.length > 0 && <Mine feed={feed} teamIds={me.teams.map(({ id }) => id)} />;
  return (
    <Page>
      <PageHeader title="Home" />
      <WithRail
        label="Access and domains"
        rail={
          <>
            <HomeAccess agreements={access.items} now={requestTime()} />
            <Domains domains={domains} />
          </>
        }
      >
        <WaitsForYou attention={feed.needsAttention} />
        <OwnRequests />
        {feed.mineCount > 0 && mine}
        <Recent feed={feed} />
        {feed.mineCount === 0 && mine}
      </WithRail>
    </Page>
  );
}

type MineProps = { feed: HomeFeed; teamIds: readonly string[] };

function Mine({ feed: { mine, mineCount }, teamIds }: MineProps) {
  const all = new URLSearchParams([...new Set(teamIds)].map((id): [string, string] => ["team", id]));
  return (
    <Section
      title="Products of my teams"
      count={mineCount}
      action={mineCount > mine.length && <TextLink href={`/search?${all.toString()}`}>All of them</TextLink>}
    >
      {mine.length > 0 ? (
        <ProductRows label="Products of my teams">
          {mine.map((product) => (
            <ProductRow key={product.id} product={product} now={requestTime()} />
          ))}
        </ProductRows>
      ) : (
        <EmptyState
          icon={Boxes}
          title="Your teams have no products yet"
          action={<ButtonLink href="/register">Register a product</ButtonLink>}
        >
          What your teams offer to others stands here, with what needs your attention.
        </EmptyState>
      )}
    </Section>
  );
}

function Recent({ feed: { recent } }: { feed: HomeFeed }) {
  return (
    <Section
      title="Changed lately"
      action={recent.length > 0 && <TextLink href="/search?sort=-updated">All changes</TextLink>}
    >
      {recent.length > 0 ? (
        <ProductRows label="Products that changed lately">
          {recent.map((product) => (
            <ProductRow key={product.id} product={product} now={requestTime()} />
          ))}
        </ProductRows>
      ) : (
        <EmptyState
          icon={Sprout}
          title="The mesh has no products yet"
          action={
            <ButtonLink href="/register" variant="primary">
              Register the first one
            </ButtonLink>
          }
        >
          A product is registered by one HTTP call from a pipeline, by a signed webhook, or by pasting its
          document here.
        </EmptyState>
      )}
    </Section>
  );
}

function Domains({ domains }: { domains: Parameters<typeof DomainList>[0]["domains"] }) {
  return (
    <Section title="Domains" count={domains.length}>
      {domains.length > 0 ? (
        <DomainList domains={domains} />
      ) : (
        <p className="text-soft">No team is a domain yet. A domain is a team of type Domain.</p>
      )}
    </Section>
  );
}
