import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { canReadProduct } from "@/lib/catalog/policy";
import type { Actor, TeamRole } from "@/lib/platform/actor";
import { aUser, organizationKey, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aProduct } from "@/lib/testing/factories/catalog";
import { aContract } from "@/lib/testing/factories/contracts";
import { aTeam } from "@/lib/testing/factories/identity";

import { listContracts } from "./index";
import { canReadContract } from "./policy";
import { listVisibleByIds, unprotectedByIds } from "./store/views";

const runtime = await testRuntime();
const { db } = runtime;
for (const id of ["a", "b", "c"]) await aTeam(db, { id });
const visibilities = ["organization", "restricted"] as const;

type Offer = { team: string; visibility: (typeof visibilities)[number] };

/** Every kind of contract: of each visibility, offered by nobody, openly, under restriction, or both. */
const OFFERS: readonly Offer[][] = [
  [],
  [{ team: "b", visibility: "organization" }],
  [{ team: "b", visibility: "restricted" }],
  [
    { team: "b", visibility: "restricted" },
    { team: "c", visibility: "restricted" },
  ],
  [
    { team: "b", visibility: "restricted" },
    { team: "c", visibility: "organization" },
  ],
];
const offersOf = new Map<string, Offer[]>();
for (const offers of OFFERS) {
  for (const visibility of visibilities) {
    const { id } = await aContract(runtime, { team: "a", visibility });
    for (const offer of offers) await aProduct(runtime, { ...offer, offers: [id] });
    // Who only consumes it tells nothing about it.
    await aProduct(runtime, { team: "c", consumes: [id] });
    offersOf.set(id, offers);
  }
}
const all = await unprotectedByIds(db, [...offersOf.keys()]);

const roles = fc.constantFrom<TeamRole>("owner", "member", "steward");
const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom<Actor["orgRole"]>("member", "governance", "admin"),
      fc.dictionary(fc.constantFrom("a", "b", "c", "elsewhere"), roles),
    )
    .map(([orgRole, held]) => aUser(orgRole, held)),
  fc.constantFrom("a", "b").map((team) => teamKey(team)),
  fc.constant(organizationKey()),
);

describe("who sees a contract", () => {
  it("is the same for one contract as for lists", async () => {
    await fc.assert(
      fc.asyncProperty(actors, async (actor) => {
        const readable = all.filter(({ id, ownerTeamId, visibility }) => {
          const offers = offersOf.get(id) ?? [];
          const isHidden = ({ team, ...offer }: Offer) =>
            !canReadProduct(actor, { ...offer, ownerTeamId: team });
          const isOnlyInHiddenProducts = offers.length > 0 && offers.every(isHidden);
          return canReadContract(actor, { ownerTeamId, visibility, isOnlyInHiddenProducts });
        });
        const expected = readable.map(({ id }) => id).sort();
        const listed = await listVisibleByIds(db, actor, [...offersOf.keys()]);
        expect(listed.map(({ id }) => id).sort()).toEqual(expected);
        const page = await listContracts.execute(runtime, actor, {});
        expect(page.items.map(({ id }) => id).sort()).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
