import { describe, expect, it } from "vitest";
import { z } from "zod";

import { FeedEvent } from "@/lib/events/model";
import { listTeams } from "@/lib/identity";
import { sha256 } from "@/lib/platform/crypto";
import { relay } from "@/lib/platform/outbox";
import { corpusJson, hasCorpora } from "@/lib/testing/corpora";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aProduct } from "@/lib/testing/factories/catalog";
import { anApiKey, aTeam } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { type Handler, route } from "../route";
import { listOf } from "./answers";
import { contractRoutes } from "./document-routes";
import { feedRoute } from "./events";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const contracts = contractRoutes(runtime);

const Recorded = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** What real clients of this API sent, recorded; where it is at hand. */
const recorded = hasCorpora ? Recorded.array().parse(corpusJson("wire/recorded-client-requests.json")) : [];

const requestTo = (method: string, path: string) =>
  Recorded.parse(recorded.find((one) => one.method === method && one.path.startsWith(path)));

/** Sends it as it was recorded; the key that it carries is made to be the given one. */
async function replay(
  handler: Handler,
  request: z.output<typeof Recorded>,
  over: Parameters<typeof anApiKey>[1],
) {
  const key = await anApiKey(db, over);
  const secretHash = sha256(request.headers["x-api-key"] ?? "");
  await db.apiKey.deleteMany({ where: { secretHash } });
  await db.apiKey.update({ where: { id: key.id }, data: { secretHash } });
  const { method, path, headers, body } = request;
  return call(handler, path, { method, headers, body: method === "GET" ? null : body });
}

describe.skipIf(recorded.length === 0)("requests that real clients sent", () => {
  it("to publish a contract are answered as they expect, for the team whose key they carry", async () => {
    const team = await aTeam(db);
    const response = await replay(contracts.put, requestTo("PUT", "/api/datacontracts/"), {
      teamId: team.id,
    });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(response.headers.get("location-html")).toBe("http://localhost:3000/contracts/orders");
    expect(await db.dataContract.findUnique({ where: { id: "orders" } })).toMatchObject({
      ownerTeamId: team.id,
    });
    await db.dataContract.deleteMany();
  });

  it("to publish a contract without an owner are told to name one, unless a product is offered under it", async () => {
    const request = requestTo("PUT", "/api/datacontracts/");
    const refused = await problemOf(await replay(contracts.put, request, {}));
    expect(refused).toMatchObject({ status: 422, errors: [{ pointer: "#/team/name" }] });

    const { ownerTeam } = await aProduct(runtime, { offers: ["orders"] });
    expect((await replay(contracts.put, request, {})).status).toBe(200);
    expect(await db.dataContract.findUnique({ where: { id: "orders" } })).toMatchObject({
      ownerTeamId: ownerTeam.id,
    });
  });

  it("to list teams are answered with a bare array", async () => {
    const handler = route(listTeams, { runtime, respond: listOf });
    const response = await replay(handler, requestTo("GET", "/api/teams"), { access: "read" });
    expect(response.status).toBe(200);
    expect(await response.json()).toBeInstanceOf(Array);
  });

  it("to read on in the feed are answered from the event that they know", async () => {
    const request = requestTo("GET", "/api/events?");
    const feed = feedRoute({ runtime });
    expect(await problemOf(await replay(feed, request, {}))).toMatchObject({ status: 400 });

    while ((await relay(runtime.pool)) > 0);
    const feedId = new URL(request.path, "http://localhost").searchParams.get("lastEventId");
    await db.outboxEvent.update({ where: { position: 1 }, data: { feedId } });
    const response = await replay(feed, request, { access: "read" });
    expect(response.headers.get("content-type")).toBe("application/cloudevents-batch+json");
    const events = FeedEvent.array().parse(await response.json());
    expect(events).toHaveLength((await db.outboxEvent.count()) - 1);
  });
});
