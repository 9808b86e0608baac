import { describe, expect, test } from "vitest";

import { firstAsked, nextAsked, type Seat, seatsFor } from "./asked";

const seat = (teamId: string, role: string, userId: string | null = `${teamId}-${role}`): Seat => ({
  ...{ teamId, role, userId, email: `${userId ?? "invited"}@example.org` },
});
const nobody: ReadonlySet<string> = new Set();
const above = ["area", "domain", "root"];

describe("a step whose turn comes", () => {
  test("asks its own team", () => {
    const place = { above, seats: [seat("team", "approver"), seat("area", "owner")], excluded: nobody };
    expect(firstAsked({ kind: "owner", teamId: "team" }, place)).toEqual({
      ...{ teamIds: ["team"], asksGovernance: false },
    });
  });

  test("asks the next team up with somebody where only the requester sits in it", () => {
    const seats = [seat("team", "owner", "ada"), seat("domain", "owner")];
    const place = { above, seats, excluded: new Set(["ada"]) };
    expect(firstAsked({ kind: "owner", teamId: "team" }, place)).toEqual({
      ...{ teamIds: ["team", "domain"], asksGovernance: false },
    });
  });

  test("asks governance where there is nobody up to the root", () => {
    const place = { above, seats: [seat("team", "member")], excluded: nobody };
    expect(firstAsked({ kind: "owner", teamId: "team" }, place)).toEqual({
      ...{ teamIds: ["team"], asksGovernance: true },
    });
  });

  test("asks owners alone as a domain", () => {
    const place = {
      above: ["root"],
      seats: [seat("domain", "approver"), seat("root", "owner")],
      excluded: nobody,
    };
    expect(firstAsked({ kind: "domain", teamId: "domain" }, place).teamIds).toEqual(["domain", "root"]);
  });

  test("asks governance at its own step", () => {
    const place = { above: [], seats: [], excluded: nobody };
    expect(firstAsked({ kind: "governance", teamId: null }, place)).toEqual({
      ...{ teamIds: [], asksGovernance: true },
    });
  });
});

describe("a step that nobody answers", () => {
  const seats = [seat("team", "owner"), seat("domain", "owner"), seat("root", "owner")];
  const step = { kind: "owner" as const, teamId: "team", askedTeamIds: ["team"], asksGovernance: false };

  test("goes up the tree, past teams without anybody, and ends at governance", () => {
    const place = { above, seats, excluded: nobody };
    const first = nextAsked(step, place);
    expect(first?.teamIds).toEqual(["team", "domain"]);
    const second = nextAsked({ ...step, askedTeamIds: ["team", "domain"] }, place);
    expect(second?.teamIds).toEqual(["team", "domain", "root"]);
    const third = nextAsked({ ...step, askedTeamIds: ["team", "domain", "root"] }, place);
    expect(third).toEqual({ teamIds: ["team", "domain", "root"], asksGovernance: true });
    expect(nextAsked({ ...step, asksGovernance: true }, place)).toBeNull();
  });

  test("passes those by who would decide about their own wish", () => {
    const place = { above, seats, excluded: new Set(["domain-owner"]) };
    expect(nextAsked(step, place)?.teamIds).toEqual(["team", "root"]);
  });
});

test("somebody is left out by account and by address", () => {
  const seats = [seat("team", "owner", "ada"), seat("team", "owner", null), seat("team", "editor", "bob")];
  expect(seatsFor("owner", seats, new Set(["ada"]))).toEqual([seats[1]]);
  expect(seatsFor("owner", seats, new Set(["invited@example.org"]))).toEqual([seats[0]]);
});
