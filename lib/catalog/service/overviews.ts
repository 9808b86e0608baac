import "server-only";

import { z } from "zod";

import { everyTeam, findTeam, subtreeIds, type TeamPlace } from "@/lib/identity";
import { allow } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { notFound } from "@/lib/platform/errors";
import { query, type Scope } from "@/lib/platform/operation";

import { DomainOverview, DomainSummary, Lifecycle, type StatusCounts, TeamOverview } from "../model";
import { teamsBelow, toStatusCounts, totalOf } from "../rules/tree";
import { countByTeamAndStatus, descriptionsOfTeams, productsWhere } from "../store/views";
import { pageByName, Paging } from "./list-products";

type Counts = Awaited<ReturnType<typeof countByTeamAndStatus>>;

export const listDomains = query({
  name: "catalog.listDomains",
  summary: "List the domains with the number of teams and of data products in each.",
  input: z.object({}),
  output: z.array(DomainSummary),
  load: () => null,
  allow: () => allow,
  async run({ db, actor }) {
    const [teams, counts] = await Promise.all([
      everyTeam(db),
      countByTeamAndStatus(db, productsWhere(actor, {})),
    ]);
    const domains = teams.filter(({ type }) => type === "Domain");
    const descriptions = await descriptionsOfTeams(
      db,
      domains.map(({ id }) => id),
    );
    const inside = groupByDomain(teams);
    return domains.map((domain) => {
      const teamIds = inside.get(domain.id) ?? new Set();
      const description = descriptions.get(domain.id) ?? null;
      return summarize(domain, { description, domains, teamIds, counts });
    });
  },
});

/** The teams of each domain: itself and everything below it. */
function groupByDomain(teams: readonly TeamPlace[]): Map<string, Set<string>> {
  const inside = new Map<string, Set<string>>();
  for (const team of teams) {
    for (const above of [...team.path, team])
      inside.set(above.id, (inside.get(above.id) ?? new Set()).add(team.id));
  }
  return inside;
}

type Inside = {
  description: string | null;
  domains: readonly TeamPlace[];
  teamIds: ReadonlySet<string>;
  counts: Counts;
};

function summarize(
  { id, name, path }: TeamPlace,
  { description, domains, teamIds, counts }: Inside,
): DomainSummary {
  const own = counts.filter(({ teamId }) => teamIds.has(teamId));
  const parent = path.findLast((above) => domains.some((domain) => domain.id === above.id)) ?? null;
  return {
    ...{ id, name, description, parent },
    teamCount: teamIds.size - 1,
    productCount: totalOf(own),
    statuses: toStatusCounts(own),
  };
}

const OverviewInput = z.object({ id: z.string(), status: Lifecycle.optional(), ...Paging });

export const getDomainOverview = query({
  name: "catalog.getDomainOverview",
  summary: "Get a domain with its teams, the counts of its data products and a page of them.",
  input: OverviewInput,
  output: DomainOverview,
  load: ({ db }, { id }) => getPlace(db, "Domain", id),
  allow: () => allow,
  async run(scope, input, domain) {
    if (domain.type !== "Domain") throw notFound("Domain", domain.id);
    const { teams, ...overview } = await overviewOf(scope, input);
    const descriptions = await descriptionsOfTeams(scope.db, [domain.id]);
    const above = await Promise.all(domain.path.map(({ id }) => findTeam(scope.db, id)));
    const parent = above.findLast((team) => team?.type === "Domain") ?? null;
    return {
      ...{ id: domain.id, name: domain.name, path: domain.path },
      description: descriptions.get(domain.id) ?? null,
      parent: parent && { id: parent.id, name: parent.name },
      teamCount: teams.length,
      teams,
      ...overview,
    };
  },
});

export const getTeamOverview = query({
  name: "catalog.getTeamOverview",
  summary: "Get the data products of a team and of the teams below it, with their counts.",
  input: OverviewInput,
  output: TeamOverview,
  load: ({ db }, { id }) => getPlace(db, "Team", id),
  allow: () => allow,
  run: async (scope, input, { id, name, domain }) => ({
    id,
    name,
    domain,
    ...(await overviewOf(scope, input)),
  }),
});

async function getPlace(db: Db, what: string, id: string): Promise<TeamPlace> {
  const place = await findTeam(db, id);
  if (!place) throw notFound(what, id);
  return place;
}

type Overview = Pick<TeamOverview, "teams" | "productCount" | "products"> & { statuses: StatusCounts };

async function overviewOf({ db, actor }: Scope, input: z.output<typeof OverviewInput>): Promise<Overview> {
  const { id, status, cursor = null, limit } = input;
  const teamIds = await subtreeIds(db, id);
  const [tree, counts, products] = await Promise.all([
    everyTeam(db),
    countByTeamAndStatus(db, productsWhere(actor, { teamIds })),
    pageByName(db, productsWhere(actor, { teamIds, ...(status && { statuses: [status] }) }), {
      cursor,
      limit,
    }),
  ]);
  return {
    teams: teamsBelow(id, tree, counts),
    productCount: totalOf(counts),
    statuses: toStatusCounts(counts),
    products,
  };
}
