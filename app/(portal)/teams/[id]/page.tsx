import type { Metadata } from "next";
import { cache } from "react";

import { readList } from "@/components/catalog/list-address";
import { MemberList } from "@/components/catalog/member-list";
import { ProductSection } from "@/components/catalog/product-section";
import { TeamList } from "@/components/catalog/team-list";
import { Badge } from "@/components/ui/badge";
import { CopyId } from "@/components/ui/copy-button";
import { ExternalLink } from "@/components/ui/link";
import { Fact, Facts, Page, PageHeader, Section, WithRail } from "@/components/ui/page";
import { getTeamOverview } from "@/lib/catalog";
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

export default async function TeamPage({ params, searchParams }: Props) {
  const [id, given] = await Promise.all([idOf(params), searchParams]);
  const { status, cursor } = readList(given);
  const [team, overview] = await Promise.all([
    teamOf(id),
    page(getTeamOverview, { id, cursor, ...(status !== null && { status }) }),
  ]);
  const base = `/teams/${encodeURIComponent(id)}`;
  return (
    <Page>
      <PageHeader
        title={team.name}
        trail={team.path.map((above) => ({
          label: above.name,
          href: `/${above.id === team.domain?.id ? "domains" : "teams"}/${encodeURIComponent(above.id)}`,
        }))}
        facts={<Badge tone="outline">{team.type}</Badge>}
        description={team.description}
      />
      <WithRail label="Facts" rail={<TeamRail team={team} />}>
        <ProductSection
          overview={overview}
          base={base}
          status={status}
          now={requestTime()}
          empty="What the team and the teams below it register appears here."
        />
        <Section title="People" count={team.members.length}>
          {team.members.length > 0 ? (
            <MemberList members={team.members} />
          ) : (
            <p className="text-soft">Nobody is named yet.</p>
          )}
        </Section>
        {overview.teams.length > 0 && (
          <Section title="Teams below it" count={overview.teams.length}>
            <TeamList teams={overview.teams} />
          </Section>
        )}
      </WithRail>
    </Page>
  );
}

function TeamRail({ team: { id, links, tags, custom } }: { team: Awaited<ReturnType<typeof teamOf>> }) {
  return (
    <Facts>
      {Object.entries(links).map(([label, url]) => (
        <Fact key={label} label={label}>
          <ExternalLink href={url}>{url.replace(/^https?:\/\//, "")}</ExternalLink>
        </Fact>
      ))}
      {Object.entries(custom).map(([label, value]) => (
        <Fact key={label} label={label}>
          {typeof value === "string" ? value : JSON.stringify(value)}
        </Fact>
      ))}
      {tags.length > 0 && <Fact label="Tags">{tags.join(", ")}</Fact>}
      <Fact label="Id">
        <CopyId id={id} />
      </Fact>
    </Facts>
  );
}
