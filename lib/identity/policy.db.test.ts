import fc from "fast-check";
import { expect, test } from "vitest";

import { type Actor, jobActor, type TeamRole } from "@/lib/platform/actor";
import { testRuntime } from "@/lib/testing/database";
import { aPerson, anApiKey, aSession, aTeam } from "@/lib/testing/factories/identity";

import {
  canReadKey,
  canReadPerson,
  canReadSession,
  keysVisibleTo,
  peopleVisibleTo,
  sessionsVisibleTo,
} from "./policy";

const { db } = await testRuntime();
const TEAMS = ["red", "blue", "green"];
const PEOPLE = ["ada", "bob"];

for (const id of TEAMS) {
  await aTeam(db, { id });
  await anApiKey(db, { teamId: id });
  await anApiKey(db, { teamId: id, access: "read" });
}
await anApiKey(db);
for (const id of PEOPLE) await aSession(db, { userId: (await aPerson(db, { id })).id });

const role = fc.constantFrom<TeamRole>("owner", "approver", "editor", "member", "steward");
const teamRoles = fc
  .array(fc.tuple(fc.constantFrom(...TEAMS, "gone"), fc.uniqueArray(role, { minLength: 1, maxLength: 3 })))
  .map((entries) => new Map(entries));

const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("user" as const, "key" as const, "webhook" as const),
    id: fc.constantFrom(...PEOPLE, "eve"),
    name: fc.constant("Somebody"),
    email: fc.constant(null),
    orgRole: fc.constantFrom("member" as const, "governance" as const, "admin" as const),
    teamId: fc.constantFrom(null, ...TEAMS),
    teamRoles,
    readOnly: fc.boolean(),
  }),
  fc.constant(jobActor("some-job")),
);

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
const forAllActors = (property: (actor: Actor) => Promise<void>) =>
  fc.assert(fc.asyncProperty(actors, property), { numRuns: 80 });

test("keysVisibleTo selects exactly the keys that canReadKey allows", async () => {
  const all = await db.apiKey.findMany();
  await forAllActors(async (actor) => {
    const seen = await db.apiKey.findMany({ where: { AND: [keysVisibleTo(actor)] } });
    expect(idsOf(seen)).toEqual(idsOf(all.filter((key) => canReadKey(actor, key))));
  });
});

test("peopleVisibleTo selects exactly the accounts that canReadPerson allows", async () => {
  const all = await db.user.findMany();
  await forAllActors(async (actor) => {
    const seen = await db.user.findMany({ where: { AND: [peopleVisibleTo(actor)] } });
    expect(idsOf(seen)).toEqual(idsOf(all.filter((person) => canReadPerson(actor, person))));
  });
});

test("sessionsVisibleTo selects exactly the sessions that canReadSession allows", async () => {
  const all = await db.session.findMany();
  await forAllActors(async (actor) => {
    const seen = await db.session.findMany({ where: { AND: [sessionsVisibleTo(actor)] } });
    expect(idsOf(seen)).toEqual(idsOf(all.filter((session) => canReadSession(actor, session))));
  });
});
