import { beforeEach, describe, expect, it } from "vitest";

import type { Runtime } from "@/lib/platform/operation";
import { newestPosition, relay } from "@/lib/platform/outbox";
import { react } from "@/lib/platform/reactions";
import { admin, governance, organizationKey, owner, stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";
import { aProduct } from "@/lib/testing/factories/catalog";

import {
  followProducts,
  getSearchIndexStatus,
  healJob,
  rebuildIndex,
  rebuildJob,
  searchProducts,
} from "../index";

let runtime: Runtime;
beforeEach(async () => {
  runtime = await testRuntime();
});

const status = () => getSearchIndexStatus.execute(runtime, governance(), {});
const found = async (q = "") =>
  (await searchProducts.execute(runtime, admin(), { q })).hits.map(({ id }) => id).sort();

describe("the state of the index", () => {
  it("tells its documents, and how many events it has not met", async () => {
    await aProduct(runtime);
    expect(await status()).toMatchObject({ engine: "postgres", reachable: true, products: 1, documents: 0 });
    await drain(runtime);
    expect(await status()).toMatchObject({
      documents: 1,
      products: 1,
      lag: 0,
      problem: null,
      lastRebuild: null,
    });
    await aProduct(runtime);
    expect(await status()).toMatchObject({ documents: 1, products: 2, lag: 1 });
  });

  it("is for those who see everything", async () => {
    for (const actor of [stranger(), owner("team")]) {
      await expect(getSearchIndexStatus.execute(runtime, actor, {})).rejects.toMatchObject({
        code: "forbidden",
      });
    }
  });
});

describe("a rebuild", () => {
  it("makes the index complete, drops what is no product, and tells how it went", async () => {
    const products = [await aProduct(runtime), await aProduct(runtime), await aProduct(runtime)];
    await drain(runtime);
    const ghost = { ...(await ghostOf(products[0]?.id ?? "")), id: "ghost" };
    await runtime.search.put([ghost]);
    expect(await found()).toContain("ghost");

    const asked = await rebuildIndex.execute(runtime, admin(), {});
    expect(asked.rebuild).toMatchObject({ state: "waiting", indexed: 0 });
    await drain(runtime);
    expect(await found()).toEqual(products.map(({ id }) => id).sort());
    expect(await status()).toMatchObject({
      ...{ documents: 3, lag: 0, lastRebuild: { indexed: 3 } },
      rebuild: { state: "done", indexed: 3, total: 3, error: null },
    });
  });

  it("is on the record, and asked for once while it waits", async () => {
    await rebuildIndex.execute(runtime, admin(), {});
    await rebuildIndex.execute(runtime, organizationKey(), {});
    expect(await runtime.db.auditEntry.count({ where: { action: "search.rebuildIndex" } })).toBe(1);
    const { rows } = await runtime.pool.query(
      "select from graphile_worker.jobs where task_identifier = 'search.rebuild'",
    );
    expect(rows).toHaveLength(1);
  });

  it("is for administrators and write keys of the organisation", async () => {
    for (const actor of [stranger(), owner("team"), governance(), organizationKey("read")]) {
      await expect(rebuildIndex.execute(runtime, actor, {})).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await runtime.db.auditEntry.count()).toBe(0);
  });

  it("loses nothing that is registered while it runs", async () => {
    await aProduct(runtime, { name: "Before" });
    await drain(runtime);
    const rebuilding = rebuildJob.run(runtime, {});
    const product = await aProduct(runtime, { name: "Meanwhile" });
    await relay(runtime.pool);
    await react(runtime, followProducts);
    await rebuilding;
    expect(await found("meanwhile")).toEqual([product.id]);
    expect(await found()).toHaveLength(2);
  });

  async function ghostOf(id: string) {
    const { hits } = await runtime.search.search({
      ...{ text: "", filters: {}, visibility: null, sort: "name", offset: 0, limit: 10 },
    });
    const document = hits.map((hit) => hit.document).find((candidate) => candidate.id === id);
    if (!document) throw new Error(`${id} is not indexed.`);
    return document;
  }
});

describe("healing", () => {
  it("puts in again what the index has lost, and leaves the rest", async () => {
    const [kept, lost] = [
      await aProduct(runtime, { name: "Kept" }),
      await aProduct(runtime, { name: "Lost" }),
    ];
    await drain(runtime);
    await runtime.pool.query("delete from search_documents where id = $1", [lost.id]);
    const before = await runtime.search.revisionsOf([kept.id]);
    await healJob.run(runtime, {});
    expect(await runtime.search.revisionsOf([kept.id])).toEqual(before);
    expect(await runtime.search.revisionsOf([lost.id])).toEqual(
      new Map([[lost.id, Number(await newestPosition(runtime.db))]]),
    );
  });

  it("brings up to date what is older than its last change", async () => {
    const { id } = await aProduct(runtime, { name: "Fresh" });
    await drain(runtime);
    await runtime.pool.query("update search_documents set revision = 0 where id = $1", [id]);
    await healJob.run(runtime, {});
    expect((await runtime.search.revisionsOf([id])).get(id)).toBe(Number(await newestPosition(runtime.db)));
  });

  it("has the index rebuilt when it holds what is no product", async () => {
    const { id } = await aProduct(runtime);
    await drain(runtime);
    await runtime.db.dataProduct.delete({ where: { id } });
    await healJob.run(runtime, {});
    await drain(runtime);
    expect(await found()).toEqual([]);
    expect(await status()).toMatchObject({ documents: 0, rebuild: { state: "done" } });
  });

  it("does nothing to a whole index", async () => {
    await aProduct(runtime);
    await drain(runtime);
    await healJob.run(runtime, {});
    await healJob.run(runtime, {});
    expect(await status()).toMatchObject({ documents: 1, rebuild: null });
  });
});
