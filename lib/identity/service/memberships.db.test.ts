import { describe, expect, it } from "vitest";

import { registerTeam, removeTeam, signIn } from "@/lib/identity";
import { jobActor } from "@/lib/platform/actor";
import { admin } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aPerson, aTeam } from "@/lib/testing/factories/identity";

configure();
const runtime = await testRuntime();
const { db } = runtime;

const TYPE = "identity.user.membershipsChanged";

const toldOf = async (subject: string) =>
  (await db.outboxEvent.findMany({ where: { type: TYPE, subject }, orderBy: { seq: "asc" } })).map(
    ({ payload }) => payload,
  );

const register = (id: string, emails: readonly string[]) =>
  registerTeam.execute(runtime, admin(), {
    id,
    document: { id, name: id, type: "Team", members: emails.map((emailAddress) => ({ emailAddress })) },
  });

describe("leaving a team", () => {
  it("by its document is told of, once, for those who have an account", async () => {
    const { id: team } = await aTeam(db);
    const [leaver, stayer] = [await aPerson(db), await aPerson(db)];
    await register(team, [leaver.email, stayer.email, "nobody@example.org"]);
    expect(await toldOf(leaver.id)).toEqual([]);
    await register(team, [stayer.email]);
    await register(team, [stayer.email]);
    expect(await toldOf(leaver.id)).toEqual([{ left: [team] }]);
    expect(await toldOf(stayer.id)).toEqual([]);
  });

  it("by the end of the team is told of", async () => {
    const person = await aPerson(db);
    const { id } = await aTeam(db, { members: { [person.email]: "member" } });
    await removeTeam.execute(runtime, admin(), { id });
    expect(await toldOf(person.id)).toEqual([{ left: [id] }]);
  });

  it("by the groups of the identity provider is told of at the next sign-in, and joining is not", async () => {
    const [old, other] = [await aTeam(db), await aTeam(db)];
    const email = "groups@example.org";
    const enter = async (groups: readonly string[]) => {
      const identity = { issuer: "https://idp.example.org", subject: "s-1", email, emailVerified: true };
      const result = await signIn.execute(runtime, jobActor("sign-in"), {
        identity: { ...identity, name: "Grace", groups },
        ...{ userAgent: null, formerSessionId: null },
      });
      return result.kind === "signed_in" ? result.userId : "";
    };
    const id = await enter([old.id]);
    await enter([old.id, other.id]);
    expect(await toldOf(id)).toEqual([]);
    await enter([other.id]);
    expect(await toldOf(id)).toEqual([{ left: [old.id] }]);
  });
});
