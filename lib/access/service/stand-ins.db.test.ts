import { expect, test } from "vitest";

import { aUser } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aPerson, aTeam } from "@/lib/testing/factories/identity";

import { listStandIns } from "./stand-ins";

const runtime = await testRuntime();
const { db } = runtime;

await Promise.all(
  ["me", "colleague", "above", "below", "elsewhere", "steward"].map((id) =>
    aPerson(db, { id, name: id, orgRole: id === "steward" ? "governance" : "member" }),
  ),
);
await aPerson(db, { id: "gone", name: "gone", deactivatedAt: new Date("2026-02-01T00:00:00Z") });
const domain = await aTeam(db, { id: "domain", members: { "above@example.org": "owner" } });
const team = await aTeam(db, {
  id: "team",
  parentId: domain.id,
  members: {
    ...{ "me@example.org": "owner", "colleague@example.org": "member", "gone@example.org": "member" },
    "never.signed.in@example.org": "owner",
  },
});
await aTeam(db, { id: "part", parentId: team.id, members: { "below@example.org": "member" } });
await aTeam(db, { id: "other", members: { "elsewhere@example.org": "owner" } });

const person = (orgRole: "member" | "governance", teams: Record<string, "owner">) => ({
  ...aUser(orgRole, teams),
  id: "me",
});
const namesFor = async (actor: ReturnType<typeof aUser>) =>
  (await listStandIns.execute(runtime, actor, {})).map(({ name }) => name);

test("people with an account in one's teams, above and below stand in; others and those who left do not", async () => {
  expect(await namesFor(person("member", { team: "owner", part: "owner" }))).toEqual([
    "above",
    "below",
    "colleague",
  ]);
});

test("governance finds its own people, whatever their teams", async () => {
  expect(await namesFor(person("governance", {}))).toEqual(["steward"]);
});

test("nobody stands in for somebody who belongs nowhere", async () => {
  expect(await namesFor(person("member", {}))).toEqual([]);
});
