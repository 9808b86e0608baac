import { describe, expect, test } from "vitest";

import { DomainError } from "@/lib/platform/errors";

import { prepareTeam } from "./document";

const team = (over: Record<string, unknown> = {}) => ({ id: "sales", name: "Sales", type: "Team", ...over });

function faultsOf(document: unknown): string[] {
  try {
    prepareTeam(document);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.fields.map(({ pointer }) => pointer);
  }
}

describe("a team document", () => {
  test("needs no more than id, name and type", () => {
    expect(prepareTeam(team())).toMatchObject({
      ...{ id: "sales", name: "Sales", type: "Team", parentId: null, description: null },
      ...{ members: [], tags: [], links: {}, custom: {} },
    });
  });

  test("may leave empty what it does not know: null and an empty parent", () => {
    const empty = { parent: "", description: null, members: null, tags: null, links: null, custom: null };

    expect(prepareTeam(team(empty))).toMatchObject({ parentId: null, members: [], tags: [] });
  });

  test("names members in any case of letters; a role of another tool counts as membership", () => {
    const members = [
      { emailAddress: "Ann@Example.ORG", role: "Owner", name: " Ann " },
      { emailAddress: "bo@example.org", role: "Data Wizard" },
      { emailAddress: "cy@example.org" },
    ];

    expect(prepareTeam(team({ members })).members).toEqual([
      { email: "ann@example.org", role: "owner", name: "Ann" },
      { email: "bo@example.org", role: "member", name: null },
      { email: "cy@example.org", role: "member", name: null },
    ]);
  });

  test.each([
    ["no object", ["sales"], ["#"]],
    ["no id", { name: "Sales", type: "Team" }, ["#/id"]],
    ["an id with a slash", team({ id: "a/b" }), ["#/id"]],
    ["an id with an outer space", team({ id: " a" }), ["#/id"]],
    ["an id that names machinery", team({ id: "__proto__" }), ["#/id"]],
    ["an unknown type", team({ type: "Squad" }), ["#/type"]],
    ["a blank name", team({ name: "  " }), ["#/name"]],
    [
      "an e-mail address that is none",
      team({ members: [{ emailAddress: "ann" }] }),
      ["#/members/0/emailAddress"],
    ],
    [
      "the same person twice",
      team({ members: [{ emailAddress: "a@b.c" }, { emailAddress: "A@B.C" }] }),
      ["#/members/1/emailAddress"],
    ],
    [
      "too many members",
      team({ members: Array.from({ length: 2001 }, (_, n) => ({ emailAddress: `p${n}@b.c` })) }),
      ["#/members"],
    ],
    ["a link that is no text", team({ links: { wiki: 1 } }), ["#/links/wiki"]],
    ["a prototype key", JSON.parse('{"id":"a","custom":{"__proto__":{"x":1}}}'), ["#/custom/__proto__"]],
    ["a NUL character", team({ description: "a\u0000b" }), ["#/description"]],
    ["half of a surrogate pair", team({ custom: { a: ["\ud800"] } }), ["#/custom/a/0"]],
  ])("is refused with %s, and the place is named", (_what, document: unknown, pointers) => {
    expect(faultsOf(document)).toEqual(pointers);
  });

  test("is refused when it is larger than 512 KB, or nested without end", () => {
    expect(() => prepareTeam(team({ custom: { a: "x".repeat(600_000) } }))).toThrow("at most 512 KB");
    let deep: unknown = 1;
    for (let level = 0; level < 200; level++) deep = [deep];
    expect(() => prepareTeam(team({ custom: { deep } }))).toThrow("nests deeper");
  });
});
