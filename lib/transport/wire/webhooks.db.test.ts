import { createHmac, randomUUID } from "node:crypto";

import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";

import { getProduct, getProductSource } from "@/lib/catalog";
import { getContract } from "@/lib/contracts";
import {
  createSource,
  disableSource,
  enableSource,
  listDeliveries,
  revokeFormerSecret,
  rotateSecret,
  type SourceWithSecret,
} from "@/lib/events";
import { admin } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aProduct, productDocument } from "@/lib/testing/factories/catalog";
import { aContract, contractDocument } from "@/lib/testing/factories/contracts";
import { aTeam } from "@/lib/testing/factories/identity";

import { webhookRoute } from "./webhooks";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const POST = webhookRoute({ runtime });

type Scheme = SourceWithSecret["scheme"];
type Message = {
  body: string;
  id?: string;
  at?: Date;
  secret?: string;
  headers?: Record<string, string>;
};

async function aSource(scheme: Scheme = "standard-webhooks", teamId?: string): Promise<SourceWithSecret> {
  const team = teamId ?? (await aTeam(db)).id;
  return createSource.execute(runtime, admin(), { name: "CI", scheme, teamId: team });
}

/** Sends what a real sender would: signed over the exact bytes. */
function send({ id: source, scheme, secret: own }: SourceWithSecret, message: Message): Promise<Response> {
  const { body, id = randomUUID(), at = runtime.now(), secret = own, headers = {} } = message;
  const signature: Record<string, string> =
    scheme === "github"
      ? {
          "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
          "x-github-delivery": id,
          "x-github-event": "repository_dispatch",
        }
      : {
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
          "webhook-signature": new Webhook(secret).sign(id, at, body),
        };
  return post(source, body, { ...signature, ...headers });
}

