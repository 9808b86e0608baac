import { beforeEach, describe, expect, it } from "vitest";

import { removeProduct } from "@/lib/catalog";
import { jobActor } from "@/lib/platform/actor";
import { accessClient, type AccessOver, type WireAccess } from "@/lib/testing/access-client";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aMember, aMesh, anOfferedPort } from "@/lib/testing/factories/access";
import { anApiKey } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { accessRoutes } from "./access-routes";

configure();
const runtime = await testRuntime();
const { db, clock } = runtime;
const access = accessRoutes({ runtime });

const mesh = await aMesh(db);
const key = (await anApiKey(db)).secret;
const NOW = new Date("2026-11-24T09:00:00Z");

beforeEach(() => {
  clock.now = NOW;
});

const { document, put, read, post, approved } = accessClient(
  { runtime, access },
  { key, teamId: mesh.teamId, consumingId: mesh.consumingId },
);

describe("PUT /api/access/{id}", () => {
  it("asks for access, answers 200 without a body and says where a person finds it", async () => {
    const body = await document();
    const response = await put(body);
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(response.headers.get("location-html")).toBe(`http://localhost:3000/requests/${body.id}`);
    expect(await read(body.id)).toMatchObject({
      id: body.id,
      info: { purpose: "Payment amounts", status: "requested", active: false, startDate: "2026-11-24" },
      provider: { ...body.provider, teamId: mesh.teamId, dataContractVersion: "1.0.0" },
      consumer: { teamId: mesh.consumingId },
    });
  });

  it("makes one request of the same id, however often and however much at once it is sent", async () => {
    const body = await document();
    const answers = await Promise.all([1, 2, 3].map(() => put(body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await db.accessRequest.count({ where: { id: body.id } })).toBe(1);
    const events = await db.outboxEvent.findMany({ where: { subject: body.id }, orderBy: { seq: "asc" } });
    expect(events.map(({ type }) => type)).toEqual(["access.agreement.created", "access.request.submitted"]);
  });

  it("approves at once what its port offers without a decision, and what stays in one team", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
    const open = await document({ provider: { dataProductId: productId } });
    const own = await document({ consumer: { teamId: mesh.teamId } });
    for (const body of [open, own]) {
      await put(body);
      expect((await read(body.id)).info).toMatchObject({ status: "approved", active: true });
    }
  });

  it("of access that exists notes tags and the like, and never resets what became of it", async () => {
    const { id } = await approved();
    const told = await read(id);
    const forged = { status: "requested", active: false };
    const response = await put({
      ...told,
      info: { ...told.info, ...forged },
      tags: ["gcp"],
      custom: { gcpPrincipal: "x" },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("location-html")).toBe(`http://localhost:3000/access/${id}`);
    expect(await read(id)).toEqual({ ...told, tags: ["gcp"], custom: { gcpPrincipal: "x" } });
  });

  it("refuses to change what was decided about, and changes nothing", async () => {
    const body = await approved();
    const before = await read(body.id);
    const changes: AccessOver[] = [
      { info: { ...body.info, purpose: "Something else" } },
      { consumer: { teamId: mesh.teamId } },
      { provider: { ...body.provider, outputPortId: "other" } },
      { roles: ["admin"] },
    ];
    for (const change of changes)
      expect((await problemOf(await put({ ...body, ...change }))).status).toBe(409);
    expect(await read(body.id)).toEqual(before);
  });

  it("moves the end by the will of the owning side alone", async () => {
    const body = await approved();
    const moved = { ...body, info: { ...body.info, endDate: "2027-01-01" } };
    const consumers = (await anApiKey(db, { teamId: mesh.consumingId })).secret;
    expect((await put(moved, consumers)).status).toBe(403);
    const owners = (await anApiKey(db, { teamId: mesh.teamId })).secret;
    expect((await put(moved, owners)).status).toBe(200);
    expect((await read(body.id)).info.endDate).toBe("2027-01-01");
  });

  it("reads dates of odd zones as the moments that they are", async () => {
    const info = { startDate: "2026-12-01T00:00:00+14:00", endDate: "2027-01-01T00:00:00-11:00" };
    const body = await approved({ info });
    expect((await read(body.id)).info).toMatchObject({
      startDate: "2026-11-30",
      endDate: "2027-01-01",
      active: false,
    });
    clock.now = new Date("2026-11-30T10:00:00Z");
    expect((await read(body.id)).info.active).toBe(true);
    clock.now = new Date("2027-01-01T11:00:00Z");
    expect((await read(body.id)).info.active).toBe(false);
  });

  it.each<[string, AccessOver, number]>([
    ["a purpose of blanks", { info: { purpose: "  \n " } }, 422],
    ["a purpose of 10,000 characters", { info: { purpose: "<b>x</b>".repeat(1250) } }, 422],
    ["an end before its start", { info: { startDate: "2027-01-02", endDate: "2027-01-01" } }, 422],
    ["an end that is over", { info: { startDate: null, endDate: "2020-01-01" } }, 422],
    ["a date that is none", { info: { startDate: "2026-02-30" } }, 422],
    ["an unknown product", { provider: { dataProductId: "no-such-product" } }, 422],
    ["nobody as its consumer", { consumer: {} }, 422],
    ["an unknown team as its consumer", { consumer: { teamId: "no-such-team" } }, 422],
    ["an unknown person as its consumer", { consumer: { userId: "nobody@example.org" } }, 422],
  ])("refuses %s with a problem, and changes nothing", async (_what, over, status) => {
    const before = await db.accessRequest.count();
    expect((await problemOf(await put(await document(over)))).status).toBe(status);
    expect(await db.accessRequest.count()).toBe(before);
  });

  it("refuses another id in the body than in the address, and an id that is taken", async () => {
    const body = await document();
    const other = await call(access.put, "/api/access/other", {
      ...{ method: "PUT", key, body: JSON.stringify(body) },
    });
    expect((await problemOf(other)).errors).toMatchObject([{ pointer: "#/id" }]);
    await put(body);
    const foreign = (await anApiKey(db, { teamId: mesh.elsewhereId })).secret;
    const hidden = { ...(await document()), id: body.id, consumer: { teamId: mesh.elsewhereId } };
    const strangers = (await anApiKey(db, { teamId: mesh.domainId, access: "write" })).secret;
    expect([(await put(hidden, foreign)).status, (await put(hidden, strangers)).status]).not.toContain(200);
  });

  it("refuses a port that is retired, and somebody else's team", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, portStatus: "retired" });
    const retired = await document({ provider: { dataProductId: productId } });
    expect((await problemOf(await put(retired))).status).toBe(422);
    const foreign = (await anApiKey(db, { teamId: mesh.teamId })).secret;
    expect((await problemOf(await put(await document(), foreign))).status).toBe(403);
  });
});

