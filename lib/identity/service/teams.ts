import "server-only";

import { z } from "zod";

import { changeOf } from "@/lib/platform/audit";
import { forbidden, invalid, notFound } from "@/lib/platform/errors";
import { command, query } from "@/lib/platform/operation";

import { prepareTeam } from "../document";
import type { TeamRemoved } from "../events";
import { announceLeavers } from "../leavers";
import { EmailAddress, Team, TeamNode } from "../model";
import { canReadTeams, canRegisterTeam, canRemoveTeam } from "../policy";
import { findTeam, namesOfPeople, withDomains } from "../reads";
import { normalizeEmail } from "../rules";
import {
  deleteTeam,
  findObstacles,
  getDocument,
  getTeamDetail,
  listDocuments,
  listTree,
  lockTree,
  type Obstacles,
  teamsWithAncestors,
} from "../store/teams";
import { membershipsOfTeams } from "../store/users";
import { applyTeams } from "./plan-teams";

export const registerTeam = command({
  name: "identity.registerTeam",
  summary: "Register a team, or replace the document of a registered one.",
  input: z.object({ id: z.string(), document: z.unknown() }),
  output: z.object({
    id: z.string(),
    outcome: z.enum(["created", "updated", "unchanged"]),
    version: z.number().int(),
  }),
  async load({ db }, { id, document }) {
    const prepared = prepareTeam(document);
    if (prepared.id !== id) {
      const detail = `The document's id is ${prepared.id}, but the address says ${id}.`;
      throw invalid(detail, [{ pointer: "#/id", detail }]);
    }
    const current = (await teamsWithAncestors(db, [id])).get(id) ?? null;
    return { prepared, current };
  },
  allow: (actor, { prepared, current }) => canRegisterTeam(actor, { current, next: prepared }),
  async run(scope, { id }, { prepared }) {
    const [result] = await applyTeams(scope, [prepared]);
    if (!result || result.outcome === "refused" || result.version === null)
      throw result?.problem ?? forbidden("The team was not registered.");
    if (result.outcome === "unchanged") scope.nothingChanged();
    return { id, outcome: result.outcome, version: result.version };
  },
});

export const removeTeam = command({
  name: "identity.removeTeam",
  summary: "Remove a team that owns nothing and has no teams below it.",
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  async load({ db }, { id }) {
    const team = (await teamsWithAncestors(db, [id])).get(id);
    if (!team) throw notFound("Team", id);
    return team;
  },
  allow: canRemoveTeam,
  async run({ db, emit, record }, { id }, { name, type, parentId }) {
    await lockTree(db);
    const problem = obstacleProblem(await findObstacles(db, id));
    if (problem) throw invalid(`The team ${id} cannot be removed: ${problem}`);
    announceLeavers({ emit }, await membershipsOfTeams(db, [id]), []);
    await deleteTeam(db, id);
    emit({ type: "identity.team.removed", subject: id, payload: { name } satisfies TeamRemoved });
    record({ subjectId: id, detail: { kind: "team", ...changeOf({ name, type, parentId }, null) } });
    return { id };
  },
});

function obstacleProblem({ children, products, contracts, sources }: Obstacles): string | null {
  const parts = [
    children.length > 0 ? `there are teams below it (${children.join(", ")})` : null,
    products.length > 0 ? `it owns data products (${products.join(", ")})` : null,
    contracts.length > 0 ? `it owns data contracts (${contracts.join(", ")})` : null,
    sources.length > 0 ? `webhook sources belong to it (${sources.join(", ")})` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.join("; ")}. Move or remove these first.`;
}

export const getTeam = query({
  name: "identity.getTeam",
  summary: "Get a team with its place in the tree and its members.",
  input: z.object({ id: z.string() }),
  output: Team,
  load: ({ db }, { id }) => getTeamDetail(db, id),
  allow: canReadTeams,
  async run({ db }, { id }, { members, createdAt, updatedAt, ...detail }) {
    const [place, names] = await Promise.all([
      findTeam(db, id),
      namesOfPeople(
        db,
        members.map(({ email }) => email),
      ),
    ]);
    if (!place) throw notFound("Team", id);
    return Team.parse({
      ...detail,
      path: place.path,
      parent: place.path.at(-1) ?? null,
      domain: place.domain,
      members: members.map(({ email, name, role, source }) => {
        const person = names.get(email);
        return { id: person?.id ?? null, email, name: person?.name ?? name ?? email, role, source };
      }),
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    });
  },
});

export const getTeamDocument = query({
  name: "identity.getTeamDocument",
  summary: "Get the document by which a team was registered, exactly as it came.",
  input: z.object({ id: z.string() }),
  output: z.unknown(),
  load: ({ db }, { id }) => getDocument(db, id),
  allow: canReadTeams,
  run: (_scope, _input, document) => document,
});

const PAGE_SIZE = 1000;

export const listTeams = query({
  name: "identity.listTeams",
  summary: "List the documents of all teams, or of those that a person is a member of, by pages of 1000.",
  input: z.object({
    p: z.coerce.number().int().min(0).max(1_000_000).default(0),
    email: z.union([z.literal(""), EmailAddress]).default(""),
  }),
  output: z.object({ items: z.array(z.unknown()), hasMore: z.boolean() }),
  load: () => null,
  allow: canReadTeams,
  async run({ db }, { p, email }) {
    const filter = email === "" ? null : normalizeEmail(email);
    const { documents, hasMore } = await listDocuments(db, {
      email: filter,
      skip: p * PAGE_SIZE,
      take: PAGE_SIZE,
    });
    return { items: documents, hasMore };
  },
});

export const getTeamTree = query({
  name: "identity.getTeamTree",
  summary: "List every team with its parent, its domain and the number of its members.",
  input: z.object({}),
  output: z.array(TeamNode),
  load: () => null,
  allow: canReadTeams,
  run: async ({ db }) => withDomains(await listTree(db)),
});