const post = (source: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  POST(
    new Request(`http://localhost:3000/api/webhooks/${source}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/cloudevents+json", ...headers },
    }),
    { params: Promise.resolve({ source }) },
  );

/** A CloudEvent around `data`, which is put in as the text that it is. */
const eventWith = (kind: string, data: string, over: Record<string, unknown> = {}): string => {
  const attributes = JSON.stringify({
    ...{ specversion: "1.0", id: randomUUID(), source: "/ci", type: `org.acme.${kind}` },
    ...over,
  });
  return `${attributes.slice(0, -1)}, "data": ${data}}`;
};

const log = async ({ id }: SourceWithSecret) =>
  (await listDeliveries.execute(runtime, admin(), { sourceId: id })).items;

const sourceOf = (id: string) => getProductSource.execute(runtime, admin(), { id });
const statusOf = async (id: string) => (await getProduct.execute(runtime, admin(), { id })).status;

describe("a signed message", () => {
  it("registers its document and keeps exactly the text that was sent as data", async () => {
    const source = await aSource();
    const document = productDocument({ team: source.teamId });
    const text = JSON.stringify(document, null, 3).replaceAll("\n", "\r\n");
    const response = await send(source, { body: eventWith("dataproduct.registered", text) });
    expect(response.status).toBe(200);
    expect(response.headers.get("location-html")).toBe(`http://localhost:3000/products/${document.id}`);
    expect(await response.json()).toMatchObject({
      kind: "dataproduct",
      id: document.id,
      outcome: "created",
      revision: 1,
    });
    expect(await sourceOf(document.id)).toMatchObject({ text, mediaType: "application/json" });
  });

  it("may carry its document as YAML text, kept as it is", async () => {
    const source = await aSource();
    const { id } = productDocument();
    const text = `# kept\napiVersion: v1.0.0\nkind: DataProduct\nid: ${id}\nname: ${id}\nversion: 1.0.0\nstatus: active\nteam: {name: ${source.teamId}}\n`;
    const body = eventWith("dataproduct.registered", JSON.stringify(text), {
      datacontenttype: "application/yaml",
    });
    expect((await send(source, { body })).status).toBe(200);
    expect(await sourceOf(id)).toMatchObject({ text, mediaType: "application/yaml" });
  });

  it("registers contracts and teams", async () => {
    const source = await aSource();
    const contract = contractDocument({ team: source.teamId });
    const first = await send(source, {
      body: eventWith("datacontract.registered", JSON.stringify(contract)),
    });
    expect(await first.json()).toMatchObject({ kind: "datacontract", id: contract.id, outcome: "created" });
    const team = { id: `below-${source.teamId}`, name: "Below", type: "Team", parent: source.teamId };
    const second = await send(source, { body: eventWith("team.registered", JSON.stringify(team)) });
    expect(await second.json()).toMatchObject({ kind: "team", id: team.id, outcome: "created" });
  });

  it("writes record, event and log with the registration, in the name of the source", async () => {
    const source = await aSource();
    const document = productDocument({ team: source.teamId });
    const body = eventWith("dataproduct.registered", JSON.stringify(document));
    await send(source, { body, id: "msg_1" });
    expect(await db.auditEntry.findFirst({ where: { subjectId: document.id } })).toMatchObject({
      action: "events.receiveMessage",
      actorKind: "webhook",
      actorId: source.id,
    });
    expect(await db.outboxEvent.count({ where: { subject: document.id, actorId: source.id } })).toBe(1);
    expect(await log(source)).toMatchObject([
      {
        messageId: "msg_1",
        outcome: "accepted",
        status: 200,
        count: 1,
        type: "org.acme.dataproduct.registered",
        subject: document.id,
        detail: `Data product ${document.id} was created, revision 1.`,
        response: { outcome: "created" },
        bodyBytes: Buffer.byteLength(body),
      },
    ]);
  });

  it("retires a product and a contract, whose documents stay, until they are registered again", async () => {
    const source = await aSource();
    const document = JSON.stringify(productDocument({ team: source.teamId, id: `old-${randomUUID()}` }));
    const { id } = JSON.parse(document) as { id: string };
    await send(source, { body: eventWith("dataproduct.registered", document) });

    const retired = await send(source, { body: eventWith("dataproduct.retired", JSON.stringify({ id })) });
    expect(await retired.json()).toMatchObject({ id, outcome: "updated", revision: 2 });
    expect([await statusOf(id), (await sourceOf(id)).text]).toEqual(["retired", document]);
    const again = await send(source, { body: eventWith("dataproduct.retired", document) });
    expect(await again.json()).toMatchObject({ id, outcome: "unchanged" });
    await send(source, { body: eventWith("dataproduct.registered", document) });
    expect(await statusOf(id)).toBe("active");

    const contract = await aContract(runtime, { team: source.teamId });
    await send(source, { body: eventWith("datacontract.retired", "null", { subject: contract.id }) });
    expect(await getContract.execute(runtime, admin(), { id: contract.id })).toMatchObject({
      status: "retired",
    });
  });
});

describe("the same message again", () => {
  it("does its work once and gets the same answer", async () => {
    const source = await aSource();
    const document = productDocument({ team: source.teamId });
    const message = { body: eventWith("dataproduct.registered", JSON.stringify(document)), id: "again" };
    const answers = [await send(source, message), await send(source, message), await send(source, message)];
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(await db.outboxEvent.count({ where: { subject: document.id } })).toBe(1);
    expect(await log(source)).toMatchObject([{ messageId: "again", count: 3 }]);
  });

  it("does its work once when eight come at the same moment", async () => {
    const source = await aSource();
    const document = productDocument({ team: source.teamId });
    const message = { body: eventWith("dataproduct.registered", JSON.stringify(document)), id: "at once" };
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(source, message)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(await db.outboxEvent.count({ where: { subject: document.id } })).toBe(1);
    expect(await log(source)).toMatchObject([{ count: 8, outcome: "accepted" }]);
  });

  it("is refused when its id was another message's", async () => {
    const source = await aSource();
    const first = eventWith(
      "dataproduct.registered",
      JSON.stringify(productDocument({ team: source.teamId })),
    );
    const second = eventWith(
      "dataproduct.registered",
      JSON.stringify(productDocument({ team: source.teamId })),
    );
    expect((await send(source, { body: first, id: "one" })).status).toBe(200);
    expect((await send(source, { body: second, id: "one" })).status).toBe(409);
  });

  it("may be sent mended under its id after it was refused", async () => {
    const source = await aSource();
    const document = productDocument({ team: source.teamId });
    const broken = eventWith(
      "dataproduct.registered",
      JSON.stringify({ ...document, name: undefined, version: 7 }),
    );
    expect((await send(source, { body: broken, id: "mend" })).status).toBe(422);
    const whole = eventWith("dataproduct.registered", JSON.stringify(document));
    expect((await send(source, { body: whole, id: "mend" })).status).toBe(200);
    expect((await log(source)).map(({ outcome }) => outcome).sort()).toEqual(["accepted", "refused"]);
  });
});

