import { describe, expect, test } from "vitest";
import { z } from "zod";

import { allow, type Actor } from "@/lib/platform/actor";
import { command } from "@/lib/platform/operation";
import { admin, owner } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aTeam } from "@/lib/testing/factories/identity";

import { prepareTeam } from "../document";
import { applyTeams, planTeams } from "./plan-teams";

const runtime = await testRuntime();
const { db } = runtime;

type Draft = { id: string; parent?: string; name?: string };

const prepare = ({ id, parent, name = id }: Draft) =>
  prepareTeam({ id, name, type: "Team", ...(parent !== undefined && { parent }) });

/** A bulk command as a later domain would write it. */
const applyAll = (drafts: readonly Draft[], actor: Actor = admin()) =>
  command({
    name: "test.applyTeams",
    summary: "Apply teams.",
    input: z.object({}),
    output: z.array(z.object({ id: z.string(), outcome: z.string(), problem: z.unknown() })),
    load: () => null,
    allow: () => allow,
    run: (scope) => applyTeams(scope, drafts.map(prepare)),
  }).execute(runtime, actor, {});

describe("applyTeams", () => {
  test("registers parents and children of one list in any order", async () => {
    const outcomes = await applyAll([
      { id: "leaf", parent: "branch" },
      { id: "branch", parent: "root" },
      { id: "root" },
    ]);

    expect(outcomes.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      "leaf created",
      "branch created",
      "root created",
    ]);
    expect(await db.auditEntry.count({ where: { action: "test.applyTeams" } })).toBe(3);
  });

  test("gives each team its own outcome: what is refused keeps no other from being registered", async () => {
    const outcomes = await applyAll([
      { id: "fine" },
      { id: "orphan", parent: "nowhere" },
      { id: "below-orphan", parent: "orphan" },
      { id: "loop-a", parent: "loop-b" },
      { id: "loop-b", parent: "loop-a" },
    ]);

    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      "created",
      "refused",
      "refused",
      "refused",
      "refused",
    ]);
    expect(
      await db.team.findMany({ where: { id: { in: ["fine", "orphan", "below-orphan", "loop-a"] } } }),
    ).toHaveLength(1);
  });

  test("lets an owner register a whole branch below, and nothing beside it", async () => {
    await aTeam(db, { id: "mine" });
    await aTeam(db, { id: "theirs" });

    const outcomes = await applyAll(
      [
        { id: "mine-2", parent: "mine-1" },
        { id: "mine-1", parent: "mine" },
        { id: "theirs-1", parent: "theirs" },
      ],
      owner("mine"),
    );

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created", "created", "refused"]);
    expect(outcomes[2]?.problem).toMatchObject({ code: "forbidden" });
  });

  test("applies several documents of one team one after the other", async () => {
    const outcomes = await applyAll([
      { id: "same", name: "First" },
      { id: "same", name: "Second" },
      { id: "same", name: "Second" },
    ]);

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created", "updated", "unchanged"]);
    expect(await db.team.findUnique({ where: { id: "same" } })).toMatchObject({ name: "Second", version: 2 });
  });

  test("changes two teams that trade places", async () => {
    await applyAll([{ id: "upper" }, { id: "lower", parent: "upper" }]);

    const outcomes = await applyAll([{ id: "upper", parent: "lower" }, { id: "lower" }]);

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["updated", "updated"]);
    expect(await db.team.findUnique({ where: { id: "upper" } })).toMatchObject({ parentId: "lower" });
  });

  test("takes 500 teams in one call", async () => {
    const drafts = Array.from({ length: 500 }, (_, n) => ({
      id: `bulk-${n}`,
      ...(n > 0 && { parent: `bulk-${Math.floor((n - 1) / 10)}` }),
    }));
    const before = performance.now();

    const outcomes = await applyAll(drafts);

    expect(outcomes.every(({ outcome }) => outcome === "created")).toBe(true);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe("planTeams", () => {
  test("says what would happen, with the document as it is now, and changes nothing", async () => {
    await aTeam(db, { id: "planned", name: "Before" });

    const outcomes = await planTeams({ db, actor: admin() }, [
      prepare({ id: "planned", name: "After" }),
      prepare({ id: "planned-below", parent: "planned" }),
    ]);

    expect(outcomes).toMatchObject([
      { outcome: "updated", before: { id: "planned", name: "Before" }, version: 2 },
      { outcome: "created", before: null, version: 1 },
    ]);
    expect(await db.team.findUnique({ where: { id: "planned" } })).toMatchObject({ name: "Before" });
    expect(await db.team.count({ where: { id: "planned-below" } })).toBe(0);
  });
});
