import { describe, expect, test } from "vitest";

import { getTeamDocument, listTeams, registerTeam, removeTeam } from "@/lib/identity";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { anApiKey, aTeam } from "@/lib/testing/factories/identity";

import { type Handler, route } from "../route";
import { done, listOf, savedAt } from "./answers";
import { readTeam } from "./teams";

configure({ NEXTAUTH_URL: "https://portal.example.org" });
const runtime = await testRuntime();
const { db } = runtime;
const { secret } = await anApiKey(db);

const handlers: Record<string, Handler> = {
  PUT: route(registerTeam, {
    runtime,
    input: readTeam,
    respond: ({ id }) => savedAt(`/teams/${encodeURIComponent(id)}`),
  }),
  GET: route(getTeamDocument, { runtime }),
  DELETE: route(removeTeam, { runtime, respond: done }),
};
const list = route(listTeams, { runtime, respond: listOf });

type Sending = { body?: BodyInit; type?: string; headers?: Record<string, string> };

async function call(
  method: "PUT" | "GET" | "DELETE",
  id: string,
  { body, type = "application/json", headers }: Sending = {},
) {
  const request = new Request(`http://localhost:3000/api/teams/${encodeURIComponent(id)}`, {
    ...{ method, headers: { "x-api-key": secret, "content-type": type, ...headers } },
    ...(body !== undefined && { body }),
  });
  const response = await handlers[method]?.(request, { params: Promise.resolve({ id }) });
  if (!response) throw new Error("No such method.");
  return response;
}

const json = (value: unknown): Sending => ({ body: JSON.stringify(value) });
const documentOf = (id: string) => ({
  id,
  name: "Marketing",
  type: "Team",
  members: [{ emailAddress: "a@b.c", role: "Owner" }],
});

describe("PUT /api/teams/{id}", () => {
  test("answers 200 without a body, and says where a person finds the team", async () => {
    const response = await call("PUT", "urn:team:1", json(documentOf("urn:team:1")));

    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    expect(response.headers.get("location-html")).toBe("https://portal.example.org/teams/urn%3Ateam%3A1");
  });

  test("takes YAML, and GET gives the same document as JSON, unknown keys included", async () => {
    const body = "id: yaml\nname: From YAML\ntype: Domain\nx-note: {deep: [1, two]}\n";
    await call("PUT", "yaml", { body, type: "application/yaml" });

    const response = await call("GET", "yaml");

    expect(response.headers.get("content-type")).toContain("application/json");
    expect(await response.json()).toEqual({
      ...{ id: "yaml", name: "From YAML", type: "Domain", "x-note": { deep: [1, "two"] } },
    });
  });

  test("says the place, the line and the column of a fault", async () => {
    const body = 'id: faulty\nname: "Faulty"\ntype: Squad\n';

    const response = await call("PUT", "faulty", { body, type: "application/yaml" });

    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      type: "/problems/invalid",
      errors: [{ pointer: "#/type", line: 3 }],
    });
  });

  test.each([
    ["no JSON", { body: "{" }, 400],
    ["no document", {}, 400],
    ["another media type", { body: "<team/>", type: "text/xml" }, 415],
    ["invalid UTF-8", { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400],
    ["a duplicate key", { body: '{"id":"bad","id":"bad","name":"x","type":"Team"}' }, 422],
    ["a prototype key", { body: '{"id":"bad","name":"x","type":"Team","custom":{"__proto__":{}}}' }, 422],
    ["another id", json(documentOf("other")), 422],
    ["an unknown parent", json({ ...documentOf("bad"), parent: "nowhere" }), 422],
    [
      "more than 2 MB",
      { body: JSON.stringify({ ...documentOf("bad"), description: "x".repeat(2_100_000) }) },
      413,
    ],
  ] as [string, Sending, number][])(
    "refuses %s with a problem document, and changes nothing",
    async (_what, sending, status) => {
      const response = await call("PUT", "bad", sending);

      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await db.team.count({ where: { id: { in: ["bad", "other"] } } })).toBe(0);
    },
  );

  test("is refused without a key, and with a read key", async () => {
    const reader = await anApiKey(db, { access: "read" });

    const sending = json(documentOf("bad"));
    expect((await call("PUT", "bad", { ...sending, headers: { "x-api-key": "" } })).status).toBe(401);
    expect((await call("PUT", "bad", { ...sending, headers: { "x-api-key": reader.secret } })).status).toBe(
      403,
    );
  });
});

describe("GET and DELETE /api/teams/{id}", () => {
  test("answer 404 as a problem document for a team that does not exist, whatever its name", async () => {
    for (const id of ["none", "a\0b", "__proto__", "../x", "%"]) {
      for (const method of ["GET", "DELETE"] as const) {
        const { status, headers } = await call(method, id);
        expect([404, 422], `${method} ${id}`).toContain(status);
        expect(headers.get("content-type")).toBe("application/problem+json");
      }
    }
  });

  test("remove a team, once", async () => {
    await aTeam(db, { id: "gone" });

    expect((await call("DELETE", "gone")).status).toBe(200);
    expect((await call("GET", "gone")).status).toBe(404);
    expect((await call("DELETE", "gone")).status).toBe(404);
  });
});

describe("GET /api/teams", () => {
  const get = (query: string) =>
    list(new Request(`http://localhost:3000/api/teams${query}`, { headers: { "x-api-key": secret } }), {
      params: Promise.resolve({}),
    });

  test("answers a bare array, and links to the next page only where there is one", async () => {
    const present = await db.team.count();
    const at = new Date("2026-02-01T00:00:00Z");
    await db.team.createMany({
      data: Array.from({ length: 1001 - present }, (_, n) => ({
        ...{
          id: `many-${n}`,
          name: "Many",
          type: "Team",
          links: {},
          custom: {},
          createdAt: at,
          updatedAt: at,
        },
        document: { id: `many-${n}` },
      })),
    });

    const first = await get("?email=none");
    const all = await get("?p=0");
    const last = await get("?p=1");

    expect(first.status).toBe(422);
    expect(((await all.json()) as unknown[]).length).toBe(1000);
    expect(all.headers.get("link")).toBe('<https://portal.example.org/api/teams?p=1>; rel="next"');
    expect(((await last.json()) as unknown[]).length).toBe(1);
    expect(last.headers.get("link")).toBeNull();
    expect((await get("?p=-1")).status).toBe(422);
    expect((await get("?p=x")).status).toBe(422);
  });
});