describe("a message that may not do what it asks for", () => {
  it("is refused outside the source's team and the teams below, and leaves no trace but the log", async () => {
    const source = await aSource();
    const other = await aTeam(db);
    const document = productDocument({ team: other.id });
    const response = await send(source, {
      body: eventWith("dataproduct.registered", JSON.stringify(document)),
    });
    expect(response.status).toBe(403);
    expect(await db.dataProduct.count({ where: { id: document.id } })).toBe(0);
    expect(await db.auditEntry.count({ where: { subjectId: document.id } })).toBe(0);
    expect(await db.outboxEvent.count({ where: { subject: document.id } })).toBe(0);
    expect(await log(source)).toMatchObject([{ outcome: "refused", status: 403 }]);
  });

  it("is accepted for a team below", async () => {
    const source = await aSource();
    const below = await aTeam(db, { parentId: source.teamId });
    const body = eventWith("dataproduct.registered", JSON.stringify(productDocument({ team: below.id })));
    expect((await send(source, { body })).status).toBe(200);
  });

  it("cannot take or retire another team's product", async () => {
    const source = await aSource();
    const { id } = await aProduct(runtime);
    const mine = JSON.stringify(productDocument({ id, team: source.teamId }));
    expect((await send(source, { body: eventWith("dataproduct.registered", mine) })).status).toBe(403);
    expect(
      (await send(source, { body: eventWith("dataproduct.retired", JSON.stringify({ id })) })).status,
    ).toBe(403);
    expect(await statusOf(id)).toBe("active");
  });

  it("cannot move the source's own team or make a team elsewhere", async () => {
    const source = await aSource();
    const elsewhere = await aTeam(db);
    for (const team of [
      { id: source.teamId, name: "Moved", type: "Team", parent: elsewhere.id },
      { id: `new-${source.teamId}`, name: "New", type: "Team", parent: elsewhere.id },
      { id: `root-${source.teamId}`, name: "Root", type: "Domain" },
    ]) {
      expect((await send(source, { body: eventWith("team.registered", JSON.stringify(team)) })).status).toBe(
        403,
      );
    }
  });

  const notMessages: [string, string, number][] = [
    ["no JSON", "{", 400],
    ["no CloudEvent", '{"type":"team.registered"}', 422],
    ["an unknown type", eventWith("dataset.created", "{}"), 422],
    ["no data", eventWith("dataproduct.registered", "null"), 422],
    [
      "a document of another kind",
      eventWith("dataproduct.registered", '{"kind":"DataContract","id":"x"}'),
      422,
    ],
    ["twice the same key", eventWith("team.registered", '{"id":"a","id":"b"}'), 422],
    ["a prototype key", eventWith("team.registered", '{"__proto__":{},"id":"b"}'), 422],
    ["a NUL", '{"specversion":"1.0",\u0000', 400],
    ["data that are no base64 of a text", eventWith("team.registered", "null", { data_base64: "/w==" }), 400],
    ["a retirement of nothing", eventWith("dataproduct.retired", "null"), 422],
    ["a retirement of what is not there", eventWith("dataproduct.retired", '{"id":"nowhere"}'), 404],
  ];
  it.each(notMessages)("is refused with a problem and logged: %s", async (_what, body, status) => {
    const source = await aSource();
    const response = await send(source, { body });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await log(source)).toMatchObject([{ outcome: "refused", status }]);
  });
});

