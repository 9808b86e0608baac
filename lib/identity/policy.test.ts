import { describe, expect, test } from "vitest";

import { type Actor, type Decision, jobActor } from "@/lib/platform/actor";
import { admin, aUser, governance, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";

import {
  canActForThePortal,
  canExportAudit,
  canManageKey,
  canManagePeople,
  canReadAudit,
  canRegisterTeam,
  canRemoveTeam,
  canSignInToDemo,
  canUseOwnAccount,
} from "./policy";

const place = (id: string, parentId: string | null, type = "Team") => ({ id, parentId, type });

/** Somebody who owns the team and what is above it, as roles along the tree give it. */
const ownerOf = (...ids: string[]): Actor =>
  aUser("member", Object.fromEntries(ids.map((id) => [id, "owner"])));

describe("canRegisterTeam", () => {
  const own = place("own", "home");
  const cases: [string, Actor, Parameters<typeof canRegisterTeam>[1], boolean][] = [
    ["an administrator anything", admin(), { current: null, next: place("x", null) }, true],
    ["the portal itself anything", jobActor("seed"), { current: null, next: place("x", null) }, true],
    ["an organisation key anything", organizationKey(), { current: own, next: place("own", null) }, true],
    ["governance nothing", governance(), { current: own, next: own }, false],
    ["a stranger nothing", stranger(), { current: own, next: own }, false],
    ["an editor nothing", aUser("member", { own: "editor" }), { current: own, next: own }, false],
    ["an owner the own team in its place", owner("own"), { current: own, next: own }, true],
    ["a team's key the own team in its place", teamKey("own"), { current: own, next: own }, true],
    ["an owner a new team below", owner("own"), { current: null, next: place("new", "own") }, true],
    ["an owner no new root", owner("own"), { current: null, next: place("new", null) }, false],
    ["an owner no new team elsewhere", owner("own"), { current: null, next: place("new", "other") }, false],
    ["an owner no move of the own team", owner("own"), { current: own, next: place("own", "other") }, false],
    [
      "an owner no move of the own team to the root",
      owner("own"),
      { current: own, next: place("own", null) },
      false,
    ],
    [
      "an owner no other type of the own team",
      owner("own"),
      { current: own, next: place("own", "home", "Domain") },
      false,
    ],
    [
      "an owner of the parent another type",
      ownerOf("home", "own"),
      { current: own, next: place("own", "home", "Domain") },
      true,
    ],
    [
      "an owner of both places a move",
      ownerOf("home", "own", "other"),
      { current: own, next: place("own", "other") },
      true,
    ],
    [
      "nobody the taking of a foreign team",
      ownerOf("other"),
      { current: own, next: place("own", "other") },
      false,
    ],
  ];

  test.each(cases)("lets %s", (_who, actor, change, allowed) => {
    expect(canRegisterTeam(actor, change).allowed).toBe(allowed);
  });
});

describe("who else may do what", () => {
  const actors: Record<string, Actor> = {
    admin: admin(),
    governance: governance(),
    owner: ownerOf("home", "own"),
    stranger: stranger(),
    key: organizationKey(),
    teamKey: teamKey("own"),
    job: jobActor("x"),
  };

  const rules: [string, (actor: Actor) => Decision, string[]][] = [
    [
      "removes a team",
      (actor) => canRemoveTeam(actor, { parentId: "home" }),
      ["admin", "owner", "key", "job"],
    ],
    ["removes a root", (actor) => canRemoveTeam(actor, { parentId: null }), ["admin", "key", "job"]],
    ["manages people", canManagePeople, ["admin"]],
    [
      "manages a key of the organisation",
      (actor) => canManageKey(actor, { scope: "organization", teamId: null }),
      ["admin"],
    ],
    [
      "manages a key of the team",
      (actor) => canManageKey(actor, { scope: "team", teamId: "own" }),
      ["admin", "owner"],
    ],
    ["has an account", canUseOwnAccount, ["admin", "governance", "owner", "stranger"]],
    ["acts for the portal", canActForThePortal, ["job"]],
    ["signs in to the demo", (actor) => canSignInToDemo(actor, { isDemo: true }), ["job"]],
    ["signs in to a demo that is off", (actor) => canSignInToDemo(actor, { isDemo: false }), []],
  ];

  test.each(rules)("%s", (_what, rule, allowed) => {
    expect(Object.keys(actors).filter((name) => rule(actors[name] ?? stranger()).allowed)).toEqual(allowed);
  });
});

describe("the record", () => {
  const cases: [string, Actor, { reads: boolean; exports: boolean }][] = [
    ["an administrator", admin(), { reads: true, exports: true }],
    ["governance", governance(), { reads: true, exports: true }],
    ["a read key of the organisation", organizationKey("read"), { reads: false, exports: true }],
    ["a write key of the organisation", organizationKey(), { reads: false, exports: false }],
    ["a team's key", teamKey("own", "read"), { reads: false, exports: false }],
    ["an owner", owner("own"), { reads: false, exports: false }],
    ["a stranger", stranger(), { reads: false, exports: false }],
    ["a job", jobActor("x"), { reads: false, exports: false }],
  ];

  test.each(cases)("is open to %s as far as the office needs it", (_who, actor, { reads, exports }) => {
    expect(canReadAudit(actor).allowed).toBe(reads);
    expect(canExportAudit(actor).allowed).toBe(exports);
  });
});
