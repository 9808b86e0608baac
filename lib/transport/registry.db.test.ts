import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { type Actor, jobActor } from "@/lib/platform/actor";
import { DomainError } from "@/lib/platform/errors";
import type { Operation } from "@/lib/platform/operation";
import { admin, organizationKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure, TEST_AUTH_SECRET } from "@/lib/testing/environment";
import { aPerson, aSession } from "@/lib/testing/factories/identity";

import { jobs, operations, reactions } from "./registry";
import { route } from "./route";

configure();
const runtime = await testRuntime();
const { db } = runtime;

const all = operations.map((operation) => [operation.name, operation] as const);
const commands = all.filter(([, { kind }]) => kind === "command");
const nothing = { params: Promise.resolve({}) };

const changesOnRecord = async () => [await db.auditEntry.count(), await db.outboxEvent.count()];

const send = (operation: Operation, headers: Record<string, string> = {}): Promise<Response> =>
  route(operation, { runtime, input: () => ({}) })(
    new Request("http://localhost:3000/api/x", { method: "POST", headers }),
    nothing,
  );

describe("the registry", () => {
  test("knows every operation, job and reaction by a name of its own", () => {
    for (const named of [operations, jobs, reactions]) {
      const names = named.map(({ name }) => name);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  test.each(all)("%s has a name and a summary that others can show", (name, { summary }) => {
    expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(summary, "one sentence").not.toMatch(/[.!?] [A-Z]/);
    expect(summary.length).toBeLessThan(160);
  });

  test.each(all)("%s takes an object", (_name, { input }) => {
    expect(z.toJSONSchema(input, { io: "input", unrepresentable: "any" })).toMatchObject({ type: "object" });
  });

  test("has jobs that run at times which cron understands", () => {
    for (const { cron } of jobs) if (cron !== undefined) expect(cron.trim().split(/\s+/)).toHaveLength(5);
  });
});

describe("every operation", () => {
  test.each(all)("%s refuses whoever proves nothing, or something wrong", async (_name, operation) => {
    for (const headers of [
      {},
      { "x-api-key": "trl_unknown" },
      { cookie: "next-auth.session-token=forged" },
    ]) {
      const response = await send(operation, headers);
      expect(response.status).toBe(401);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    }
  });

  test.each(commands)("%s refuses a read key", async (_name, operation) => {
    await expect(operation.execute(runtime, organizationKey("read"), {})).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("leaves no trace of what was refused", async () => {
    expect(await changesOnRecord()).toEqual([0, 0]);
  });
});

describe("a session", () => {
  let cookie: string;

  beforeAll(async () => {
    const { id: userId } = await aPerson(db, { orgRole: "admin" });
    const { id: sid } = await aSession(db, { userId });
    cookie = `next-auth.session-token=${await encode({ token: { sid }, secret: TEST_AUTH_SECRET })}`;
  });

  test.each(commands)("lets no foreign page do %s", async (_name, operation) => {
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { origin: "https://evil.example", host: "localhost:3000" },
      { origin: "null", host: "localhost:3000" },
      {},
    ]) {
      const response = await send(operation, { cookie, ...headers });
      expect(response.status).toBe(403);
    }
  });
});

/** As much of JSON Schema as inputs use. */
type Schema = {
  type?: string | string[] | undefined;
  properties?: Record<string, Schema> | undefined;
  anyOf?: Schema[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
};

const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), Schema).optional(),
    anyOf: z.array(Schema).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
  }),
);

const HOSTILE = [
  "a\0b",
  "\ud800",
  "' or 1=1 --",
  "../../etc/passwd",
  "%_\\",
  "x".repeat(50_000),
  "\u202e",
  "$1",
  "",
];

/** An input of the right shape in which every free text is the given one. */
function sampleOf(schema: Schema, text: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.find(({ type }) => type === "string") ?? schema.anyOf?.[0];
  return choice ? sampleOf(choice, text) : sampleOfType(schema, text);
}

function sampleOfType({ type, properties = {} }: Schema, text: string): unknown {
  const samples: Record<string, unknown> = {
    integer: 1,
    number: 1,
    boolean: true,
    array: [text],
    null: null,
  };
  if (typeof type === "string" && type in samples) return samples[type];
  if (type !== "object") return text;
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, sampleOf(inner, text)]));
}

async function bugOf(operation: Operation, actor: Actor, input: unknown): Promise<unknown> {
  try {
    await operation.execute(runtime, actor, input);
    return null;
  } catch (error) {
    return error instanceof DomainError ? null : error;
  }
}

describe("hostile input", () => {
  test.each(all)("makes %s answer or refuse, and never fail", async (_name, operation) => {
    const schema = Schema.parse(z.toJSONSchema(operation.input, { io: "input", unrepresentable: "any" }));
    const inputs = [
      ...HOSTILE.map((text) => sampleOf(schema, text)),
      null,
      [],
      "text",
      7,
      { __proto__: null },
    ];
    for (const input of inputs)
      for (const actor of [admin(), jobActor("test")])
        expect(await bugOf(operation, actor, input), JSON.stringify(input).slice(0, 200)).toBeNull();
  });
});
