import { encode } from "next-auth/jwt";

import type { SourceWithSecret } from "@/lib/events";
import { resolveActor } from "@/lib/identity";
import { type Actor, jobActor, type OrgRole, type TeamRole } from "@/lib/platform/actor";
import { DomainError } from "@/lib/platform/errors";
import type { Runtime } from "@/lib/platform/operation";
import { TEST_AUTH_SECRET } from "@/lib/testing/environment";
import { anApiKey, aPerson, aSession } from "@/lib/testing/factories/identity";
import { type PersonaId, PERSONAS } from "@/lib/transport/permissions/personas";

/** One of those who try everything. */
export type Persona = {
  id: PersonaId;
  /** What proves who it is, as its requests carry it. */
  headers: Record<string, string>;
  /** Null where it proves nothing: then `refusal` is what it is told. */
  actor: Actor | null;
  refusal: DomainError | null;
  /** Only of people. */
  userId: string | null;
};

const PEOPLE: Partial<Record<PersonaId, { orgRole?: OrgRole; teams?: Record<string, TeamRole> }>> = {
  stranger: {},
  consumer: { teams: { lab: "member" } },
  member: { teams: { shop: "member" } },
  steward: { teams: { shop: "steward" } },
  editor: { teams: { shop: "editor" } },
  approver: { teams: { shop: "approver" } },
  owner: { teams: { shop: "owner" } },
  domainOwner: { teams: { sales: "owner" } },
  governance: { orgRole: "governance" },
  admin: { orgRole: "admin" },
};

const KEYS: Partial<Record<PersonaId, Parameters<typeof anApiKey>[1]>> = {
  teamReadKey: { teamId: "shop", access: "read" },
  teamKey: { teamId: "shop" },
  readKey: { access: "read" },
  writeKey: {},
  expiredKey: { expiresAt: new Date("2026-06-01T00:00:00Z") },
  revokedKey: { revokedAt: new Date("2026-06-01T00:00:00Z") },
};

export const userIdOf = (id: PersonaId): string => `usr_${id}`;

/** The accounts and memberships of the people, and the keys; what each sends to prove who it is. */
export async function makePersonas({ db }: Runtime): Promise<Map<PersonaId, Record<string, string>>> {
  const headers = new Map<PersonaId, Record<string, string>>();
  for (const { id } of PERSONAS) {
    const person = PEOPLE[id];
    const key = KEYS[id];
    if (person) {
      const { email } = await aPerson(db, {
        ...{ id: userIdOf(id), name: id, orgRole: person.orgRole ?? "member" },
      });
      const held = Object.entries(person.teams ?? {});
      await db.teamMember.createMany({ data: held.map(([teamId, role]) => ({ teamId, role, email })) });
      const { id: sid } = await aSession(db, { id: `ses_${id}`, userId: userIdOf(id) });
      const token = await encode({ token: { sid }, secret: TEST_AUTH_SECRET });
      const cookie = `next-auth.session-token=${token}`;
      headers.set(id, { cookie, "sec-fetch-site": "same-origin" });
    } else if (key) {
      const { secret } = await anApiKey(db, { id: `key_${id}`, ...key });
      headers.set(id, { "x-api-key": secret });
    } else headers.set(id, {});
  }
  return headers;
}

/** Who they are to the portal, by the same way as their requests. */
export async function resolvePersonas(
  runtime: Runtime,
  all: ReadonlyMap<PersonaId, Record<string, string>>,
  source: SourceWithSecret,
): Promise<Persona[]> {
  const personas: Persona[] = [];
  for (const [id, headers] of all) {
    const userId = id in PEOPLE ? userIdOf(id) : null;
    personas.push({ id, headers, userId, ...(await identify(runtime, { id, headers }, source)) });
  }
  return personas;
}

async function identify(
  runtime: Runtime,
  { id, headers }: { id: PersonaId; headers: Record<string, string> },
  source: SourceWithSecret,
): Promise<Pick<Persona, "actor" | "refusal">> {
  if (id === "job") return { actor: jobActor("test"), refusal: null };
  if (id === "webhook") return { actor: webhookActor(source), refusal: null };
  try {
    return { actor: await resolveActor(runtime, new Headers(headers)), refusal: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { actor: null, refusal: error };
  }
}

const webhookActor = ({ id, name, teamId }: SourceWithSecret): Actor => ({
  ...jobActor(id),
  ...{ kind: "webhook", name, teamId, teamRoles: new Map([[teamId, ["owner"]]]) },
});
