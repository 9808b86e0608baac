import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { productDocument } from "@/lib/testing/factories/catalog";
import { contractDocument } from "@/lib/testing/factories/contracts";
import { anApiKey, aTeam } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { contractRoutes, productRoutes } from "./document-routes";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const products = productRoutes(runtime);
const contracts = contractRoutes(runtime);
const team = await aTeam(db);
const other = await aTeam(db);
const { secret: key } = await anApiKey(db);
const { secret: readKey } = await anApiKey(db, { access: "read" });
const { secret: teamKey } = await anApiKey(db, { teamId: team.id });
const { secret: otherKey } = await anApiKey(db, { teamId: other.id });

const YAML = "application/yaml";
const put = (id: string, document: object, headers: Record<string, string> = {}) =>
  call(products.put, `/api/dataproducts/${id}`, {
    method: "PUT",
    key,
    body: JSON.stringify(document),
    headers: { "content-type": "application/json", ...headers },
  });
const get = (path: string, headers: Record<string, string> = {}, secret = key) =>
  call(products.get, path, { key: secret, headers });

async function registered(over: Parameters<typeof productDocument>[0] = {}): Promise<string> {
  const document = productDocument({ team: team.id, ...over });
  expect((await put(document.id, document)).status).toBe(200);
  return document.id;
}

describe("PUT of a document", () => {
  it("answers 200 without a body, and says where the page is and which revision it became", async () => {
    const document = productDocument({ team: team.id });
    const response = await put(document.id, document);
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(response.headers.get("location-html")).toBe(`http://localhost:3000/products/${document.id}`);
    expect(response.headers.get("etag")).toBe('"1"');
  });

  it("keeps the bytes of YAML with a byte order mark, comments and odd spaces", async () => {
    const text = `\uFEFF# ours\nkind: DataContract\napiVersion:   v3.1.0\nid: "bytes"\nversion: 1.0.0\nstatus: active\nteam: {name: ${team.id}}\n\n`;
    const path = "/api/datacontracts/bytes";
    const headers = { "content-type": "text/yaml; charset=utf-8" };
    expect((await call(contracts.put, path, { method: "PUT", key, body: text, headers })).status).toBe(200);

    const response = await call(contracts.get, path, { key, headers: { accept: YAML } });
    expect(response.headers.get("content-type")).toBe("application/yaml; charset=utf-8");
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(text))).toBe(true);
    const converted = await call(contracts.get, path, { key, headers: { accept: "application/json" } });
    expect(await converted.json()).toMatchObject({ id: "bytes", team: { name: team.id } });
  });

  it("lets only one of two win who have both seen the same revision", async () => {
    const id = await registered();
    const change = (name: string) =>
      put(id, productDocument({ id, team: team.id, name }), { "if-match": '"1"' }).then(
        ({ status }) => status,
      );
    expect((await Promise.all([change("one"), change("two")])).sort()).toEqual([200, 412]);
  });

  it("refuses to create over what exists, and to change what does not, when the request says so", async () => {
    const id = await registered();
    const changed = productDocument({ id, team: team.id, name: "x" });
    expect((await put(id, changed, { "if-none-match": "*" })).status).toBe(412);
    expect(
      (await put("nothing", productDocument({ id: "nothing", team: team.id }), { "if-match": "*" })).status,
    ).toBe(412);
    expect((await put(id, changed, { "if-match": "gibberish" })).status).toBe(412);
    expect((await put(id, changed, { "if-match": '"1-json"' })).status).toBe(200);
  });

  it("returns the faults of a document that is saved with warnings", async () => {
    const document = productDocument({ team: team.id, colour: "blue" });
    expect((await put(document.id, document)).status).toBe(422);
    const response = await put(`${document.id}?saveWithWarnings=true`, document);
    expect(await response.json()).toMatchObject({ outcome: "created", warnings: [{ pointer: "#/colour" }] });
  });

  it("says in a dry run what would change, and changes nothing", async () => {
    const id = await registered({ name: "before" });
    const document = productDocument({ id, team: team.id, name: "after" });
    const response = await put(`${id}?dryRun=true`, document);
    expect(await response.json()).toMatchObject({
      outcome: "updated",
      revision: 2,
      changes: [{ pointer: "#/name", kind: "changed", before: "before", after: "after" }],
    });
    expect((await get(`/api/dataproducts/${id}`)).headers.get("etag")).toBe('"1"');
  });

  it("fails in a dry run as the registration itself would", async () => {
    const unknown = productDocument({ team: "nobody" });
    expect((await put(`${unknown.id}?dryRun=true`, unknown)).status).toBe(422);
    const document = productDocument({ team: team.id });
    expect((await put(`other?dryRun=true`, document)).status).toBe(422);
    const contract = contractDocument({ team: team.id });
    expect((await put(`${contract.id}?dryRun=true`, contract)).status).toBe(422);
    for (const secret of [readKey, otherKey]) {
      const path = `/api/dataproducts/${document.id}?dryRun=true`;
      const body = JSON.stringify(document);
      expect((await call(products.put, path, { method: "PUT", key: secret, body })).status).toBe(403);
    }
  });

  it("takes ids with spaces, percent signs and letters of every script, but no slash", async () => {
    for (const id of ["a b", "100%", "päckchen-数据", "urn:x:1"]) {
      const encoded = encodeURIComponent(id);
      expect((await put(encoded, productDocument({ id, team: team.id }))).status).toBe(200);
      expect((await get(`/api/dataproducts/${encoded}`)).status).toBe(200);
    }
    const response = await put(encodeURIComponent("a/b"), productDocument({ id: "a/b", team: team.id }));
    expect((await problemOf(response)).errors).toMatchObject([{ pointer: "#/id", line: 1 }]);
  });
});

