import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  ancestorsOf,
  DEPTH_MAX,
  domainIn,
  identityOf,
  isValidAt,
  isWorthNoting,
  lastMomentOf,
  normalizeEmail,
  orgRoleOfGroups,
  placementProblem,
  safeReturnUrl,
  sessionCookieName,
  signInProblem,
  teamsOfGroups,
  toTeamRole,
  type TreeTeam,
} from "./rules";

const treeOf = (...teams: [id: string, parentId: string | null, type?: TreeTeam["type"]][]) =>
  new Map(teams.map(([id, parentId, type = "Team"]) => [id, { id, name: id, parentId, type }]));

describe("the tree of teams", () => {
  const tree = treeOf(["org", null, "Domain"], ["sales", "org", "Domain"], ["crm", "sales"], ["lone", null]);

  test("gives the way up, nearest first", () => {
    expect(ancestorsOf(tree, "crm").map(({ id }) => id)).toEqual(["sales", "org"]);
    expect(ancestorsOf(tree, "unknown")).toEqual([]);
  });

  test("knows the nearest domain, the team itself included, or none", () => {
    expect(domainIn(tree, "crm")).toEqual({ id: "sales", name: "sales" });
    expect(domainIn(tree, "sales")).toEqual({ id: "sales", name: "sales" });
    expect(domainIn(tree, "lone")).toBeNull();
    expect(domainIn(tree, "unknown")).toBeNull();
  });

  test("never runs in circles, even over a tree that has one", () => {
    const ids = ["a", "b", "c", "d"];
    const parent = fc.option(fc.constantFrom(...ids), { nil: null });
    fc.assert(
      fc.property(fc.tuple(parent, parent, parent, parent), (parents) => {
        const any = treeOf(...ids.map((id, n) => [id, parents[n] ?? null] as [string, string | null]));
        for (const id of ids) expect(ancestorsOf(any, id).length).toBeLessThan(ids.length);
      }),
    );
  });

  test("accepts a place exactly when it closes no circle", () => {
    expect(placementProblem(tree, "crm", "lone")).toBeNull();
    expect(placementProblem(tree, "crm", null)).toBeNull();
    expect(placementProblem(tree, "org", "crm")).toContain("crm stands below org");
    expect(placementProblem(tree, "org", "org")).toBe("A team cannot be its own parent.");
    expect(placementProblem(tree, "crm", "gone")).toContain("does not exist");
  });

  test("has a limited depth", () => {
    const chain = treeOf(
      ...Array.from(
        { length: DEPTH_MAX },
        (_, n) => [`t${n}`, n === 0 ? null : `t${n - 1}`] as [string, string | null],
      ),
    );

    expect(placementProblem(chain, "new", `t${DEPTH_MAX - 2}`)).toBeNull();
    expect(placementProblem(chain, "new", `t${DEPTH_MAX - 1}`)).toContain("deeper");
  });
});

describe("roles", () => {
  test.each([
    ["Owner", "owner"],
    ["STEWARD", "steward"],
    ["approver", "approver"],
    ["constructor", "member"],
    [null, "member"],
    [undefined, "member"],
  ])("%s is %s", (text, role) => {
    expect(toTeamRole(text)).toBe(role);
  });

  const groups = { adminGroup: "admins", governanceGroup: "stewards" };

  test("admin by group wins over governance; whoever is in neither is a member", () => {
    expect(orgRoleOfGroups(["stewards", "admins"], groups)).toBe("admin");
    expect(orgRoleOfGroups(["stewards"], groups)).toBe("governance");
    expect(orgRoleOfGroups(["Admins"], groups)).toBe("member");
  });

  test("groups decide nothing where none is set up to", () => {
    expect(orgRoleOfGroups(["admins"], { adminGroup: null, governanceGroup: null })).toBeNull();
  });
});

describe("groups of the identity provider", () => {
  const teams = [
    { id: "sales", name: "Sales EMEA" },
    { id: "Sales", name: "Old sales" },
    { id: "crm", name: "Customers" },
    { id: "crm-2", name: "customers" },
    { id: "hr", name: "People" },
  ];

  test("stand for a team by its id, else by its name, in any case", () => {
    expect(teamsOfGroups(["HR", "sales emea"], teams)).toEqual(["hr", "sales"]);
    expect(teamsOfGroups(["Sales"], teams)).toEqual(["Sales"]);
    expect(teamsOfGroups(["hr", "people", "unknown"], teams)).toEqual(["hr"]);
  });

  test("stand for no team when several have the name", () => {
    expect(teamsOfGroups(["customers", "SALES"], teams)).toEqual([]);
  });
});