describe("decisions", () => {
  it("approve with an empty body, through every step that is the key's to decide", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, classification: "restricted" });
    const { id } = await approved({ provider: { dataProductId: productId } });
    expect((await read(id)).info).toMatchObject({ status: "approved", active: true, endDate: "2027-11-24" });
    expect((await read(id)).info.nextReassessmentDate).toBe("2027-05-23");
  });

  it("reject, and tell cancelled requests as rejected", async () => {
    const [rejected, cancelled] = [await document(), await document()];
    await put(rejected);
    await put(cancelled);
    expect((await post("reject", rejected.id)).status).toBe(200);
    expect((await post("cancel", cancelled.id)).status).toBe(200);
    for (const { id } of [rejected, cancelled])
      expect((await read(id)).info).toMatchObject({ status: "rejected", active: false });
  });

  it("cancel access that is active", async () => {
    const { id } = await approved();
    expect((await post("cancel", id)).status).toBe(200);
    expect((await read(id)).info).toMatchObject({ status: "approved", active: false });
    expect((await problemOf(await post("cancel", id))).status).toBe(409);
  });

  it("are refused twice, of unknown access and for those it is none of their business", async () => {
    const { id } = await approved();
    expect((await problemOf(await post("approve", id))).status).toBe(409);
    expect((await problemOf(await post("approve", "no-such-access"))).status).toBe(404);
    const foreign = (await anApiKey(db, { teamId: mesh.elsewhereId, access: "read" })).secret;
    expect((await post("cancel", id, foreign)).status).not.toBe(200);
    const stranger = (await anApiKey(db, { teamId: (await aMesh(db)).teamId })).secret;
    expect((await problemOf(await post("cancel", id, stranger))).status).toBe(404);
  });
});

