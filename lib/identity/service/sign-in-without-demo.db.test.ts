import { expect, test } from "vitest";

import { jobActor } from "@/lib/platform/actor";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aPerson } from "@/lib/testing/factories/identity";

import { signInAsDemoPerson, signInOptions } from "./sign-in";

configure();
const runtime = await testRuntime();

test("without the demo nobody is offered, and nobody can be picked: not even a person of a demo mesh", async () => {
  const { id } = await aPerson(runtime.db, { demo: true });

  expect(await signInOptions(runtime)).toEqual({ demoPeople: [], oidc: null });
  await expect(
    signInAsDemoPerson.execute(runtime, jobActor("sign-in"), {
      userId: id,
      userAgent: null,
      formerSessionId: null,
    }),
  ).rejects.toMatchObject({ code: "forbidden" });
  expect(await runtime.db.session.count()).toBe(0);
});