describe("e-mail addresses", () => {
  test("are compared without the case of ASCII letters, and of no other letters", () => {
    expect(normalizeEmail(" Kate@Example.org ")).toBe("kate@example.org");
    expect(normalizeEmail("\u212Aate@example.org")).not.toBe("kate@example.org");
  });
});

describe("validity", () => {
  const now = new Date("2026-05-10T12:00:00Z");

  test("a date counts to the end of that day in UTC", () => {
    const key = { revokedAt: null, expiresAt: lastMomentOf("2026-05-10") };

    expect(isValidAt(key, new Date("2026-05-10T23:59:59.999Z"))).toBe(true);
    expect(isValidAt(key, new Date("2026-05-11T00:00:00Z"))).toBe(false);
  });

  test("a moment counts to itself, and a revoked key not at all", () => {
    expect(isValidAt({ revokedAt: null, expiresAt: lastMomentOf("2026-05-10T14:00:00+02:00") }, now)).toBe(
      true,
    );
    expect(isValidAt({ revokedAt: now, expiresAt: null }, now)).toBe(false);
    expect(isValidAt({ revokedAt: null, expiresAt: null }, now)).toBe(true);
  });

  test("use is noted at most once a minute", () => {
    expect(isWorthNoting(null, now)).toBe(true);
    expect(isWorthNoting(new Date("2026-05-10T11:59:01Z"), now)).toBe(false);
    expect(isWorthNoting(new Date("2026-05-10T11:59:00Z"), now)).toBe(true);
  });
});

describe("claims", () => {
  const claims = { iss: "https://id.example.org", sub: "42", email: "Ann@Example.org", name: "Ann" };

  test("tell who it is", () => {
    expect(identityOf({ ...claims, email_verified: true, roles: ["a", "b"] }, "roles")).toEqual({
      ...{ issuer: "https://id.example.org", subject: "42", email: "ann@example.org", emailVerified: true },
      ...{ name: "Ann", groups: ["a", "b"] },
    });
  });

  test.each([
    [undefined, null],
    [true, true],
    ["true", true],
    [false, false],
    ["false", false],
    [0, false],
    ["maybe", false],
  ])("email_verified %j is %s", (claim, verified) => {
    expect(identityOf({ ...claims, email_verified: claim }, "groups").emailVerified).toBe(verified);
  });

  test("that are not as the standard has them count as missing", () => {
    const odd = { iss: 1, sub: ["x"], email: "no address", name: "\u0000", groups: [1, "a", null, " "] };

    expect(identityOf(odd, "groups")).toEqual({
      ...{ issuer: "", subject: "", email: null, emailVerified: null, name: null, groups: ["a"] },
    });
    expect(identityOf({ ...claims, groups: "only" }, "groups").groups).toEqual(["only"]);
  });
});

describe("the way back after signing in", () => {
  const base = "https://portal.example.org";

  test.each(["/products/1?x=2#y", "https://portal.example.org/a", "products"])("keeps %s", (url) => {
    expect(safeReturnUrl(url, base)).toBe(new URL(url, base).href);
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "http://portal.example.org/",
    "https://portal.example.org.evil.example",
    "https://portal.example.org:444/",
    "javascript:alert(1)",
    "blob:https://portal.example.org/x",
    "data:text/html,x",
    "http://[",
  ])("never leads to %s", (url) => {
    const way = new URL(safeReturnUrl(url, base));

    expect(way.protocol).toBe("https:");
    expect(way.origin).toBe(base);
  });
});

test("a sign-in problem is one of our own sentences, whatever the address says", () => {
  expect(signInProblem("EmailUnverified")).toContain("not verified");
  expect(signInProblem("<script>")).toBe("Signing in failed. Try again.");
  expect(signInProblem("constructor")).toBe("Signing in failed. Try again.");
});

test("the session cookie is kept to https where the portal is reached by https", () => {
  expect(sessionCookieName("https://portal.example.org")).toMatch(/^__Secure-/);
  expect(sessionCookieName("http://localhost:3000")).not.toMatch(/^__Secure-/);
});