describe("GET /api/access", () => {
  const list = async (query: string, secret = key) => {
    const response = await call(access.list, `/api/access?${query}`, { key: secret });
    const items: unknown = await response.json();
    return { link: response.headers.get("link"), ids: (items as WireAccess[]).map(({ id }) => id) };
  };

  it("narrows by provider, consumer and the kind of consumer", async () => {
    const person = await aMember(db, { [mesh.consumingId]: "member" });
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const consuming = await anOfferedPort(runtime, { team: mesh.consumingId });
    const provider = { dataProductId: productId };
    const byTeam = await document({ provider });
    const byPerson = await document({ provider, consumer: { userId: person.email } });
    const byProduct = await document({
      provider,
      consumer: { dataProductId: consuming.productId, teamId: "x" },
    });
    for (const body of [byTeam, byPerson, byProduct]) expect((await put(body)).status).toBe(200);

    const of = `providerDataProductId=${productId}`;
    expect((await list(of)).ids).toEqual([byTeam.id, byPerson.id, byProduct.id]);
    expect((await list(`${of}&consumerType=team`)).ids).toEqual([byTeam.id]);
    expect((await list(`${of}&consumerType=user`)).ids).toEqual([byPerson.id]);
    expect((await list(`${of}&consumerType=dataproduct`)).ids).toEqual([byProduct.id]);
    expect((await list(`consumerDataProductId=${consuming.productId}`)).ids).toEqual([byProduct.id]);
    expect((await read(byPerson.id)).consumer).toEqual({ userId: person.email });
    expect((await read(byProduct.id)).consumer).toEqual({
      dataProductId: consuming.productId,
      teamId: mesh.consumingId,
    });
  });

  it("is read by pages, with a link to the next one only where there is one", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const provider = { dataProductId: productId };
    for (let count = 0; count < 3; count++) await put(await document({ provider }));
    const query = `providerDataProductId=${productId}&pageSize=2`;
    const first = await list(query);
    expect(first.link).toBe(`<http://localhost:3000/api/access?${query}&p=1>; rel="next"`);
    const second = await list(`${query}&p=1`);
    expect([first.ids.length, second.ids.length, second.link]).toEqual([2, 1, null]);
  });

  it.each(["pageSize=1", "pageSize=10001", "p=-1", "consumerType=planet"])("refuses %s", async (query) => {
    expect((await problemOf(await call(access.list, `/api/access?${query}`, { key }))).status).toBe(422);
  });

  it("shows a key what its team may see, and hides the rest", async () => {
    const { id } = await approved();
    const consumers = (await anApiKey(db, { teamId: mesh.consumingId, access: "read" })).secret;
    const strangers = (await anApiKey(db, { teamId: (await aMesh(db)).teamId })).secret;
    expect((await list("", consumers)).ids).toContain(id);
    expect((await list("", strangers)).ids).toEqual([]);
    expect((await problemOf(await call(access.get, `/api/access/${id}`, { key: strangers }))).status).toBe(
      404,
    );
  });
});

describe("access to something that is gone", () => {
  it("tells its product and port as unknown, and may be put back as it was told", async () => {
    const body = await approved();
    await post("cancel", body.id);
    await removeProduct.execute(runtime, jobActor("test"), { id: body.provider.dataProductId });
    const told = await read(body.id);
    expect(told.provider).toMatchObject({ dataProductId: "unknown", outputPortId: "unknown" });
    expect((await put(told)).status).toBe(200);
  });
});

describe("DELETE /api/access/{id}", () => {
  it("ends active access with it, and answers 404 afterwards", async () => {
    const { id } = await approved();
    const remove = () => call(access.remove, `/api/access/${id}`, { method: "DELETE", key });
    const response = await remove();
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect((await problemOf(await call(access.get, `/api/access/${id}`, { key }))).status).toBe(404);
    expect((await problemOf(await remove())).status).toBe(404);
    expect(await db.agreement.findUnique({ where: { id } })).toMatchObject({
      endedHow: "revoked",
      liveProductId: null,
    });
  });
});
