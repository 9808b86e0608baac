import { describe, expect, it } from "vitest";

import type { Actor } from "@/lib/platform/actor";
import { aUser, governance, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aProduct, asJson } from "@/lib/testing/factories/catalog";
import { aContract, contractDocument } from "@/lib/testing/factories/contracts";
import { aTeam } from "@/lib/testing/factories/identity";

import {
  diffContractVersions,
  getContract,
  getContractSource,
  getProductSchema,
  listContracts,
  listContractVersions,
  registerContract,
  removeContract,
} from "./index";

const runtime = await testRuntime();
const { db } = runtime;

const register = (actor: Actor, document: { id: string } & Record<string, unknown>, more: object = {}) =>
  registerContract.execute(runtime, actor, { id: document.id, document: asJson(document), ...more });

const traces = async (id: string) => ({
  contract: await db.dataContract.count({ where: { id } }),
  versions: await db.contractVersion.count({ where: { contractId: id } }),
  audit: await db.auditEntry.count({ where: { subjectId: id } }),
  events: await db.outboxEvent.count({ where: { subject: id } }),
});

const ownerOf = async (id: string) =>
  (await db.dataContract.findUniqueOrThrow({ where: { id }, select: { ownerTeamId: true } })).ownerTeamId;

describe("registering a contract", () => {
  it("makes what the document says readable, and keeps the text", async () => {
    const team = await aTeam(db);
    const document = contractDocument({ team: team.id, columns: ["order_id", "amount"] });
    await register(owner(team.id), document);
    const contract = await getContract.execute(runtime, stranger(), { id: document.id });
    expect(contract).toMatchObject({
      name: document.name,
      ownerTeam: { id: team.id, name: team.name },
      revision: 1,
    });
    expect(contract.schema[0]?.properties.map(({ name }) => name)).toEqual(["order_id", "amount"]);
    const source = await getContractSource.execute(runtime, stranger(), { id: document.id });
    expect(source.text).toBe(asJson(document).text);
  });

  it("writes version, record and event with it, and nothing when the same document comes again", async () => {
    const team = await aTeam(db);
    const document = contractDocument({ team: team.id });
    expect(await register(owner(team.id), document)).toMatchObject({ outcome: "created" });
    expect(await register(owner(team.id), document)).toMatchObject({ outcome: "unchanged", revision: 1 });
    expect(await traces(document.id)).toEqual({ contract: 1, versions: 1, audit: 1, events: 1 });
    expect(await db.outboxEvent.findFirst({ where: { subject: document.id } })).toMatchObject({
      type: "contracts.contract.registered",
      payload: { revision: 1, isNew: true },
    });
  });

  it("is forbidden to everybody but the team, and leaves no trace", async () => {
    const [team, rival] = [await aTeam(db), await aTeam(db)];
    const document = contractDocument({ team: team.id });
    for (const actor of [
      stranger(),
      governance(),
      owner(rival.id),
      aUser("member", { [team.id]: "member" }),
    ]) {
      await expect(register(actor, document)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await traces(document.id)).toEqual({ contract: 0, versions: 0, audit: 0, events: 0 });
    await register(owner(team.id), document);
    await expect(register(owner(rival.id), { ...document, team: { name: rival.id } })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("takes as owner the team that is named, even when others would do", async () => {
    const [named, keys] = [await aTeam(db), await aTeam(db)];
    const document = contractDocument({
      team: null,
      customProperties: [{ property: "owner", value: named.id }],
    });
    await expect(register(teamKey(keys.id), document)).rejects.toMatchObject({ code: "forbidden" });
    await register(organizationKey(), document);
    expect(await ownerOf(document.id)).toBe(named.id);
    const unknown = contractDocument({ team: "nobody" });
    await expect(register(teamKey(keys.id), unknown)).rejects.toMatchObject({
      status: 422,
      fields: [{ pointer: "#/team/name", line: 8 }],
    });
  });

  it("takes a domain for the owner only where it is a team", async () => {
    const [domain, keys] = [await aTeam(db), await aTeam(db)];
    const known = contractDocument({ team: null, domain: domain.id });
    await register(organizationKey(), known);
    expect(await ownerOf(known.id)).toBe(domain.id);
    const free = contractDocument({ team: null, domain: "Sales & Marketing" });
    await register(teamKey(keys.id), free);
    expect(await ownerOf(free.id)).toBe(keys.id);
    const other = contractDocument({ team: null, domain: "Sales & Marketing" });
    await expect(register(organizationKey(), other)).rejects.toMatchObject({
      status: 422,
      fields: [{ pointer: "#/domain" }],
    });
  });

  it("without a team belongs to the product that is offered under it, then stays where it is", async () => {
    const [team, keys] = [await aTeam(db), await aTeam(db)];
    const document = contractDocument({ team: null });
    await aProduct(runtime, { team: team.id, offers: [document.id] });
    await register(organizationKey(), document);
    expect(await ownerOf(document.id)).toBe(team.id);
    await expect(register(teamKey(keys.id), { ...document, version: "2" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await register(owner(team.id), { ...document, version: "2" });
    expect(await ownerOf(document.id)).toBe(team.id);
  });

  it("expects the revision that the sender has seen", async () => {
    const team = await aTeam(db);
    const document = contractDocument({ team: team.id });
    await register(owner(team.id), document);
    const next = { ...document, version: "2.0.0" };
    await expect(register(owner(team.id), next, { expectedRevision: 4 })).rejects.toMatchObject({
      code: "stale",
    });
    expect(await register(owner(team.id), next, { expectedRevision: 1 })).toMatchObject({ revision: 2 });
  });

  it("gives every one of many concurrent first registrations its own version", async () => {
    const team = await aTeam(db);
    const { id } = contractDocument();
    await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        register(owner(team.id), contractDocument({ id, team: team.id, version: `${at}.0.0` })),
      ),
    );
    expect(await traces(id)).toMatchObject({ contract: 1, versions: 6, events: 6 });
  });
});

describe("reading contracts", () => {
  it("names the products that use one, of those that the asker may see", async () => {
    const contract = await aContract(runtime);
    const open = await aProduct(runtime, { offers: [contract.id] });
    const reader = await aProduct(runtime, { consumes: [contract.id] });
    const hidden = await aProduct(runtime, { offers: [contract.id], visibility: "restricted" });
    const seenBy = async (actor: Actor) =>
      (await getContract.execute(runtime, actor, { id: contract.id })).usedBy;
    expect(await seenBy(stranger())).toEqual([
      { id: open.id, name: open.name, direction: "output", ports: [contract.id] },
      { id: reader.id, name: reader.name, direction: "input", ports: [`from ${contract.id}`] },
    ]);
    expect((await seenBy(governance())).map(({ id }) => id)).toContain(hidden.id);
  });

  it("hides what would tell of a hidden product: the contract, its source, versions and differences", async () => {
    const contract = await aContract(runtime);
    await aProduct(runtime, { offers: [contract.id], visibility: "restricted" });
    const { id } = contract;
    const questions = [
      (actor: Actor) => getContract.execute(runtime, actor, { id }),
      (actor: Actor) => getContractSource.execute(runtime, actor, { id }),
      (actor: Actor) => listContractVersions.execute(runtime, actor, { id }),
      (actor: Actor) => diffContractVersions.execute(runtime, actor, { id, to: 1 }),
      (actor: Actor) => removeContract.execute(runtime, actor, { id }),
    ];
    for (const ask of questions) {
      await expect(ask(stranger())).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(getContract.execute(runtime, owner(contract.ownerTeam.id), { id })).resolves.toMatchObject({
      id,
    });
  });

  it("shows warnings only to people who may edit", async () => {
    const team = await aTeam(db);
    const document = contractDocument({ team: team.id, mystery: 1 });
    await register(owner(team.id), document, { saveWithWarnings: true });
    const seenBy = async (actor: Actor) => getContract.execute(runtime, actor, { id: document.id });
    expect(await seenBy(owner(team.id))).toMatchObject({
      warnings: [{ pointer: "#/mystery" }],
      permissions: { edit: { allowed: true } },
    });
    expect(await seenBy(stranger())).toMatchObject({
      warnings: [],
      permissions: { edit: { allowed: false } },
    });
  });

  it("joins the ports of a product with the contracts that the asker may see", async () => {
    const [readable, hidden] = [
      await aContract(runtime),
      await aContract(runtime, { visibility: "restricted" }),
    ];
    const product = await aProduct(runtime, { offers: [readable.id, hidden.id, "not-registered"] });
    const seenBy = async (actor: Actor) => {
      const { ports } = await getProductSchema.execute(runtime, actor, { productId: product.id });
      return ports.map(({ port, contract }) => [port.contractId, contract?.schema.length ?? null]);
    };
    expect(await seenBy(stranger())).toEqual([
      [readable.id, 1],
      [hidden.id, null],
      ["not-registered", null],
    ]);
    expect((await seenBy(governance()))[1]).toEqual([hidden.id, 1]);
    const secret = await aProduct(runtime, { visibility: "restricted" });
    await expect(
      getProductSchema.execute(runtime, stranger(), { productId: secret.id }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("lists them page by page, of a team and below", async () => {
    const above = await aTeam(db);
    const team = await aTeam(db, { parentId: above.id });
    const ids = (await Promise.all([1, 2, 3].map(() => aContract(runtime, { team: team.id }))))
      .map(({ id }) => id)
      .sort();
    const first = await listContracts.execute(runtime, stranger(), { within: above.id, limit: 2 });
    const second = await listContracts.execute(runtime, stranger(), {
      ...{ within: above.id, limit: 2, cursor: first.nextCursor },
    });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect([first.nextCursor === null, second.nextCursor]).toEqual([false, null]);
    expect((await listContracts.execute(runtime, stranger(), { teamId: above.id })).items).toEqual([]);
  });

  it("compares its versions", async () => {
    const team = await aTeam(db);
    const document = contractDocument({ team: team.id, columns: ["a", "b"] });
    await register(owner(team.id), document);
    const next = contractDocument({ id: document.id, team: team.id, columns: ["b", "c"], version: "2.0.0" });
    await register(owner(team.id), next);
    const { changes, meaning } = await diffContractVersions.execute(runtime, stranger(), {
      id: document.id,
      from: 1,
      to: 2,
    });
    expect(changes.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
      "changed #/version",
      "removed #/schema/records/properties/a",
      "added #/schema/records/properties/c",
    ]);
    expect(meaning.map(({ subject, what, isBreaking }) => [subject, what, isBreaking])).toEqual([
      ["The column records.a", "is removed", true],
      ["The column records.c", "is added", false],
    ]);
    const versions = await listContractVersions.execute(runtime, stranger(), { id: document.id });
    expect(versions.items.map(({ revision }) => revision)).toEqual([2, 1]);
  });
});

describe("a new version of a contract", () => {
  const replace = (team: string, id: string, over: Record<string, unknown>) =>
    register(owner(team), contractDocument({ id, team, columns: ["a"], ...over }));

  it("is refused, with every break named, where it breaks a promise without a new major version", async () => {
    const team = await aTeam(db);
    const { id } = await aContract(runtime, { team: team.id, columns: ["a", "b"] });
    const refusal = await replace(team.id, id, { version: "1.1.0" }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: "invalid",
      message: expect.stringContaining("what version 1.0.0 promises") as unknown,
      fields: [{ pointer: "#/schema/records/properties/b", detail: "The column records.b is removed." }],
    });
    expect(await getContract.execute(runtime, owner(team.id), { id })).toMatchObject({
      version: "1.0.0",
      revision: 1,
    });
  });

  it("is taken with a new major version, or while the one before is a draft", async () => {
    const team = await aTeam(db);
    const { id } = await aContract(runtime, { team: team.id, columns: ["a", "b"] });
    expect(await replace(team.id, id, { version: "2.0.0" })).toMatchObject({ outcome: "updated" });
    const draft = await aContract(runtime, { team: team.id, columns: ["a", "b"], status: "draft" });
    expect(await replace(team.id, draft.id, { version: "1.0.1" })).toMatchObject({ outcome: "updated" });
  });
});

describe("removing a contract", () => {
  it("is refused while an output port names it; hidden products are counted, not named", async () => {
    const contract = await aContract(runtime);
    const actor = owner(contract.ownerTeam.id);
    const open = await aProduct(runtime, { offers: [contract.id] });
    const hidden = await aProduct(runtime, { offers: [contract.id], visibility: "restricted" });
    const attempt = removeContract.execute(runtime, actor, { id: contract.id });
    await expect(attempt).rejects.toMatchObject({
      status: 422,
      message: expect.stringMatching(new RegExp(`${open.id}, 1 more`)) as string,
    });
    await expect(attempt).rejects.not.toMatchObject({
      message: expect.stringContaining(hidden.id) as string,
    });
  });

  it("takes it out, keeps its versions, and puts it on the record", async () => {
    const contract = await aContract(runtime);
    await aProduct(runtime, { consumes: [contract.id] });
    await expect(removeContract.execute(runtime, stranger(), { id: contract.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await removeContract.execute(runtime, owner(contract.ownerTeam.id), { id: contract.id });
    expect(await traces(contract.id)).toEqual({ contract: 0, versions: 1, audit: 2, events: 2 });
    await expect(getContract.execute(runtime, governance(), { id: contract.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