describe("GET of a document", () => {
  it("answers 404 as a problem for what does not exist and for what is hidden", async () => {
    const id = await registered({ visibility: "restricted" });
    const hidden = await problemOf(await get(`/api/dataproducts/${id}`, {}, otherKey));
    const missing = await problemOf(await get("/api/dataproducts/nothing", {}, otherKey));
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.detail.replace(id, "nothing")).toBe(missing.detail);
    expect((await get(`/api/dataproducts/${id}`, {}, teamKey)).status).toBe(200);
  });

  it("converts between JSON and YAML as the request accepts", async () => {
    const id = await registered({ version: "1.0" });
    const yaml = await get(`/api/dataproducts/${id}`, { accept: YAML });
    expect(parse(await yaml.text())).toMatchObject({ id, version: "1.0" });
    expect((await get(`/api/dataproducts/${id}`, { accept: "image/png" })).status).toBe(406);
  });

  it("answers 304 to who has it already, of the same representation only", async () => {
    const id = await registered();
    const path = `/api/dataproducts/${id}`;
    const etag = (await get(path)).headers.get("etag") ?? "";
    expect((await get(path, { "if-none-match": etag })).status).toBe(304);
    expect((await get(path, { "if-none-match": etag, accept: YAML })).status).toBe(200);
  });

  it("gives every version of it, also as a file", async () => {
    const id = await registered({ name: "first" });
    await put(id, productDocument({ id, team: team.id, name: "second" }));
    const first = await get(`/api/dataproducts/${id}/versions/1?download`);
    expect(await first.json()).toMatchObject({ name: "first" });
    expect(first.headers.get("content-disposition")).toBe(`attachment; filename*=UTF-8''${id}.json`);
    expect((await get(`/api/dataproducts/${id}/versions/3`)).status).toBe(404);
    expect((await get(`/api/dataproducts/${id}/versions/x`)).status).toBe(422);
  });

  it("never lets a browser run or guess what somebody registered", async () => {
    const id = await registered({ name: "<script>alert(1)</script>" });
    const { headers } = await get(`/api/dataproducts/${id}`, { accept: "text/html,*/*" });
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("sandbox");
  });

  it("gives a contract as YAML at its own address", async () => {
    const document = contractDocument({ team: team.id });
    const path = `/api/datacontracts/${document.id}`;
    await call(contracts.put, path, { method: "PUT", key, body: JSON.stringify(document) });
    const response = await call(contracts.getYaml, `${path}/datacontract.yaml`, {
      key,
      headers: { accept: "*/*" },
    });
    expect(parse(await response.text())).toEqual(document);
  });
});

describe("DELETE of a document", () => {
  const remove = (id: string, headers: Record<string, string> = {}, secret = key) =>
    call(products.remove, `/api/dataproducts/${id}`, { method: "DELETE", key: secret, headers });

  it("removes it once, answers 200, and counts on when it comes back", async () => {
    const id = await registered();
    expect((await remove(id, { "if-match": '"9"' })).status).toBe(412);
    expect((await remove(id, {}, readKey)).status).toBe(403);
    expect((await remove(id, {}, otherKey)).status).toBe(403);
    const response = await remove(id);
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect((await remove(id)).status).toBe(404);
    expect((await put(id, productDocument({ id, team: team.id }))).headers.get("etag")).toBe('"2"');
  });

  it("keeps a contract that an output port uses, and names the product", async () => {
    const contract = contractDocument({ team: team.id });
    const path = `/api/datacontracts/${contract.id}`;
    await call(contracts.put, path, { method: "PUT", key, body: JSON.stringify(contract) });
    const id = await registered({ offers: [contract.id] });
    const refused = await problemOf(await call(contracts.remove, path, { method: "DELETE", key }));
    expect(refused).toMatchObject({ status: 422, detail: expect.stringContaining(id) as string });
    await remove(id);
    expect((await call(contracts.remove, path, { method: "DELETE", key })).status).toBe(200);
  });
});