describe("whoever cannot sign", () => {
  const body = eventWith("team.registered", '{"id":"x"}');

  it("gets one answer, whether the source is unknown, disabled or another's", async () => {
    const source = await aSource();
    const disabled = await aSource();
    await disableSource.execute(runtime, admin(), { id: disabled.id });
    const stale = new Date(runtime.now().getTime() - 3_600_000);
    const answers = [
      await post("whs_unknown", body),
      await post(source.id, body),
      await send({ ...source, id: "whs_unknown" }, { body }),
      await send(disabled, { body }),
      await send(source, { body, secret: disabled.secret }),
      await send(source, { body, at: stale }),
    ];
    const seen = await Promise.all(
      answers.map(async (answer) => {
        const { instance, ...problem } = (await answer.json()) as Record<string, unknown>;
        expect(instance).toMatch(/^urn:request:/);
        return JSON.stringify([answer.status, problem]);
      }),
    );
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toMatch(/^\[401,/);
    await enableSource.execute(runtime, admin(), { id: disabled.id });
  });

  it("cannot fill the log: it counts per minute", async () => {
    const source = await aSource();
    runtime.clock.now = new Date("2026-03-01T10:00:30Z");
    for (let n = 0; n < 20; n++) await post(source.id, `${body}${n}`);
    runtime.clock.now = new Date("2026-03-01T10:01:01Z");
    await post(source.id, body);
    runtime.clock.now = null;
    expect(await log(source)).toMatchObject([
      { count: 1, status: 401, outcome: "refused" },
      { count: 20, status: 401, messageId: null },
    ]);
  });

  it("is stopped at 2 MB", async () => {
    const source = await aSource();
    const response = await send(source, { body: `${" ".repeat(2 * 1024 * 1024)}${body}` });
    expect(response.status).toBe(413);
    expect(await log(source)).toMatchObject([{ status: 413, outcome: "refused" }]);
  });
});

describe("rotating the secret", () => {
  it("accepts both secrets for a day, then only the new one", async () => {
    const source = await aSource();
    const body = (n: number) =>
      eventWith(
        "dataproduct.registered",
        JSON.stringify(productDocument({ team: source.teamId, id: `r${n}-${source.id}` })),
      );
    const rotated = await rotateSecret.execute(runtime, admin(), { id: source.id });
    expect((await send(source, { body: body(1) })).status).toBe(200);
    expect((await send(rotated, { body: body(2) })).status).toBe(200);
    runtime.clock.now = new Date(Date.now() + 24 * 3_600_000 + 1000);
    expect((await send(source, { body: body(3) })).status).toBe(401);
    expect((await send(rotated, { body: body(4) })).status).toBe(200);
    runtime.clock.now = null;
  });

  it("can end the former secret at once", async () => {
    const source = await aSource();
    const rotated = await rotateSecret.execute(runtime, admin(), { id: source.id });
    await revokeFormerSecret.execute(runtime, admin(), { id: source.id });
    const body = eventWith(
      "dataproduct.registered",
      JSON.stringify(productDocument({ team: source.teamId })),
    );
    expect((await send(source, { body })).status).toBe(401);
    expect((await send(rotated, { body })).status).toBe(200);
  });
});

describe("GitHub", () => {
  it("is answered when it says hello", async () => {
    const source = await aSource("github");
    const response = await send(source, {
      body: '{"zen":"Keep it simple."}',
      headers: { "x-github-event": "ping" },
    });
    expect([response.status, await response.json()]).toEqual([200, { pong: true }]);
    expect(await log(source)).toMatchObject([{ outcome: "accepted", type: "ping" }]);
  });

  it("registers what a workflow dispatches, byte for byte", async () => {
    const source = await aSource("github");
    const document = productDocument({ team: source.teamId });
    const text = JSON.stringify(document, null, 1);
    const body = `{"action":"register","client_payload": ${eventWith("dataproduct.registered", text)},"sender":{}}`;
    expect((await send(source, { body })).status).toBe(200);
    expect((await sourceOf(document.id)).text).toBe(text);
  });

  it("cannot be made to play a recorded message again under another delivery id", async () => {
    const source = await aSource("github");
    const { id } = productDocument();
    const bodyOf = (version: string) =>
      eventWith(
        "dataproduct.registered",
        JSON.stringify(productDocument({ id, team: source.teamId, version })),
      );
    const recorded = bodyOf("1.0.0");
    await send(source, { body: recorded });
    await send(source, { body: bodyOf("2.0.0") });
    const replayed = await send(source, { body: recorded, id: randomUUID() });
    expect(replayed.status).toBe(200);
    expect(await getProduct.execute(runtime, admin(), { id })).toMatchObject({
      version: "2.0.0",
      revision: 2,
    });
  });
});
