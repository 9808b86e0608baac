import { describe, expect, it } from "vitest";

import type { Actor } from "@/lib/platform/actor";
import { governance, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aProduct, asJson, productDocument } from "@/lib/testing/factories/catalog";
import { aTeam } from "@/lib/testing/factories/identity";

import { getProduct, getProductSource, listVersions, registerProduct, setVisibility } from "./index";

const runtime = await testRuntime();
const { db } = runtime;

const register = (actor: Actor, document: { id: string } & Record<string, unknown>, more: object = {}) =>
  registerProduct.execute(runtime, actor, { id: document.id, document: asJson(document), ...more });

const traces = async (id: string) => ({
  product: await db.dataProduct.count({ where: { id } }),
  ports: await db.port.count({ where: { productId: id } }),
  versions: await db.productVersion.count({ where: { productId: id } }),
  audit: await db.auditEntry.count({ where: { subjectId: id } }),
  events: await db.outboxEvent.count({ where: { subject: id } }),
});

const NOTHING = { product: 0, ports: 0, versions: 0, audit: 0, events: 0 };

describe("registering a product", () => {
  it("makes what the document says readable and keeps the text byte for byte", async () => {
    const team = await aTeam(db);
    const document = productDocument({
      team: team.id,
      offers: ["orders"],
      consumes: ["raw"],
      tags: ["sales"],
    });
    const text = `${JSON.stringify(document, null, 3)}\n\n`;
    await registerProduct.execute(runtime, owner(team.id), {
      id: document.id,
      document: { text, mediaType: "application/json" },
    });

    const product = await getProduct.execute(runtime, stranger(), { id: document.id });
    expect(product).toMatchObject({ name: document.name, status: "active", tags: ["sales"], revision: 1 });
    expect(product.ownerTeam).toEqual({ id: team.id, name: team.name });
    expect(product.outputPorts.map(({ contractId }) => contractId)).toEqual(["orders"]);
    expect(product.inputPorts.map(({ contractId }) => contractId)).toEqual(["raw"]);
    const source = await getProductSource.execute(runtime, stranger(), { id: document.id });
    expect(source).toMatchObject({ text, mediaType: "application/json", revision: 1 });
  });

  it("writes version, record and event together with the product", async () => {
    const product = await aProduct(runtime, { offers: ["a", "b"] });
    expect(await traces(product.id)).toEqual({ product: 1, ports: 2, versions: 1, audit: 1, events: 1 });
    const event = await db.outboxEvent.findFirstOrThrow({ where: { subject: product.id } });
    expect(event).toMatchObject({
      type: "catalog.product.registered",
      payload: { revision: 1, isNew: true, contractIds: ["a", "b"] },
    });
  });

  it("changes nothing when the same document comes again", async () => {
    const team = await aTeam(db);
    const document = productDocument({ team: team.id, offers: ["a"] });
    const first = await register(owner(team.id), document);
    const second = await register(owner(team.id), document);
    expect([first.outcome, second.outcome]).toEqual(["created", "unchanged"]);
    expect(second.revision).toBe(1);
    expect(await traces(document.id)).toEqual({ product: 1, ports: 1, versions: 1, audit: 1, events: 1 });
  });

  it("makes a version of every other text and keeps the ids of ports that stay", async () => {
    const team = await aTeam(db);
    const { id } = await aProduct(runtime, { team: team.id, offers: ["a", "b"] });
    const before = await db.port.findMany({ where: { productId: id }, orderBy: { name: "asc" } });
    const result = await register(owner(team.id), productDocument({ id, team: team.id, offers: ["c", "b"] }));
    expect(result).toMatchObject({ outcome: "updated", revision: 2 });

    const after = await db.port.findMany({ where: { productId: id }, orderBy: { name: "asc" } });
    expect(after.map(({ name, position }) => [name, position])).toEqual([
      ["b", 1],
      ["c", 0],
    ]);
    expect(after[0]?.id).toBe(before[1]?.id);
    const versions = await listVersions.execute(runtime, owner(team.id), { id });
    expect(versions.items.map(({ revision }) => revision)).toEqual([2, 1]);
  });

  it("keeps two ports of the same name and version when warnings are accepted", async () => {
    const team = await aTeam(db);
    const port = { name: "a", version: "1", contractId: "c" };
    const document = productDocument({ team: team.id, outputPorts: [port, port] });
    await expect(register(owner(team.id), document)).rejects.toMatchObject({ code: "invalid", status: 422 });
    const result = await register(owner(team.id), document, { saveWithWarnings: true });
    expect(result.warnings).toHaveLength(1);
    expect((await getProduct.execute(runtime, stranger(), { id: document.id })).outputPorts).toHaveLength(2);
  });

  it("shows warnings only to people who may edit", async () => {
    const team = await aTeam(db);
    const document = productDocument({ team: team.id, unknownKey: true });
    await register(owner(team.id), document, { saveWithWarnings: true });
    const seenBy = async (actor: Actor) =>
      (await getProduct.execute(runtime, actor, { id: document.id })).warnings;
    expect(await seenBy(owner(team.id))).not.toEqual([]);
    expect(await seenBy(stranger())).toEqual([]);
  });

  it("refuses an owner that does not exist, at the place where it is named", async () => {
    const document = productDocument({ team: "nobody" });
    await expect(register(organizationKey(), document)).rejects.toMatchObject({
      code: "invalid",
      status: 422,
      fields: [{ pointer: "#/team/name", detail: expect.stringContaining("nobody") as string, line: 11 }],
    });
    expect(await traces(document.id)).toEqual(NOTHING);
  });

  it("gives a document without a team to the team of the key, and leaves it with its present owner", async () => {
    const [first, second] = [await aTeam(db), await aTeam(db)];
    const document = { ...productDocument(), team: undefined };
    await expect(register(organizationKey(), document)).rejects.toMatchObject({ status: 422 });
    await register(teamKey(first.id), document);
    await register(organizationKey(), { ...document, name: "Renamed" });
    const product = await getProduct.execute(runtime, organizationKey(), { id: document.id });
    expect(product).toMatchObject({ name: "Renamed", ownerTeam: { id: first.id } });
    await expect(register(teamKey(second.id), { ...document, name: "Mine" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("refuses a document whose id is not the one of the address", async () => {
    const team = await aTeam(db);
    const document = productDocument({ team: team.id });
    const attempt = registerProduct.execute(runtime, owner(team.id), {
      id: "other",
      document: asJson(document),
    });
    await expect(attempt).rejects.toMatchObject({ code: "invalid", fields: [{ pointer: "#/id" }] });
  });

  it("forbids it to strangers, readers and the present owner's rivals, and leaves no trace", async () => {
    const [team, rival] = [await aTeam(db), await aTeam(db)];
    const document = productDocument({ team: team.id });
    for (const actor of [stranger(), governance(), owner(rival.id), teamKey(team.id, "read")]) {
      await expect(register(actor, document)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await traces(document.id)).toEqual(NOTHING);

    await register(owner(team.id), document);
    const stolen = { ...document, team: { name: rival.id } };
    await expect(register(owner(rival.id), stolen)).rejects.toMatchObject({ code: "forbidden" });
    const handedOver = owner(team.id);
    await expect(register(handedOver, stolen)).rejects.toMatchObject({ code: "forbidden" });
    expect(await traces(document.id)).toMatchObject({ versions: 1, audit: 1, events: 1 });
  });

  it("expects the revision that the sender has seen", async () => {
    const team = await aTeam(db);
    const document = productDocument({ team: team.id });
    const other = { ...document, name: "Other" };
    await expect(register(owner(team.id), document, { expectedRevision: 1 })).rejects.toMatchObject({
      code: "stale",
    });
    await register(owner(team.id), document, { expectedRevision: "none" });
    await expect(register(owner(team.id), other, { expectedRevision: "none" })).rejects.toMatchObject({
      status: 412,
    });
    await expect(register(owner(team.id), other, { expectedRevision: 7 })).rejects.toMatchObject({
      status: 412,
    });
    expect(await register(owner(team.id), other, { expectedRevision: 1 })).toMatchObject({ revision: 2 });
  });

  it("lets the owner's decision in the portal win over the document", async () => {
    const team = await aTeam(db);
    const { id } = await aProduct(runtime, { team: team.id, visibility: "organization" });
    await setVisibility.execute(runtime, owner(team.id), { id, visibility: "restricted" });
    await register(
      owner(team.id),
      productDocument({ id, team: team.id, visibility: "organization", tags: ["x"] }),
    );
    await expect(getProduct.execute(runtime, stranger(), { id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("gives every one of many concurrent first registrations its own version", async () => {
    const team = await aTeam(db);
    const id = productDocument().id;
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        register(owner(team.id), productDocument({ id, team: team.id, name: `n${at}` })),
      ),
    );
    expect(results.map(({ revision }) => revision).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await traces(id)).toMatchObject({ product: 1, versions: 6, audit: 6, events: 6 });
  });
});
