import type { Metadata } from "next";
import { cache } from "react";

import { readList } from "@/components/catalog/list-address";
import { MemberList } from "@/components/catalog/member-list";
import { ProductSection } from "@/components/catalog/product-section";
import { TeamList } from "@/components/catalog/team-list";
import { HueDot } from "@/components/ui/hue";
import { Page, PageHeader, Section, WithRail } from "@/components/ui/page";
import { getDomainOverview } from "@/lib/catalog";
import { getTeam } from "@/lib/identity";
import { page, requestTime } from "@/lib/transport/page";

import { idOf } from "../../route-id";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const teamOf = cache((id: string) => page(getTeam, { id }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await teamOf(await idOf(params))).name };
}

export default async function DomainPage({ params, searchParams }: Props) {
  const [id, given] = await Promise.all([idOf(params), searchParams]);
  const { status, cursor } = readList(given);
  const [domain, { members }] = await Promise.all([
    page(getDomainOverview, { id, cursor, ...(status !== null && { status }) }),
    teamOf(id),
  ]);
  const base = `/domains/${encodeURIComponent(id)}`;
  return (
    <Page>
      <PageHeader
        title={domain.name}
        trail={[
          { label: "Domains", href: "/domains" },
          ...domain.path.map((above) => ({
            label: above.name,
            href: `/teams/${encodeURIComponent(above.id)}`,
          })),
        ]}
        facts={<HueDot id={id} className="size-3" />}
        description={domain.description}
      />
      <WithRail
        label="Teams and people"
        rail={
          <>
            <Section title="Teams" count={domain.teamCount}>
              {domain.teams.length > 0 ? (
                <TeamList teams={domain.teams} />
              ) : (
                <p className="text-soft">No teams below it: the domain keeps its products itself.</p>
              )}
            </Section>
            <Section title="People">
              <MemberList members={members} />
            </Section>
          </>
        }
      >
        <ProductSection
          overview={domain}
          base={base}
          status={status}
          now={requestTime()}
          empty="Products of the domain and of its teams appear here."
        />
      </WithRail>
    </Page>
  );
}
