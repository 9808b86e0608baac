import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Actor, TeamRole } from "@/lib/platform/actor";
import { jobActor } from "@/lib/platform/actor";
import { aUser, organizationKey, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aProduct } from "@/lib/testing/factories/catalog";
import { aTeam } from "@/lib/testing/factories/identity";

import {
  canEditProduct,
  canReadProduct,
  canRegister,
  canRegisterSomewhere,
  canReplace,
  productsVisibleTo,
} from "./policy";

const runtime = await testRuntime();
const { db } = runtime;
const teams = await Promise.all(["a", "b", "c"].map((id) => aTeam(db, { id })));
for (const { id: team } of teams) {
  for (const visibility of ["organization", "restricted"] as const)
    await aProduct(runtime, { team, visibility });
}
const all = await db.dataProduct.findMany({ orderBy: { id: "asc" } });

const roles = fc.constantFrom<TeamRole>("owner", "approver", "editor", "member", "steward");
const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("member", "governance", "admin" as const),
      fc.dictionary(fc.constantFrom("a", "b", "c", "elsewhere"), roles),
    )
    .map(([orgRole, held]) => aUser(orgRole, held)),
  fc
    .tuple(fc.constantFrom("a", "b"), fc.constantFrom("read", "write" as const))
    .map(([team, access]) => teamKey(team, access)),
  fc.constantFrom("read", "write" as const).map((access) => organizationKey(access)),
  fc.constant(jobActor("test")),
);

describe("who sees a product", () => {
  it("is the same for one product as for a list", async () => {
    await fc.assert(
      fc.asyncProperty(actors, async (actor) => {
        const listed = await db.dataProduct.findMany({
          where: productsVisibleTo(actor),
          orderBy: { id: "asc" },
          select: { id: true },
        });
        const readable = all.filter(({ ownerTeamId, visibility }) =>
          canReadProduct(actor, {
            ownerTeamId,
            visibility: visibility === "restricted" ? "restricted" : "organization",
          }),
        );
        expect(listed.map(({ id }) => id)).toEqual(readable.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });
});

describe("who registers", () => {
  const owner = { id: "a", ancestorIds: ["above"] };

  it.each<[string, Actor, boolean]>([
    ["an owner of the team", aUser("member", { a: "owner" }), true],
    ["an editor of the team", aUser("member", { a: "editor" }), true],
    ["an owner of a team above", aUser("member", { above: "owner" }), true],
    ["an administrator", aUser("admin"), true],
    ["the organisation's key", organizationKey(), true],
    ["the team's key", teamKey("a"), true],
    ["the portal", jobActor("test"), true],
    ["a member of the team", aUser("member", { a: "member" }), false],
    ["an approver of the team", aUser("member", { a: "approver" }), false],
    ["a steward of the team", aUser("member", { a: "steward" }), false],
    ["governance", aUser("governance"), false],
    ["an owner elsewhere", aUser("member", { b: "owner" }), false],
    ["a stranger", aUser(), false],
    ["a key that only reads", organizationKey("read"), false],
    ["a team's key that only reads", teamKey("a", "read"), false],
  ])("%s: %#", (_who, actor, expected) => {
    expect(canRegister(actor, owner).allowed).toBe(expected);
    expect(canReplace(actor, owner).allowed).toBe(expected);
  });

  it("may edit exactly what they may register, and then registers somewhere", () => {
    fc.assert(
      fc.property(actors, fc.constantFrom("a", "b", "c"), (actor, id) => {
        const { allowed } = canRegister(actor, { id, ancestorIds: [] });
        expect(canEditProduct(actor, { ownerTeamId: id }).allowed).toBe(allowed);
        if (allowed) expect(canRegisterSomewhere(actor).allowed).toBe(true);
      }),
    );
  });
});