describe("lists of documents", () => {
  const list = async (query: string, secret = key) => {
    const response = await call(products.list, `/api/dataproducts${query}`, { key: secret });
    const body: unknown = await response.json();
    return {
      ids: Array.isArray(body) ? body.map(({ id }: { id: string }) => id) : body,
      headers: response.headers,
    };
  };

  it("narrow by team, domain, type, status, tag and words, within what the key may see", async () => {
    const domain = await aTeam(db, { type: "Domain" });
    const below = await aTeam(db, { parentId: domain.id });
    const type = { customProperties: [{ property: "archetype", value: "aggregate" }] };
    const a = await registered({ team: below.id, status: "retired", tags: ["red", "Blue"], ...type });
    const b = await registered({ team: domain.id, name: "Quarterly 100% report" });
    const hidden = await registered({ team: below.id, visibility: "restricted" });

    const within = `domainId=${domain.id}`;
    expect((await list(`?${within}`)).ids).toEqual([a, b, hidden]);
    expect((await list(`?${within}`, otherKey)).ids).toEqual([a, b]);
    expect((await list(`?${within}&teamId=${below.id}&teamId=${team.id}`, otherKey)).ids).toEqual([a]);
    expect((await list(`?${within}&status=retired`)).ids).toEqual([a]);
    expect((await list(`?${within}&archetype=aggregate`)).ids).toEqual([a]);
    expect((await list(`?${within}&tag=Blue`)).ids).toEqual([a]);
    expect((await list(`?${within}&q=100%25%20QUARTERLY`)).ids).toEqual([b]);
    expect((await list(`?${within}&q=%25`)).ids).toEqual([b]);
    expect((await list(`?${within}&status=nonsense`)).ids).toEqual([]);
    expect((await list(`?${within}&sort=name`)).ids).toHaveLength(3);
  });

  it("link to the next page only where there is one", async () => {
    const many = await aTeam(db);
    const at = new Date();
    await db.dataProduct.createMany({
      data: Array.from({ length: 1001 }, (_, index) => ({
        ...{
          id: `many-${String(index).padStart(4, "0")}`,
          name: "x",
          status: "active",
          ownerTeamId: many.id,
        },
        ...{ visibility: "organization", tags: [], model: {}, warnings: [], warningCount: 0, format: "odps" },
        ...{ apiVersion: "v1.0.0", revision: 1, sha256: "", createdAt: at, updatedAt: at },
      })),
    });
    await db.productVersion.createMany({
      data: Array.from({ length: 1001 }, (_, index) => ({
        ...{ productId: `many-${String(index).padStart(4, "0")}`, revision: 1, mediaType: YAML, sha256: "" },
        ...{ bytes: Buffer.from(`id: many-${index}`), actorKind: "job", actorId: "x", createdAt: at },
      })),
    });
    const first = await list(`?teamId=${many.id}&sort=created`);
    expect(first.ids).toHaveLength(1000);
    expect(first.headers.get("link")).toBe(
      `<http://localhost:3000/api/dataproducts?teamId=${many.id}&sort=created&p=1>; rel="next"`,
    );
    const second = await list(`?teamId=${many.id}&p=1`);
    expect(second.ids).toEqual(["many-1000"]);
    expect(second.headers.get("link")).toBeNull();
    expect((await list(`?teamId=${many.id}&p=9999`)).ids).toEqual([]);
    expect((await call(products.list, "/api/dataproducts?p=-1", { key })).status).toBe(422);
  });

  it("of contracts know the older names of team and domain", async () => {
    const owner = await aTeam(db, { type: "Domain" });
    const document = contractDocument({ team: owner.id, tags: ["x"] });
    const path = `/api/datacontracts/${document.id}`;
    await call(contracts.put, path, { method: "PUT", key, body: JSON.stringify(document) });
    for (const query of [
      `owner=${owner.id}`,
      `domain=${owner.id}`,
      `teamId=${owner.id}&tag=x&status=Active&q=${document.id}`,
    ]) {
      const response = await call(contracts.list, `/api/datacontracts?${query}`, { key });
      expect(await response.json()).toEqual([document]);
    }
  });
});

describe("every address of documents", () => {
  it("asks who is there, and refuses a key that it does not know", async () => {
    for (const secret of [undefined, "unknown"]) {
      const response = await call(products.list, "/api/dataproducts", secret ? { key: secret } : {});
      expect((await problemOf(response)).status).toBe(401);
    }
    const bearer = { headers: { authorization: `Bearer ${key}` } };
    expect((await call(products.list, "/api/dataproducts", bearer)).status).toBe(200);
  });
});
