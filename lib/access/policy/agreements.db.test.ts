import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Actor, jobActor, type TeamRole } from "@/lib/platform/actor";
import { aUser, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";

import {
  type AgreementFacts,
  agreementsVisibleTo,
  canKeepConnectors,
  canProvision,
  canReadAgreement,
  canReview,
  canRevoke,
} from "./agreements";

const { db } = await testRuntime();
const TEAMS = ["red", "blue", "green"];
const PEOPLE = ["ada", "bob"];
const AT = new Date("2026-03-01T09:00:00Z");

const emailOf = (id: string) => `${id}@example.org`;

const consumers = [
  ...PEOPLE.flatMap((id) => [
    { consumerKind: "user" as const, consumerId: id, consumerTeamId: null },
    { consumerKind: "user" as const, consumerId: emailOf(id), consumerTeamId: null },
  ]),
  ...TEAMS.map((id) => ({ consumerKind: "team" as const, consumerId: id, consumerTeamId: id })),
  ...TEAMS.map((id) => ({ consumerKind: "product" as const, consumerId: `of-${id}`, consumerTeamId: id })),
];
const requesters = [
  ...PEOPLE.map((requesterId) => ({ requesterKind: "user", requesterId })),
  { requesterKind: "key", requesterId: "key_1" },
];

const all: (AgreementFacts & { id: string })[] = TEAMS.flatMap((providerTeamId) =>
  consumers.flatMap((consumer) =>
    requesters.map((requester) => ({
      ...{ id: `${providerTeamId} ${consumer.consumerId} ${requester.requesterId}`, providerTeamId },
      ...consumer,
      ...requester,
    })),
  ),
);
await db.agreement.createMany({
  data: all.map((facts) => ({
    ...facts,
    ...{ productId: "p", productName: "P", portId: "o", portName: "o", purpose: "For a test" },
    ...{ startsAt: AT, endsAt: AT, status: "expired", links: {}, custom: {}, createdAt: AT, updatedAt: AT },
  })),
});

const roles = fc.constantFrom<TeamRole>("owner", "approver", "editor", "member", "steward");
const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...PEOPLE, "eve"),
      fc.constantFrom("member", "member", "governance", "admin" as const),
      fc.dictionary(fc.constantFrom(...TEAMS, "elsewhere"), roles),
    )
    .map(([id, orgRole, held]) => ({ ...aUser(orgRole, held), id, email: emailOf(id) })),
  fc
    .tuple(
      fc.constantFrom(...TEAMS),
      fc.constantFrom("read", "write" as const),
      fc.constantFrom("key_1", "key_2"),
    )
    .map(([team, access, id]) => ({ ...teamKey(team, access), id })),
  fc.constantFrom("read", "write" as const).map((access) => organizationKey(access)),
  fc.constant(jobActor("test")),
);

describe("who sees an agreement", () => {
  it("is the same for one agreement as for a list", async () => {
    await fc.assert(
      fc.asyncProperty(actors, async (actor) => {
        const listed = await db.agreement.findMany({
          where: agreementsVisibleTo(actor),
          select: { id: true },
        });
        const readable = all.filter((facts) => canReadAgreement(actor, facts));
        expect(listed.map(({ id }) => id).sort()).toEqual(readable.map(({ id }) => id).sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe("who acts on an agreement", () => {
  const facts = {
    providerTeamId: "red",
    consumerKind: "user",
    consumerId: "ada",
    consumerTeamId: null,
  } as const;
  const allowed = (actor: Actor) =>
    [
      canRevoke(actor, facts),
      canReview(actor, facts),
      canProvision(actor, facts),
      canKeepConnectors(actor),
    ].map((decision) => decision.allowed);

  it.each<[string, Actor, [revoke: boolean, review: boolean, provision: boolean, connectors: boolean]]>([
    ["an owner of the owning team", owner("red"), [true, true, true, false]],
    ["an approver", aUser("member", { red: "approver" }), [true, true, true, false]],
    ["an editor", aUser("member", { red: "editor" }), [false, false, true, false]],
    ["a steward", aUser("member", { red: "steward" }), [false, false, false, false]],
    ["a member", aUser("member", { red: "member" }), [false, false, false, false]],
    ["an owner who holds it", { ...owner("red"), id: "ada" }, [true, false, true, false]],
    ["governance", aUser("governance"), [true, true, false, false]],
    ["an administrator", aUser("admin"), [true, true, true, true]],
    ["the organisation's key", organizationKey(), [true, true, true, true]],
    ["its read key", organizationKey("read"), [false, false, false, false]],
    ["the team's key", teamKey("red"), [true, true, true, false]],
    ["its read key", teamKey("red", "read"), [false, false, false, false]],
    ["another team's key", teamKey("blue"), [false, false, false, false]],
    ["the portal", jobActor("test"), [true, true, true, false]],
    ["a stranger", stranger(), [false, false, false, false]],
  ])("%s", (_who, actor, expected) => {
    expect(allowed(actor)).toEqual(expected);
  });
});
