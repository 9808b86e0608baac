import { randomUUID } from "node:crypto";

import Ajv from "ajv/dist/2020";
import formats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

import { FeedEvent } from "@/lib/events/model";
import { relay } from "@/lib/platform/outbox";
import { corpusJson, corpusText, hasCorpora } from "@/lib/testing/corpora";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aProduct } from "@/lib/testing/factories/catalog";
import { anApiKey } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { feedRoute, feedSchemaRoute } from "./events";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const feed = feedRoute({ runtime });

const read = async (query = "", headers: Record<string, string> = {}) => {
  const { secret } = await anApiKey(db, { access: "read" });
  return call(feed, `/api/events${query}`, { key: secret, headers });
};

const eventsOf = async (response: Response) => FeedEvent.array().parse(await response.json());

beforeAll(async () => {
  for (let n = 0; n < 3; n++) await aProduct(runtime);
  while ((await relay(runtime.pool)) > 0);
});

describe("GET /api/events", () => {
  it("answers a batch of CloudEvents that is not kept", async () => {
    const response = await read();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/cloudevents-batch+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await eventsOf(response)).toHaveLength(3);
  });

  it("goes on after the last event that the client knows, to an empty array", async () => {
    const [first, ...rest] = await eventsOf(await read());
    expect(await eventsOf(await read(`?lastEventId=${first?.id ?? ""}`))).toEqual(rest);
    const end = await read(`?lastEventId=${rest.at(-1)?.id ?? ""}`);
    expect([end.status, await end.text()]).toEqual([200, "[]"]);
  });

  it.each(["?longPolling=true", "?lastEventId=", "?lastEventId=&longPolling=false&p=0"])(
    "takes what older clients send: %s",
    async (query) => {
      expect(await eventsOf(await read(query))).toHaveLength(3);
    },
  );

  it.each([`?lastEventId=${randomUUID()}`, "?lastEventId=x", "?lastEventId=a%00b"])(
    "says that a cursor is not one of its own: %s",
    async (query) => {
      const problem = await problemOf(await read(query));
      expect([400, 422]).toContain(problem.status);
      expect(problem.detail).toMatch(/lastEventId|NUL/);
    },
  );

  it.each(["?limit=0", "?limit=1001", "?limit=x", "?lastEventId=a&lastEventId=b"])(
    "refuses %s",
    async (query) => {
      expect(await problemOf(await read(query))).toMatchObject({ status: 422 });
    },
  );

  it("is for whoever proves who they are", async () => {
    expect(await problemOf(await call(feed, "/api/events"))).toMatchObject({ status: 401 });
  });
});

describe("the schema that events name", () => {
  it("is where they say, and is theirs", async () => {
    const [event] = await eventsOf(await read());
    expect(new URL(event?.dataschema ?? "").pathname).toBe("/api/events/schema");
    const { secret } = await anApiKey(db);
    const response = await call(feedSchemaRoute({ runtime }), "/api/events/schema", { key: secret });
    const validate = formats(new Ajv()).compile(z.looseObject({}).parse(await response.json()));
    expect(validate(event?.data)).toBe(true);
    expect(validate({ ...event?.data, secret: "x" })).toBe(false);
  });
});

const Golden = z.object({
  mappings: z.array(z.object({ response: z.object({ jsonBody: z.array(z.looseObject({})) }) })),
});
const Document = z.object({
  paths: z.record(
    z.string(),
    z.looseObject({
      get: z
        .looseObject({
          responses: z.record(
            z.string(),
            z.looseObject({
              content: z
                .record(z.string(), z.looseObject({ schema: z.looseObject({}).optional() }))
                .optional(),
            }),
          ),
        })
        .optional(),
    }),
  ),
});

describe.skipIf(!hasCorpora)("clients of this API", () => {
  it("are sent events of the same shape as those that they know", () => {
    const golden = Golden.parse(corpusJson("wire/sdk/src__test__resources__wiremock__events.json"));
    const events = golden.mappings.flatMap(({ response }) => response.jsonBody);
    expect(events.length).toBeGreaterThan(0);
    // Their samples leave out who did it, which their document has.
    for (const event of events) FeedEvent.parse({ principal: "system", ...event });
  });

  it("find in their own document what we send", async () => {
    const document = Document.parse(parse(corpusText("wire/sdk/src__main__resources__openapi.yaml")));
    const answer = document.paths["/api/events"]?.get?.responses["200"];
    const schema = answer?.content?.["application/cloudevents-batch+json"]?.schema;
    // Of OpenAPI's own words only `nullable` changes what is valid, and we send no null; its data have no properties.
    const text = JSON.stringify(schema).replace(/"additionalProperties":false,?/, "");
    const validate = formats(new Ajv({ strict: false })).compile(z.looseObject({}).parse(JSON.parse(text)));
    const events = await eventsOf(await read());
    expect(validate(events), JSON.stringify(validate.errors)).toBe(true);
    const known = /"([\w.-]+)\.(\w+Event)"/g;
    const names = [...text.matchAll(known)].map(([, , name]) => name);
    for (const { type } of events) expect(names).toContain(type.split(".").at(-1));
  });
});
