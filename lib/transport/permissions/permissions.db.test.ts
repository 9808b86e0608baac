import { readFileSync, writeFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { getAccess } from "@/lib/access";
import { listFeed } from "@/lib/events";
import { type Actor, jobActor } from "@/lib/platform/actor";
import { DomainError } from "@/lib/platform/errors";
import { governance } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { makeMatrix } from "@/lib/testing/permissions/make-matrix";
import { everyRoute } from "@/lib/testing/permissions/routes";
import { samples } from "@/lib/testing/permissions/samples";
import { routeSamples } from "@/lib/testing/permissions/samples/routes";
import { tryOperation, undoing } from "@/lib/testing/permissions/walk";
import { makeWorld, NOW, type World } from "@/lib/testing/permissions/world";

import { liveHub } from "../live-hub";
import { explainPermission, operations } from "../registry";
import { type MatrixRow, readMatrix, writeMatrix } from "./matrix";
import { QUESTIONS, type ThingKind } from "./questions";
import { writeTable } from "./table";

configure({ TRELLIS_DEMO: "1" });
const runtime = await testRuntime();
runtime.clock.now = NOW;
// The handlers of the routes take the runtime of the process.
Object.assign(globalThis, { trellisRuntime: undoing(runtime) });
afterAll(() => liveHub(runtime).stop());

const MATRIX = "lib/transport/permissions/matrix.json";
const TABLE = "docs/permissions.md";
const routes = await everyRoute();

let world: World;
let made: { rows: MatrixRow[]; faults: string[] };
let traces: [before: number[], after: number[]];

const countTraces = ({ db } = runtime) =>
  Promise.all([db.auditEntry.count(), db.outboxEvent.count(), db.dataProduct.count(), db.apiKey.count()]);

beforeAll(async () => {
  world = await makeWorld(runtime);
  const before = await countTraces();
  made = await makeMatrix(world, { operations, routes });
  traces = [before, await countTraces()];
  if (process.env.TRELLIS_WRITE_PERMISSIONS) {
    writeFileSync(MATRIX, writeMatrix(made.rows));
    writeFileSync(TABLE, writeTable(made.rows));
  }
}, 240_000);

describe("the matrix of permissions", () => {
  it("has a sample of every operation and every route, and of nothing else", () => {
    expect(Object.keys(samples).sort()).toEqual(operations.map(({ name }) => name).sort());
    expect(Object.keys(routeSamples).sort()).toEqual([...routes.keys()].sort());
  });

  it("came to a decision with every sample and persona", () => {
    expect(made.faults).toEqual([]);
  });

  it("was made without a trace", () => {
    expect(traces[1]).toEqual(traces[0]);
  });

  it("is what is committed; `npm run permissions` writes it anew", () => {
    const kept = readMatrix(JSON.parse(readFileSync(MATRIX, "utf8")));
    expect(byName(made.rows)).toEqual(byName(kept));
    expect(readFileSync(MATRIX, "utf8")).toBe(writeMatrix(made.rows));
  });

  it("is what the documentation shows", () => {
    expect(readFileSync(TABLE, "utf8")).toBe(writeTable(made.rows));
  });
});

/** For a diff that names the operation, the persona and what changed. */
const byName = (rows: readonly MatrixRow[]) =>
  Object.fromEntries(
    rows.map(({ name, outcomes }) => [
      name,
      Object.fromEntries(
        [...outcomes].map(([id, outcome]) => [
          id,
          outcome.kind === "no" ? `no: ${outcome.because}` : outcome.kind,
        ]),
      ),
    ]),
  );

describe("the feed", () => {
  it("tells everybody of exactly the access that they may see", async () => {
    const everything = jobActor("test");
    const subjects = async (actor: Actor) => {
      const events = await listFeed.execute(runtime, actor, {});
      return new Set(events.filter(({ type }) => type.includes(".Access")).map(({ subject }) => subject));
    };
    const all = await subjects(everything);
    expect(all.size).toBeGreaterThan(0);
    for (const { id: who, actor } of world.personas) {
      if (actor === null || who === "webhook") continue;
      const told = await subjects(actor);
      for (const id of all) {
        const isSeen = await getAccess.execute(runtime, actor, { id }).then(
          () => true,
          () => false,
        );
        expect([who, id, told.has(id)]).toEqual([who, id, isSeen]);
      }
    }
  });
});

describe("the answer to “why not me?”", () => {
  const explain = (person: string, operation: string, thing: string) =>
    explainPermission.execute(runtime, governance(), { person, operation, thing });

  /** What is asked about, and what else it is asked about where that would be refused for another reason. */
  const thingOf = (kind: ThingKind | null): string => {
    const { secret, requests, agreements } = world;
    const things = {
      ...{ product: secret.productId, contract: secret.contractId, team: "shop" },
      ...{ request: requests.atOwner, access: agreements.held },
    };
    return kind === null ? "" : things[kind];
  };

  it.each(QUESTIONS.map((question) => [question.name, question] as const))(
    "is what %s itself says to everybody who has an account",
    async (name, { thing: kind, input }) => {
      const operation = operations.find((one) => one.name === name);
      if (!operation) throw new Error(`${name} is no operation.`);
      for (const who of world.personas.filter(({ userId }) => userId !== null)) {
        const sample = { about: "", input: () => input(thingOf(kind)) };
        const tried = await tryOperation(operation, sample, { world, who }).catch((error: unknown) => {
          // It was decided, and failed on its way.
          if (error instanceof DomainError) return { kind: "yes" as const };
          throw error;
        });
        const { kind: answer, because } = await explain(who.userId ?? "", name, thingOf(kind));
        expect([who.id, answer]).toEqual([who.id, tried.kind]);
        if (tried.kind === "no") expect(because).toBe(tried.because);
      }
    },
  );

  it("finds people by their address, and says who cannot sign in", async () => {
    const thing = world.open.productId;
    expect(await explain("USR_owner@Example.org", "catalog.getProduct", thing)).toMatchObject({
      person: { id: "usr_owner" },
      kind: "yes",
    });
    expect(await explain("usr_gone", "catalog.getProduct", thing)).toMatchObject({
      kind: "unknown",
      because: "The account is deactivated: nobody can sign in with it.",
    });
  });

  it.each([
    [
      "nobody@example.org",
      "catalog.getProduct",
      "x",
      "Nobody has an account with the id or address nobody@example.org.",
    ],
    ["usr_owner", "catalog.getProduct", "x", "There is no data product x."],
    ["usr_owner", "catalog.getProduct", "", "Name the data product that it is about."],
    ["usr_owner", "access.approveRequest", "x", "There is no access request x."],
  ])(
    "is none where there is nobody or nothing to ask about: %s, %s, %j",
    async (person, operation, thing, because) => {
      expect(await explain(person, operation, thing)).toMatchObject({ kind: "unanswerable", because });
    },
  );
});
