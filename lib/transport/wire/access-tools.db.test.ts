import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

import { AccessDocument } from "@/lib/access/service/wire-input";
import { sha256 } from "@/lib/platform/crypto";
import { accessClient } from "@/lib/testing/access-client";
import { corpusJson, corpusText, hasCorpora } from "@/lib/testing/corpora";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aMesh, anOfferedPort } from "@/lib/testing/factories/access";
import { anApiKey } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { connectorRoutes } from "./access-connectors";
import { accessRoutes, evaluationRoute, portRoutes, provisioningRoutes } from "./access-routes";
import { organizationSettingsRoute } from "./organization";

configure();
const runtime = await testRuntime();
const { db, clock } = runtime;
const live = { runtime };
const access = accessRoutes(live);
const provisioning = provisioningRoutes(live);
const ports = portRoutes(live);
const connectors = connectorRoutes(live);

const mesh = await aMesh(db);
const key = (await anApiKey(db)).secret;

beforeEach(() => {
  clock.now = new Date("2026-11-24T09:00:00Z");
});

const { document, put, read, post, approved } = accessClient(
  { runtime, access },
  { key, teamId: mesh.teamId, consumingId: mesh.consumingId },
);

describe("provisioning", () => {
  const report = (id: string, transition: string, body = "") =>
    call(provisioning.report(transition), `/api/access/${id}/provisioning/${transition}`, {
      ...{ method: "POST", key, body },
      headers: { "content-type": "application/json" },
    });
  const get = (id: string) => call(provisioning.get, `/api/access/${id}/provisioning`, { key });
  const replace = (id: string, body: object) =>
    call(provisioning.put, `/api/access/${id}/provisioning`, {
      method: "PUT",
      key,
      body: JSON.stringify(body),
    });

  it("is absent until something is reported, and then told with the access", async () => {
    const { id } = await approved();
    expect((await problemOf(await get(id))).status).toBe(404);
    expect((await read(id)).provisioning).toBeUndefined();
    expect((await report(id, "provisioning-started", `{"platform":"bigquery"}`)).status).toBe(200);
    const response = await report(id, "provisioning-succeeded");
    expect(await response.json()).toMatchObject({ status: "provisioned", platform: "bigquery" });
    expect((await read(id)).provisioning).toMatchObject({ status: "provisioned" });
  });

  it("is replaced as a whole by PUT; the same state again makes no event", async () => {
    const { id } = await approved();
    await report(id, "provisioning-succeeded", `{"platform":"bigquery","reference":"role/1"}`);
    const events = async () => db.outboxEvent.count({ where: { subject: id } });
    const before = await events();
    const same = await replace(id, { status: "provisioned", note: "by hand" });
    expect(await same.json()).toMatchObject({ status: "provisioned", note: "by hand" });
    expect(await (await get(id)).json()).not.toHaveProperty("platform");
    expect(await events()).toBe(before);
    await replace(id, { status: "deprovisioned", deprovisionedAt: "2026-11-24T08:00:00+01:00" });
    expect(await (await get(id)).json()).toMatchObject({ deprovisionedAt: "2026-11-24T07:00:00.000Z" });
    expect(await events()).toBe(before + 1);
    for (const body of [{}, { status: "pending" }, { status: "done" }])
      expect((await problemOf(await replace(id, body))).status).toBe(400);
  });
});

describe("connectors", () => {
  const write = (body: object) =>
    call(connectors.put, "/api/connectors/c-1", { method: "PUT", key, body: JSON.stringify(body) });
  const readConnector = async () =>
    (await call(connectors.get, "/api/connectors/c-1", { key })).json() as Promise<Record<string, unknown>>;

  it("keep their state, which is an object also where there is none, and what else they put", async () => {
    const info = { type: "databricks", connectorVersion: "1.0.0" };
    const response = await write({ id: "c-1", info, health: { status: "running" }, state: null });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(await readConnector()).toEqual({
      id: "c-1",
      info,
      health: { status: "running" },
      state: {},
      custom: {},
    });
    await write({ id: "c-1", info, state: { lastEventId: "1" } });
    await write({ id: "c-1", info });
    expect(await readConnector()).toMatchObject({ state: { lastEventId: "1" } });
    expect(await (await call(connectors.list, "/api/connectors", { key })).json()).toHaveLength(1);
  });

  it("are on the record when they come and change, and not for every state that they keep", async () => {
    const count = () => db.auditEntry.count({ where: { action: "access.putConnector" } });
    const before = await count();
    await write({ info: { type: "databricks" }, state: { lastEventId: "2" } });
    await write({ info: { type: "databricks" }, state: { lastEventId: "3" } });
    expect(await count()).toBe(before + 1);
  });

  it("are the organisation's", async () => {
    const { secret } = await anApiKey(db, { teamId: mesh.teamId });
    const response = await call(connectors.get, "/api/connectors/c-1", { key: secret });
    expect((await problemOf(response)).status).toBe(403);
    expect((await problemOf(await call(connectors.get, "/api/connectors/none", { key }))).status).toBe(404);
    const remove = () => call(connectors.remove, "/api/connectors/c-1", { method: "DELETE", key });
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 404]);
  });
});

