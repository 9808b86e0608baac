import { readFileSync, writeFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { makeMatrix } from "@/lib/testing/permissions/make-matrix";
import { everyRoute } from "@/lib/testing/permissions/routes";
import { samples } from "@/lib/testing/permissions/samples";
import { routeSamples } from "@/lib/testing/permissions/samples/routes";
import { undoing } from "@/lib/testing/permissions/walk";
import { makeWorld, NOW } from "@/lib/testing/permissions/world";

import { liveHub } from "../live-hub";
import { operations } from "../registry";
import { type MatrixRow, readMatrix, writeMatrix } from "./matrix";
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

let made: { rows: MatrixRow[]; faults: string[] };
let traces: [before: number[], after: number[]];

const countTraces = ({ db } = runtime) =>
  Promise.all([db.auditEntry.count(), db.outboxEvent.count(), db.dataProduct.count(), db.apiKey.count()]);

beforeAll(async () => {
  const world = await makeWorld(runtime);
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
