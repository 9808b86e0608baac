import { describe, expect, it } from "vitest";

import { registerProduct, removeProduct, setVisibility } from "@/lib/catalog";
import { registerContract, removeContract } from "@/lib/contracts";
import { registerTeam } from "@/lib/identity";
import { newestPosition } from "@/lib/platform/outbox";
import { admin, owner, stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";
import { aProduct, asJson, productDocument } from "@/lib/testing/factories/catalog";
import { aContract, contractDocument } from "@/lib/testing/factories/contracts";
import { aTeam } from "@/lib/testing/factories/identity";

import { buildDocuments } from "./sources";
import { followProducts, followTeams, searchProducts } from "./index";

const runtime = await testRuntime();
const { db } = runtime;

const find = async (q: string, actor = stranger()) =>
  (await searchProducts.execute(runtime, actor, { q })).hits;
const idsOf = async (q: string, actor = stranger()) => (await find(q, actor)).map(({ id }) => id);

const changeTeam = async (document: { id: string; name: string } & Record<string, unknown>) => {
  await registerTeam.execute(runtime, admin(), { id: document.id, document: { type: "Team", ...document } });
  await drain(runtime);
};

describe("the index follows the catalog", () => {
  it("finds a product once it is registered, with the place of its event as revision", async () => {
    const { id } = await aProduct(runtime, { name: "Quarterly turnover" });
    expect(await idsOf("turnover")).toEqual([]);
    await drain(runtime);
    expect(await idsOf("turnover")).toEqual([id]);
    expect(await runtime.search.revisionsOf([id])).toEqual(new Map([[id, Number(await newestPosition(db))]]));
  });

  it("finds a changed product by what it says now", async () => {
    const { id, ownerTeam } = await aProduct(runtime, { name: "Yesterday" });
    await drain(runtime);
    const document = productDocument({ id, team: ownerTeam.id, name: "Tomorrow" });
    await registerProduct.execute(runtime, admin(), { id, document: asJson(document) });
    await drain(runtime);
    expect([await idsOf("yesterday"), await idsOf("tomorrow")]).toEqual([[], [id]]);
  });

  it("finds a product by the columns of its contract, whichever came first, until the contract is removed", async () => {
    const early = await aContract(runtime, { columns: ["zenith"] });
    const product = await aProduct(runtime, { offers: [early.id, "late-contract"] });
    await drain(runtime);
    expect(await idsOf("zenith")).toEqual([product.id]);

    await aContract(runtime, { id: "late-contract", columns: ["azimuth"] });
    await drain(runtime);
    expect(await idsOf("azimuth")).toEqual([product.id]);

    const document = productDocument({ id: product.id, team: product.ownerTeam.id, offers: [early.id] });
    await registerProduct.execute(runtime, admin(), { id: product.id, document: asJson(document) });
    await removeContract.execute(runtime, admin(), { id: "late-contract" });
    await drain(runtime);
    expect(await idsOf("azimuth")).toEqual([]);
    expect(await idsOf("zenith")).toEqual([product.id]);
  });

  it("does not find a product by the columns of a contract that it consumes", async () => {
    const contract = await aContract(runtime, { columns: ["consumed_column"] });
    const offering = await aProduct(runtime, { offers: [contract.id] });
    await aProduct(runtime, { consumes: [contract.id] });
    await drain(runtime);
    expect(await idsOf("consumed_column")).toEqual([offering.id]);
  });

  it("hides the columns of a contract once it is restricted", async () => {
    const team = await aTeam(db);
    const contract = await aContract(runtime, { team: team.id, columns: ["secret_sauce"] });
    const product = await aProduct(runtime, { team: team.id, offers: [contract.id] });
    await drain(runtime);
    expect(await idsOf("secret_sauce")).toEqual([product.id]);
    const document = contractDocument({
      ...{ id: contract.id, team: team.id, columns: ["secret_sauce"], visibility: "restricted" },
    });
    await registerContract.execute(runtime, admin(), { id: contract.id, document: asJson(document) });
    await drain(runtime);
    expect(await idsOf("secret_sauce")).toEqual([]);
    expect(await idsOf("secret_sauce", owner(team.id))).toEqual([]);
  });

  it("forgets a product that is removed, and finds it again when it comes back", async () => {
    const { id, ownerTeam } = await aProduct(runtime, { name: "Boomerang" });
    await drain(runtime);
    await removeProduct.execute(runtime, admin(), { id });
    await drain(runtime);
    expect(await idsOf("boomerang")).toEqual([]);
    const document = productDocument({ id, team: ownerTeam.id, name: "Boomerang" });
    await registerProduct.execute(runtime, admin(), { id, document: asJson(document) });
    await drain(runtime);
    expect(await idsOf("boomerang")).toEqual([id]);
  });

  it("hides a product from strangers once its owner restricts it", async () => {
    const { id, ownerTeam } = await aProduct(runtime, { name: "Confidante" });
    await drain(runtime);
    await setVisibility.execute(runtime, owner(ownerTeam.id), { id, visibility: "restricted" });
    await drain(runtime);
    expect(await idsOf("confidante")).toEqual([]);
    expect(await idsOf("confidante", owner(ownerTeam.id))).toEqual([id]);
  });
});

describe("the index follows the teams", () => {
  it("shows the new name of a domain and a team on every product below", async () => {
    const domain = await aTeam(db, { type: "Domain", name: "Old domain" });
    const team = await aTeam(db, { parentId: domain.id, name: "Old team" });
    const { id } = await aProduct(runtime, { name: "Underling", team: team.id });
    await drain(runtime);
    await changeTeam({ id: domain.id, name: "New domain", type: "Domain" });
    expect(await find("underling")).toMatchObject([{ id, domain: { label: "New domain" } }]);
    await changeTeam({ id: team.id, name: "New team", parent: domain.id });
    expect(await find("underling")).toMatchObject([{ id, team: { label: "New team" } }]);
  });

  it("shows the new domain of products whose team moves", async () => {
    const [from, to] = [await aTeam(db, { type: "Domain" }), await aTeam(db, { type: "Domain" })];
    const team = await aTeam(db, { parentId: from.id });
    const { id } = await aProduct(runtime, { name: "Nomad", team: team.id });
    await drain(runtime);
    expect(await find("nomad")).toMatchObject([{ id, domain: { id: from.id } }]);
    await changeTeam({ id: team.id, name: team.name, parent: to.id });
    expect(await find("nomad")).toMatchObject([{ id, domain: { id: to.id } }]);
  });

  it("finds products by the people of their team", async () => {
    const team = await aTeam(db);
    const { id } = await aProduct(runtime, { team: team.id });
    await drain(runtime);
    const members = [{ emailAddress: "x@example.org", name: "Wilhelmina Snodgrass", role: "Owner" }];
    await changeTeam({ id: team.id, name: team.name, members });
    expect(await idsOf("snodgrass")).toEqual([id]);
  });
});

describe("a reaction that runs twice, late or out of order", () => {
  it("leaves the index as it is", async () => {
    const { id, ownerTeam } = await aProduct(runtime, { name: "First name" });
    await drain(runtime);
    const first = await newestPosition(db);
    const document = productDocument({ id, team: ownerTeam.id, name: "Second name" });
    await registerProduct.execute(runtime, admin(), { id, document: asJson(document) });
    await drain(runtime);
    const before = await runtime.search.revisionsOf([id]);
    const at = runtime.now();
    const late = { position: first, at, type: "catalog.product.registered", subject: id, payload: {} };
    await followProducts.run(runtime, [late]);
    await followProducts.run(runtime, [late]);
    expect(await runtime.search.revisionsOf([id])).toEqual(before);
    expect((await find("second"))[0]?.name).toBe("Second name");
  });

  it("does not bring a removed product back", async () => {
    const { id } = await aProduct(runtime, { name: "Gone for good" });
    await drain(runtime);
    const position = await newestPosition(db);
    const documents = await buildDocuments(db, [id], position);
    await removeProduct.execute(runtime, admin(), { id });
    await drain(runtime);
    await runtime.search.put(documents);
    await followProducts.run(runtime, [
      { position, at: runtime.now(), type: "catalog.product.registered", subject: id, payload: {} },
    ]);
    expect(await idsOf("gone for good")).toEqual([]);
  });

  it("takes events about what no longer exists", async () => {
    const at = runtime.now();
    const event = (type: string) => ({ position: 1n, at, type, subject: "never", payload: {} });
    await followProducts.run(runtime, [
      event("catalog.product.removed"),
      event("contracts.contract.removed"),
      event("contracts.contract.registered"),
    ]);
    await followTeams.run(runtime, [event("identity.team.registered"), event("identity.team.removed")]);
  });
});
