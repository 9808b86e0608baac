import { describe, expect, it } from "vitest";

import { getProduct, homeFeed, listDomains, listVersions, removeProduct } from "@/lib/catalog";
import { listUsers } from "@/lib/identity";
import { jobActor } from "@/lib/platform/actor";
import { admin, owner, stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";

import { seedDemo } from ".";
import { demoPeople } from "./people";

const silent = () => undefined;

describe("seedDemo", async () => {
  const runtime = await testRuntime();
  const { db } = runtime;
  const counts = async () => ({
    teams: await db.team.count(),
    users: await db.user.count(),
    products: await db.dataProduct.count(),
    contracts: await db.dataContract.count(),
    productVersions: await db.productVersion.count(),
    contractVersions: await db.contractVersion.count(),
    requests: await db.accessRequest.count(),
    agreements: await db.agreement.count(),
    outbox: await db.outboxEvent.count(),
    audit: await db.auditEntry.count(),
  });

  it("goes on where it was killed, and registers everything once", async () => {
    let calls = 0;
    const dying = {
      ...runtime,
      now: () => {
        calls += 1;
        if (calls === 60) throw new Error("killed");
        return runtime.now();
      },
    };
    await expect(seedDemo(dying, silent)).rejects.toThrow("killed");
    expect(await db.dataProduct.count()).toBeLessThan(33);

    const lines: string[] = [];
    await seedDemo(runtime, (line) => lines.push(line));
    const done = await counts();
    expect(done).toMatchObject({ teams: 18, users: demoPeople.length, products: 33, contracts: 33 });
    expect(done).toMatchObject({ productVersions: 39, contractVersions: 38 });
    expect(lines.slice(-2)).toEqual([
      "66 products and contracts in 77 versions",
      "17 requests for access, with what became of them",
    ]);

    await seedDemo(runtime, silent);
    expect(await counts()).toEqual(done);
  }, 120_000);

  it("signs the versions with the people who may edit, over the past months", async () => {
    const { items } = await listVersions.execute(runtime, stranger(), { id: "flights-2001" });
    expect(items.map(({ by, version }) => [by.kind, by.name, version])).toEqual([
      ["user", "Chen Wei", "2.1.0"],
      ["user", "Chen Wei", "2.0.0"],
      ["user", "Chen Wei", "1.2.0"],
    ]);
    const times = items.map(({ createdAt }) => Date.parse(createdAt));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(Date.now() - (times[0] ?? 0)).toBeGreaterThan(86_000_000);
  });

  it("hides payroll from everybody but its people and governance", async () => {
    await expect(getProduct.execute(runtime, stranger(), { id: "payroll" })).rejects.toThrow(
      "does not exist",
    );
    expect((await getProduct.execute(runtime, admin(), { id: "payroll" })).visibility).toBe("restricted");
  });

  it("leaves its owner a product to look after", async () => {
    const { needsAttention } = await homeFeed.execute(runtime, owner("media"), {});
    expect(needsAttention.map(({ id }) => id)).toEqual(["football-results"]);
  });

  it("has products in every domain", async () => {
    const domains = await listDomains.execute(runtime, stranger(), {});
    expect(domains.filter(({ productCount }) => productCount < 3)).toEqual([]);
    expect(domains).toHaveLength(6);
  });

  it("does not bring back what people removed", async () => {
    await removeProduct.execute(runtime, admin(), { id: "movies" });
    await seedDemo(runtime, silent);
    await expect(getProduct.execute(runtime, jobActor("test"), { id: "movies" })).rejects.toThrow(
      "does not exist",
    );
  });

  it("offers everybody at demo sign-in", async () => {
    const { items } = await listUsers.execute(runtime, admin(), {});
    expect(items.map(({ email }) => email).sort()).toEqual(demoPeople.map(({ email }) => email).sort());
  });
});
