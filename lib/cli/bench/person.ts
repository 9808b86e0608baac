import { z } from "zod";

import { addDemoPerson } from "@/lib/identity";
import { jobActor } from "@/lib/platform/actor";
import { connect } from "@/lib/platform/db/client";
import { createSearchEngine } from "@/lib/platform/engines/search";

import { type Asker, send } from "./client";
import type { BenchPortal, Ground } from "./ground";
import type { Mesh } from "./mesh";

const Csrf = z.object({ csrfToken: z.string() });
const PERSON = { email: "bench@example.org", name: "Bench", title: null, orgRole: "member" } as const;

/** Signs a member of one team in, for whom permissions count. */
export async function signInPerson(
  ground: Ground,
  { address }: BenchPortal,
  { teams, products }: Mesh,
): Promise<Asker> {
  const userId = await addPerson(ground);
  const team = teams.find(({ id }) => id === products[0]?.team.id);
  if (!team) throw new Error("A mesh needs teams.");
  const { id, name, type, parentId: parent } = team;
  const members = [{ emailAddress: PERSON.email, name: PERSON.name, role: "owner" }];
  await send(`${address}/api/teams/${id}`, {
    ...{ asker: ground.key, method: "PUT", type: "application/json" },
    body: JSON.stringify({ id, name, type, parent, members }),
  });
  return { cookie: await openSession(address, userId) };
}

/** People of the demo come from the portal itself, never from outside. */
async function addPerson({ url }: Ground): Promise<string> {
  const database = connect(url, 2);
  const search = createSearchEngine({ kind: "postgres" }, database.pool);
  const live = { ...database, search, now: () => new Date() };
  const { id } = await addDemoPerson.execute(live, jobActor("bench"), PERSON);
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
