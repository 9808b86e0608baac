import fc from "fast-check";
import { expect, test } from "vitest";

import { type Actor, jobActor, type TeamRole } from "@/lib/platform/actor";
import { testRuntime } from "@/lib/testing/database";
import { aPerson } from "@/lib/testing/factories/identity";

import { toStored } from "../store/requests";
import type { Asker, Hat } from "./asker";
import { canReadRequest, requestsAsking, requestsVisibleTo } from "./requests";

const { db } = await testRuntime();
const TEAMS = ["red", "blue", "green"];
const PEOPLE = ["ada", "bob", "eve"];
const AT = new Date("2026-03-01T09:00:00Z");

for (const id of PEOPLE) await aPerson(db, { id });

type Made = {
  status: "requested" | "needsInformation" | "approved";
  provider: string;
  requester: { kind: string; id: string; personId: string | null };
  consumer: { kind: string; id: string; teamId: string | null };
  steps: {
    kind: string;
    status: string;
    teamId: string | null;
    asked: string[];
    governance: boolean;
    by: string | null;
  }[];
};

async function insert(id: string, { status, provider, requester, consumer, steps }: Made): Promise<void> {
  const open = steps.find((step) => step.status === "open");
  const asked = { askedKind: open?.kind ?? null, askedTeamIds: open?.asked ?? [] };
  const deciders = steps.flatMap(({ by }) => (by === null ? [] : [`user:${by}`]));
  await db.accessRequest.create({
    data: {
      ...{
        id,
        accessId: id,
        kind: "new",
        status,
        productId: "p",
        productName: "P",
        portId: "o",
        portName: "o",
      },
      ...{ providerTeamId: provider, consumerKind: consumer.kind, consumerId: consumer.id },
      ...{ consumerTeamId: consumer.teamId, requesterKind: requester.kind, requesterId: requester.id },
      ...{
        requesterPersonId: requester.personId,
        purpose: "For a test",
        durationDays: 30,
        personalData: false,
      },
      facts: {
        ...{
          classification: null,
          personalData: false,
          autoApprove: false,
          sameTeam: false,
          sameDomain: false,
        },
        ...{ providerTeam: { id: provider, name: provider }, providerDomain: null },
      },
      ...{ ...asked, asksGovernance: open?.governance ?? false, deciders },
      ...{ bulkKey: "b", requestedAt: AT, waitingSince: AT, links: {}, custom: {} },
    },
  });
  await db.approvalStep.createMany({
    data: steps.map(({ kind, status: stepStatus, teamId, asked, governance, by }, position) => ({
      ...{
        requestId: id,
        position,
        kind,
        status: stepStatus,
        teamId,
        askedTeamIds: asked,
        because: "Because.",
      },
      ...{ asksGovernance: governance, decidedByKind: by === null ? null : "user", decidedById: by },
    })),
  });
}

/** Every kind of request: who asks for whom, and at which step it stands. */
const REQUESTERS = [
  { kind: "user", id: "ada", personId: "ada" },
  { kind: "key", id: "key_red", personId: "bob" },
  { kind: "key", id: "key_org", personId: null },
];
const CONSUMERS = [
  { kind: "user", id: "ada", teamId: null },
  { kind: "user", id: "eve@example.org", teamId: null },
  { kind: "team", id: "blue", teamId: "blue" },
  { kind: "product", id: "dp", teamId: "green" },
];
const none = { asked: [], governance: false, by: null };
const STEPS: Made["steps"][] = [
  [],
  [{ ...none, kind: "owner", status: "open", teamId: "red", asked: ["red"] }],
  [{ ...none, kind: "owner", status: "open", teamId: "red", asked: ["red", "green"], governance: true }],
  [
    { ...none, kind: "owner", status: "approved", teamId: "red", asked: ["red"], by: "eve" },
    { ...none, kind: "domain", status: "open", teamId: "green", asked: ["green"] },
  ],
  [{ ...none, kind: "governance", status: "open", teamId: null, governance: true }],
  [{ ...none, kind: "domain", status: "skipped", teamId: "blue" }],
];

const made = REQUESTERS.flatMap((requester) =>
  CONSUMERS.flatMap((consumer) =>
    STEPS.map((steps, index): Made => {
      const status = index === 0 || index === 5 ? "approved" : "requested";
      return { status, provider: index % 2 === 0 ? "red" : "blue", requester, consumer, steps };
    }),
  ),
);
for (const [index, request] of made.entries()) await insert(`r${String(index).padStart(3, "0")}`, request);

const all = (await db.accessRequest.findMany({ include: { steps: true }, orderBy: { id: "asc" } })).map(
  toStored,
);

const role = fc.constantFrom<TeamRole>("owner", "approver", "editor", "member", "steward");
const teamRoles = fc
  .array(fc.tuple(fc.constantFrom(...TEAMS, "gone"), fc.uniqueArray(role, { minLength: 1, maxLength: 2 })))
  .map((entries) => new Map(entries));
const seats = fc.record({
  owner: fc.subarray(TEAMS),
  approver: fc.subarray(TEAMS),
  governance: fc.boolean(),
});

const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("user" as const, "key" as const, "webhook" as const),
    id: fc.constantFrom(...PEOPLE, "key_red", "key_org"),
    name: fc.constant("Somebody"),
    email: fc.constantFrom(null, "eve@example.org"),
    orgRole: fc.constantFrom("member" as const, "member" as const, "governance" as const, "admin" as const),
    teamId: fc.constantFrom(null, ...TEAMS),
    teamRoles,
    readOnly: fc.boolean(),
  }),
  fc.constant(jobActor("some-job")),
);

const hats: fc.Arbitrary<Hat> = fc.record({
  person: fc.constantFrom("ada", "bob").map((id) => ({ id, email: `${id}@example.org`, name: id })),
  until: fc.constant(AT),
  seats,
  teamRoles,
});

const askers: fc.Arbitrary<Asker> = fc.record({
  actor: actors,
  personId: fc.constantFrom(null, ...PEOPLE),
  seats,
  hats: fc.array(hats, { maxLength: 2 }),
});

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test("requestsVisibleTo selects exactly the requests that canReadRequest allows", async () => {
  await fc.assert(
    fc.asyncProperty(askers, async (asker) => {
      const seen = await db.accessRequest.findMany({
        where: { AND: [requestsVisibleTo(asker)] },
        orderBy: { id: "asc" },
        select: { id: true },
      });
      expect(idsOf(seen)).toEqual(idsOf(all.filter((request) => canReadRequest(asker, request))));
    }),
    { numRuns: 100 },
  );
});

test("what asks somebody is never their own wish, and nothing is asked that is not open", async () => {
  await fc.assert(
    fc.asyncProperty(askers, async (asker) => {
      const asking = await db.accessRequest.findMany({ where: requestsAsking(asker), select: { id: true } });
      for (const { id } of asking) {
        const request = all.find((candidate) => candidate.id === id);
        expect(request?.status).toBe("requested");
        expect(request?.requesterPersonId).not.toBe(asker.actor.id);
        expect(request?.consumerKind === "user" && request.consumerId === asker.actor.id).toBe(false);
      }
    }),
    { numRuns: 50 },
  );
});
