import { registerProduct } from "@/lib/catalog";
import { registerContract } from "@/lib/contracts";
import { addDemoPerson, everyTeam, registerTeam, rolesBelow } from "@/lib/identity";
import { type Actor, hasTeamRole, jobActor, type TeamRole } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import type { Runtime } from "@/lib/platform/operation";

import { seedAccess } from "./access";
import { type MeshTeam, meshTeams, type MeshText, meshTexts } from "./mesh";
import { demoPeople, type SeedPerson } from "./people";

const portal = jobActor("seed-demo");
const DAY_MS = 86_400_000;
const FOUNDED_DAYS_AGO = 200;
const REPORTED_EVERY = 25;

/**
 * Registers the demo mesh by the same operations as everybody else, in the names of the demo people and as if over
 * the past months. It may be killed at any point and run again: it goes on where it stopped, and what people have
 * changed or removed in the meantime stays as they left it.
 */
export async function seedDemo(runtime: Runtime, report: (line: string) => void): Promise<void> {
  const founded = past(runtime, FOUNDED_DAYS_AGO);
  const teams = meshTeams();
  await registerTeams(founded, teams);
  const people = await addPeople(founded, teams);
  report(`${teams.length} teams and ${people.length} people`);

  const texts = meshTexts();
  const revisions = await lastRevisions(runtime.db);
  const missing = texts.filter((text) => text.version > (revisions.get(keyOf(text)) ?? 0));
  for (const [index, text] of missing.entries()) {
    await register(past(runtime, text.daysAgo), writerOf(text, people), text);
    const done = index + 1;
    if (done % REPORTED_EVERY === 0) report(`${done} of ${missing.length} documents`);
  }
  report(`${new Set(texts.map(keyOf)).size} products and contracts in ${texts.length} versions`);
  const asked = await seedAccess(runtime, (daysAgo) => past(runtime, daysAgo), people);
  report(`${asked} requests for access, with what became of them`);
}

/** The same database, at an earlier time. */
function past(runtime: Runtime, days: number): Runtime {
  const then = new Date(runtime.now().getTime() - days * DAY_MS);
  return { ...runtime, now: () => then };
}

const keyOf = ({ kind, id }: Pick<MeshText, "kind" | "id">): string => `${kind} ${id}`;

async function registerTeams(runtime: Runtime, teams: readonly MeshTeam[]): Promise<void> {
  const present = new Set((await everyTeam(runtime.db)).map(({ id }) => id));
  for (const { id, document } of teams) {
    if (!present.has(id)) await registerTeam.execute(runtime, portal, { id, document });
  }
}

async function addPeople(runtime: Runtime, teams: readonly MeshTeam[]): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (const person of demoPeople) {
    const { id } = await addDemoPerson.execute(runtime, portal, person);
    actors.push(await toActor(runtime.db, { ...person, id }, teams));
  }
  return actors;
}

async function toActor(
  db: Db,
  { id, name, email, orgRole }: SeedPerson & { id: string },
  teams: readonly MeshTeam[],
): Promise<Actor> {
  const roles = new Map<string, TeamRole[]>();
  for (const { id: teamId, members } of teams) {
    const member = members.find(({ emailAddress }) => emailAddress === email);
    if (!member) continue;
    for (const [below, inherited] of await rolesBelow(db, teamId, member.role)) {
      roles.set(below, [...(roles.get(below) ?? []), ...inherited]);
    }
  }
  return { kind: "user", id, name, email, orgRole, teamId: null, teamRoles: roles, readOnly: false };
}

/** Versions outlive the document, so that a removed product does not come back. */
async function lastRevisions(db: Db): Promise<Map<string, number>> {
  const products = await db.productVersion.groupBy({ by: ["productId"], _max: { revision: true } });
  const contracts = await db.contractVersion.groupBy({ by: ["contractId"], _max: { revision: true } });
  return new Map([
    ...products.map(
      (row) => [keyOf({ kind: "dataproduct", id: row.productId }), row._max.revision ?? 0] as const,
    ),
    ...contracts.map(
      (row) => [keyOf({ kind: "datacontract", id: row.contractId }), row._max.revision ?? 0] as const,
    ),
  ]);
}

/** One of the demo people who may edit for the owning team; whoever stands nearest to it. */
function writerOf({ ownerTeamId }: MeshText, people: readonly Actor[]): Actor {
  const writers = people.filter((person) => hasTeamRole(person, ownerTeamId, ["owner", "editor"]));
  return writers.sort((a, b) => a.teamRoles.size - b.teamRoles.size)[0] ?? portal;
}

/** Two documents of the mesh are not right by their standard, and kept so that their owners see what that looks like. */
async function register(
  runtime: Runtime,
  actor: Actor,
  { kind, id, text, mediaType }: MeshText,
): Promise<void> {
  const input = { id, document: { text, mediaType }, saveWithWarnings: true };
  if (kind === "dataproduct") await registerProduct.execute(runtime, actor, input);
  else await registerContract.execute(runtime, actor, input);
}