describe("assistants", () => {
  it("learn whether a team has access, ask for it, and learn of the decision", async () => {
    const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
    const { secret } = await anApiKey(db, { teamId: mesh.consumingId, createdBy: mesh.scientist.id });
    const path = `/api/dataproducts/${productId}/outputports/table`;
    const status = async () =>
      (await call(ports.status, `${path}/access-status`, { key: secret })).json() as Promise<
        Record<string, unknown>
      >;
    const evaluate = async () => {
      const body = {
        subject: { type: "user", id: "current_user" },
        resource: { type: "data_product", id: productId, properties: { outputPortId: "table" } },
        action: { name: "query", properties: { sql: "select 1", purpose: "test" } },
      };
      const response = await call(evaluationRoute(live), "/api/access/evaluation", {
        ...{ method: "POST", key: secret, body: JSON.stringify(body) },
      });
      return z.looseObject({ decision: z.boolean() }).parse(await response.json()).decision;
    };
    expect(await status()).toMatchObject({
      canRequestAccess: true,
      accessStatus: null,
      outputPortId: "table",
    });
    expect(await evaluate()).toBe(false);
    const asked = await call(ports.request, `${path}/request-access`, {
      ...{ method: "POST", key: secret, body: `{"purpose":"Forecasting"}` },
    });
    const { accessId } = z.object({ accessId: z.string() }).parse(await asked.json());
    expect(await status()).toMatchObject({
      accessId,
      accessLifecycleStatus: "requested",
      canRequestAccess: false,
    });
    await post("approve", accessId);
    expect(await status()).toMatchObject({ accessStatus: "approved", accessLifecycleStatus: "active" });
    expect(await evaluate()).toBe(true);
  });

  it("learn where they are", async () => {
    const response = await call(organizationSettingsRoute(live), "/api/organization/settings", { key });
    expect(await response.json()).toMatchObject({ host: "http://localhost:3000", logoUrl: "" });
    const anonymous = await call(organizationSettingsRoute(live), "/api/organization/settings");
    expect((await problemOf(anonymous)).status).toBe(401);
  });
});

const Recorded = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
});

/** Schemas of the OpenAPI document, as JSON Schema. */
function theirs(name: string): ValidateFunction {
  const openapi: unknown = parse(corpusText("wire/sdk/src__main__resources__openapi.yaml"));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(nullableOf(openapi) as object, "openapi");
  const validate = ajv.getSchema(`openapi#/components/schemas/${name}`);
  if (!validate) throw new Error(`The document has no schema ${name}.`);
  return validate;
}

/** OpenAPI 3.0 says `nullable` where JSON Schema names a second type. */
function nullableOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullableOf);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, nullableOf(inner)] as const);
  const schema: Record<string, unknown> = Object.fromEntries(entries);
  return schema.nullable === true && typeof schema.type === "string"
    ? { ...schema, type: [schema.type, "null"] }
    : schema;
}

describe.skipIf(!hasCorpora)("beside the clients' own files", () => {
  it("the recorded approval is answered as it is sent", async () => {
    const requests = Recorded.array().parse(corpusJson("wire/recorded-client-requests.json"));
    const sent = Recorded.parse(requests.find(({ path }) => path.startsWith("/api/access/")));
    const body = { ...(await document()), id: "a-1" };
    await put(body);
    const { id } = await anApiKey(db);
    await db.apiKey.update({ where: { id }, data: { secretHash: sha256(sent.headers["x-api-key"] ?? "") } });
    const response = await call(access.approve, sent.path, { ...sent, body: "" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect((await read("a-1")).info).toMatchObject({ status: "approved", active: true });
  });

  it("their access is read by us, and ours by their schema", async () => {
    const Golden = z.object({
      mappings: z.array(z.object({ response: z.object({ jsonBody: z.unknown() }) })),
    });
    const { mappings } = Golden.parse(corpusJson("wire/sdk/src__test__resources__wiremock__access.json"));
    const validate = theirs("Access");
    for (const { response } of mappings) {
      expect(AccessDocument.safeParse(response.jsonBody).error).toBeUndefined();
      expect(validate(response.jsonBody)).toBe(true);
    }
    const { id } = await approved({ tags: ["a"], links: { more: "https://example.org" } });
    await call(provisioning.report("provisioning-failed"), `/api/access/${id}`, {
      ...{ method: "POST", key, body: `{"diagnostics":"no such role"}` },
    });
    const pending = await document();
    await put(pending);
    for (const ours of [await read(id), await read(pending.id)]) {
      validate(ours);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it("our provisioning, connectors and settings are read by their schemas", async () => {
    const { id } = await approved();
    await call(provisioning.report("provisioning-succeeded"), `/api/access/${id}`, { method: "POST", key });
    await call(connectors.put, "/api/connectors/c-2", {
      ...{ method: "PUT", key, body: `{"id":"c-2","info":{"type":"gcp"}}` },
    });
    const answers: [string, Response][] = [
      ["AccessProvisioning", await call(provisioning.get, `/api/access/${id}`, { key })],
      ["Connector", await call(connectors.get, "/api/connectors/c-2", { key })],
      ["OrganizationSettings", await call(organizationSettingsRoute(live), "/api/x", { key })],
    ];
    for (const [name, response] of answers) {
      const validate = theirs(name);
      validate(await response.json());
      expect(validate.errors ?? [], name).toEqual([]);
    }
  });
});
