import { z } from "zod";

import { addDemoPerson } from "@/lib/identity";
import { jobActor } from "@/lib/platform/actor";
import { connect } from "@/lib/platform/db/client";
import { createSearchEngine } from "@/lib/platform/engines/search";

import { type Asker, send } from "./client";
import type { BenchPortal, Ground } from "./ground";
import type { Mesh, MeshTeam } from "./mesh";

const Csrf = z.object({ csrfToken: z.string() });
const TEAMS = 5;
const MEMBER = { email: "bench@example.org", name: "Bench", title: null, orgRole: "member" } as const;
const ADMIN = { email: "admin@example.org", name: "Admin", title: null, orgRole: "admin" } as const;

/** Signs a member of some teams in, for whom permissions count. */
export async function signInMember(ground: Ground, portal: BenchPortal, mesh: Mesh): Promise<Asker> {
  const userId = await addPerson(ground, MEMBER);
  const members = [{ emailAddress: MEMBER.email, name: MEMBER.name, role: "owner" }];
  for (const { id, name, type, parentId: parent } of memberTeamsOf(mesh))
    await send(`${portal.address}/api/teams/${id}`, {
      ...{ asker: ground.key, method: "PUT", type: "application/json" },
      body: JSON.stringify({ id, name, type, parent, members }),
    });
  return { cookie: await openSession(portal.address, userId) };
}

/** The teams of the member: the first that own a product. */
export function memberTeamsOf({ products }: Mesh): MeshTeam[] {
  const teams = new Map(products.map(({ team }) => [team.id, team]));
  return [...teams.values()].slice(0, TEAMS);
}

/** Signs somebody in for whom permissions do not count. */
export async function signInAdmin(ground: Ground, portal: BenchPortal): Promise<Asker> {
  return { cookie: await openSession(portal.address, await addPerson(ground, ADMIN)) };
}

/** People of the demo come from the portal itself, never from outside. */
async function addPerson({ url }: Ground, person: typeof MEMBER | typeof ADMIN): Promise<string> {
  const database = connect(url, 2);
  const search = createSearchEngine({ kind: "postgres" }, database.pool);
  const live = { ...database, search, now: () => new Date() };
  const { id } = await addDemoPerson.execute(live, jobActor("bench"), person);
  await search.close();
  await database.db.$disconnect();
  await database.pool.end();
  return id;
}
/** As the sign-in page does: a token against forgery first, then the person. */
async function openSession(address: string, userId: string): Promise<string> {
  const first = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = Csrf.parse(await first.json());
  const second = await fetch(`${address}/api/auth/callback/demo`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(first) },
    body: new URLSearchParams({ csrfToken, userId, json: "true" }),
  });
  const cookies = cookiesOf(second);
  if (!cookies.includes("session-token="))
    throw new Error(`Sign-in failed: ${second.status} ${await second.text()}`);
  return cookies;
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
