import { afterAll, describe, expect, it } from "vitest";

import { testDatabase } from "@/lib/testing/database";
import { startMeilisearchStub } from "@/lib/testing/meilisearch-stub/server";

import { aDocument, aQuery, FACETED_DOCUMENTS } from "../contract";
import { createSearchEngine } from "../index";

const RETRY_MS = 20;

async function opened() {
  const [stub, { pool }] = [await startMeilisearchStub(), await testDatabase()];
  const open = () =>
    createSearchEngine({ kind: "meilisearch", url: stub.url, key: stub.key }, pool, {
      patienceMs: 300,
      retryMs: RETRY_MS,
      index: "products",
    });
  const engine = open();
  afterAll(async () => {
    await engine.close();
    await stub.stop();
    expect(stub.violations).toEqual([]);
  });
  return { stub, engine, open };
}

type Opened = Awaited<ReturnType<typeof opened>>;

const answeredBy = async ({ engine }: Opened, text = "") => {
  const { engine: name, fallback, total } = await engine.search(aQuery({ text }));
  return { name, fallback, total };
};

const untilMeilisearchAnswers = (place: Opened) =>
  expect
    .poll(() => answeredBy(place), { interval: RETRY_MS, timeout: 10_000 })
    .toMatchObject({ name: "meilisearch" });

describe("Meilisearch", async () => {
  const place = await opened();
  const { stub, engine, open } = place;

  it.skipIf(stub.isChecked)(
    "is not held to its OpenAPI document: ../shared/corpora/meilisearch is not there",
    () => {
      expect(stub.isChecked).toBe(false);
    },
  );

  it("answers for itself while it is there", async () => {
    await engine.put(FACETED_DOCUMENTS);
    expect(await answeredBy(place)).toEqual({ name: "meilisearch", fallback: false, total: 30 });
    expect(await engine.count()).toBe(30);
  });

  it("is answered for by Postgres while it is away, and the answer says so; writes are not lost", async () => {
    await stub.stop();
    expect(await answeredBy(place)).toEqual({ name: "postgres", fallback: true, total: 30 });
    await engine.put([aDocument({ id: "meanwhile", name: "meanwhile" })]);
    await engine.remove([{ id: "p-00", revision: 5 }]);
    expect(await answeredBy(place, "meanwhile")).toEqual({ name: "postgres", fallback: true, total: 1 });
    expect(await engine.suggest({ text: "meanw", visibility: null, limit: 5 })).toMatchObject({
      engine: "postgres",
      fallback: true,
      suggestions: [{ id: "meanwhile" }],
    });
    await expect(engine.count()).rejects.toMatchObject({ code: "unavailable" });
  });

  it("answers again when it is back, but not before it knows what happened meanwhile", async () => {
    await stub.start();
    await untilMeilisearchAnswers(place);
    expect(await answeredBy(place, "meanwhile")).toEqual({ name: "meilisearch", fallback: false, total: 1 });
    expect(await engine.count()).toBe(30);
    expect(
      await engine.search(aQuery({ limit: 50 })).then(({ hits }) => hits.map(({ document }) => document.id)),
    ).not.toContain("p-00");
  });

  it("is filled again when it comes back empty", async () => {
    stub.empty();
    expect(await answeredBy(place)).toMatchObject({ name: "postgres", fallback: true });
    await untilMeilisearchAnswers(place);
    expect(await engine.count()).toBe(30);
  });

  it("is brought up to date by a process that starts", async () => {
    stub.empty();
    const other = open();
    expect(await other.search(aQuery({ text: "meanwhile" }))).toMatchObject({
      engine: "meilisearch",
      fallback: false,
      total: 1,
    });
    await other.close();
  });

  it("takes over what several processes write at once, in one order", async () => {
    const others = [open(), open()];
    const rounds = [1, 2, 3, 4].flatMap((revision) =>
      [engine, ...others].map((each, n) =>
        each.put([
          aDocument({ id: "shared", name: `shared ${revision * 10 + n}`, revision: revision * 10 + n }),
        ]),
      ),
    );
    await Promise.all(rounds);
    const { hits } = await engine.search(aQuery({ text: "shared" }));
    expect(hits.map(({ document }) => document.name)).toEqual(["shared 42"]);
    await Promise.all(others.map((each) => each.close()));
  });

  it("is answered for when the key is refused", async () => {
    const { pool } = await testDatabase();
    const refused = createSearchEngine({ kind: "meilisearch", url: stub.url, key: "wrong" }, pool, {
      retryMs: 60_000,
    });
    await refused.put([aDocument({ id: "x", name: "x" })]);
    expect(await refused.search(aQuery())).toMatchObject({ engine: "postgres", fallback: true, total: 1 });
    await refused.close();
  });
});
