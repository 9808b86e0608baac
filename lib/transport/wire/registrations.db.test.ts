import { beforeEach, describe, expect, it } from "vitest";

import { removeProduct } from "@/lib/catalog";
import type { Registrations } from "@/lib/catalog/model";
import { jobActor } from "@/lib/platform/actor";
import { DomainError } from "@/lib/platform/errors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { productDocument } from "@/lib/testing/factories/catalog";
import { contractDocument } from "@/lib/testing/factories/contracts";
import { anApiKey, aTeam } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { receiveRegistrations } from "./registrations";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const handler = receiveRegistrations(runtime);
const team = await aTeam(db);
const { secret: key } = await anApiKey(db);

type Sent = {
  body: string | Uint8Array | ReadableStream<Uint8Array>;
  type?: string;
  query?: string;
  secret?: string;
};

const send = ({ body, type = "application/json", query = "", secret = key }: Sent) =>
  call(handler, `/api/registrations${query}`, {
    method: "POST",
    key: secret,
    body,
    headers: { "content-type": type },
  });

async function register(sent: Sent): Promise<Registrations> {
  const response = await send(sent);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const answer: unknown = await response.json();
  return answer as Registrations;
}

const array = (...documents: object[]) => JSON.stringify(documents);
const outcomes = ({ results }: Registrations) =>
  results.map(({ kind, outcome }) => `${kind ?? "?"} ${outcome}`);
const counts = async () => ({
  products: await db.dataProduct.count(),
  contracts: await db.dataContract.count(),
  teams: await db.team.count(),
  versions: (await db.productVersion.count()) + (await db.contractVersion.count()),
  audit: await db.auditEntry.count(),
  events: await db.outboxEvent.count(),
});

let serial = 0;
beforeEach(() => {
  serial++;
});

/** A domain, a team in it, a contract and a product of that team: each needs the one before it. */
function mesh(suffix = String(serial)) {
  const domain = { id: `domain-${suffix}`, name: "Domain", type: "Domain" };
  const owner = { id: `owner-${suffix}`, name: "Owner", type: "Team", parent: domain.id };
  const contract = contractDocument({ id: `c-${suffix}`, team: null });
  const product = productDocument({ id: `p-${suffix}`, team: owner.id, offers: [contract.id] });
  return { domain, owner, contract, product };
}

describe("many documents at once", () => {
  it("may come in any order, and are answered in theirs", async () => {
    const { domain, owner, contract, product } = mesh();
    const answer = await register({ body: array(product, contract, owner, domain) });
    expect(outcomes(answer)).toEqual([
      "dataproduct created",
      "datacontract created",
      "team created",
      "team created",
    ]);
    expect(answer).toMatchObject({ created: 4, updated: 0, unchanged: 0, refused: 0 });
    expect(await db.dataContract.findUnique({ where: { id: contract.id } })).toMatchObject({
      ownerTeamId: owner.id,
    });
  });

  it("change nothing the second time", async () => {
    const { domain, owner, contract, product } = mesh();
    const body = array(domain, owner, contract, product);
    await register({ body });
    const before = await counts();
    expect(await register({ body })).toMatchObject({ created: 0, unchanged: 4 });
    expect(await counts()).toEqual(before);
  });

  it("have each their own outcome: what is refused does not keep the others out", async () => {
    const [good, twin] = [productDocument({ team: team.id }), productDocument({ team: team.id })];
    const bodies = [
      JSON.stringify(good),
      JSON.stringify(productDocument({ team: "nobody" })),
      '{"id":"broken",,}',
      JSON.stringify({ ...twin, name: "first" }),
      JSON.stringify({ ...twin, name: "second" }),
      JSON.stringify({ hello: "world" }),
      JSON.stringify({ ...productDocument({ team: team.id }), surprise: 1 }),
    ];
    const answer = await register({ body: bodies.join("\n"), type: "application/x-ndjson" });
    expect(answer.results.map(({ outcome, problem }) => problem?.status ?? outcome)).toEqual([
      "created",
      422,
      400,
      "created",
      409,
      422,
      422,
    ]);
    expect(answer.results[6]?.problem?.errors).toMatchObject([{ pointer: "#/surprise", line: 1 }]);
    expect(answer).toMatchObject({ created: 2, refused: 5 });
  });

  it("come as YAML documents, as lines of JSON, or as an array that arrives in small parts", async () => {
    const yaml = ["a", "b"]
      .map(
        (id) =>
          `kind: DataContract\napiVersion: v3.1.0\nid: y${id}\nversion: 1.0.0\nstatus: active\nteam:\n  name: ${team.id}\n`,
      )
      .join("---\n");
    expect(await register({ body: yaml, type: "application/yaml" })).toMatchObject({ created: 2 });
    const stored = await db.contractVersion.findFirstOrThrow({ where: { contractId: "ya" } });
    expect(Buffer.from(stored.bytes).toString()).toBe(yaml.slice(0, yaml.indexOf("---")));

    const bytes = new TextEncoder().encode(array(productDocument({ team: team.id, name: "Größe 数据" })));
    const parts = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) =>
      bytes.slice(at * 7, at * 7 + 7),
    );
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const part = parts.shift();
        if (part) controller.enqueue(part);
        else controller.close();
      },
    });
    expect(await register({ body })).toMatchObject({ created: 1 });
  });

  it("may be more than one batch, with the outcomes still in order", async () => {
    const documents = Array.from({ length: 1203 }, (_, at) =>
      contractDocument({ id: `many-${serial}-${at}`, team: at === 700 ? "nobody" : team.id }),
    );
    const answer = await register({ body: array(...documents) });
    expect(answer).toMatchObject({ created: 1202, refused: 1 });
    expect(answer.results.map(({ id }) => id)).toEqual(documents.map(({ id }) => id));
  });

  it("end where the call breaks off, and say so, when some are registered already", async () => {
    const documents = Array.from({ length: 501 }, (_, at) =>
      JSON.stringify(contractDocument({ id: `cut-${at}`, team: team.id })),
    );
    const answer = await register({ body: `[${documents.join(",")}, {"id"` });
    expect(answer).toMatchObject({ created: 500, refused: 1 });
    expect(answer.results[500]).toMatchObject({ id: null, problem: { status: 400 } });
  });

  it("are all left out when the call breaks off before the first batch is whole", async () => {
    const before = await counts();
    const document = JSON.stringify(contractDocument({ team: team.id }));
    expect((await problemOf(await send({ body: `[${document}, {"id"` }))).status).toBe(400);
    expect((await problemOf(await send({ body: "" }))).status).toBe(400);
    expect((await problemOf(await send({ body: "[]" }))).status).toBe(400);
    expect((await problemOf(await send({ body: document, type: "image/png" }))).status).toBe(415);
    const cutCharacter = new Uint8Array([...new TextEncoder().encode(document), 0xe2, 0x82]);
    expect((await problemOf(await send({ body: cutCharacter }))).status).toBe(400);
    expect(await counts()).toEqual(before);
  });

  it("are registered by a team's key for its team and the teams below, also for one that comes along", async () => {
    const { secret } = await anApiKey(db, { teamId: team.id });
    const foreign = await aTeam(db);
    const below = { id: `below-${serial}`, name: "Below", type: "Team", parent: team.id };
    const answer = await register({
      secret,
      body: array(productDocument({ team: below.id }), below, productDocument({ team: foreign.id })),
    });
    expect(outcomes(answer)).toEqual(["dataproduct created", "team created", "dataproduct refused"]);
    expect(answer.results[2]?.problem?.status).toBe(403);
  });

  it("are refused as a whole to a key that may only read", async () => {
    const { secret } = await anApiKey(db, { access: "read" });
    const body = array(productDocument({ team: team.id }));
    expect((await send({ body, secret })).status).toBe(403);
    expect((await send({ body, secret, query: "?dryRun=true" })).status).toBe(403);
  });
});

describe("a dry run", () => {
  it("says what the registration then does, and changes nothing", async () => {
    const { domain, owner, contract, product } = mesh();
    const sent = array(product, contract, owner, domain, productDocument({ team: "nobody" }));
    const before = await counts();
    const preview = await register({ body: sent, query: "?dryRun=true" });
    expect(await counts()).toEqual(before);
    expect(outcomes(await register({ body: sent }))).toEqual(outcomes(preview));
    expect(preview).toMatchObject({ created: 4, refused: 1 });
  });

  it("shows the difference to what is registered, of every kind", async () => {
    const { domain, owner, contract, product } = mesh();
    await register({ body: array(domain, owner, contract, product) });
    const changed = array(
      { ...domain, name: "Renamed" },
      { ...contract, version: "2.0.0" },
      { ...product, tags: ["new"] },
    );
    const { results } = await register({ body: changed, query: "?dryRun=1" });
    expect(results.map(({ changes }) => changes)).toEqual([
      [{ pointer: "#/name", kind: "changed", before: "Domain", after: "Renamed" }],
      [{ pointer: "#/version", kind: "changed", before: "1.0.0", after: "2.0.0" }],
      [{ pointer: "#/tags", kind: "added", after: ["new"] }],
    ]);
  });
});

describe("registrations at the same time", () => {
  it("of the same documents in other orders all succeed, and lose no version", async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `race-${serial}-${at}`);
    const bodies = Array.from({ length: 5 }, (_, writer) => {
      const documents = ids.flatMap((id) => [
        productDocument({ id, team: team.id, name: `${id} by ${writer}`, offers: [id] }),
        contractDocument({ id, team: team.id, name: `${id} by ${writer}` }),
      ]);
      return array(...documents.slice(writer * 16), ...documents.slice(0, writer * 16));
    });
    const answers = await Promise.all(bodies.map((body) => send({ body })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);

    const versions = await db.productVersion.groupBy({
      by: ["productId"],
      where: { productId: { in: ids } },
      _count: true,
    });
    expect(versions.map(({ _count }) => _count)).toEqual(ids.map(() => 5));
    const products = await db.dataProduct.findMany({ where: { id: { in: ids } }, include: { ports: true } });
    expect(products.map(({ revision, ports }) => [revision, ports.length])).toEqual(ids.map(() => [5, 1]));
    expect(await db.outboxEvent.count({ where: { subject: { in: ids } } })).toBe(5 * 2 * ids.length);
  });

  it("and removals in between end in one order or another, never in a failure", async () => {
    const id = `coming-and-going-${serial}`;
    const portal = jobActor("test");
    const work = Array.from({ length: 12 }, async (_, at) => {
      if (at % 3 === 2) {
        await removeProduct.execute(runtime, portal, { id }).catch((error: unknown) => {
          expect(["not_found", "conflict"]).toContain(error instanceof DomainError ? error.code : error);
        });
        return;
      }
      const { status } = await send({ body: array(productDocument({ id, team: team.id, name: `n${at}` })) });
      expect(status).toBe(200);
    });
    await Promise.all(work);
    const revisions = await db.productVersion.findMany({
      where: { productId: id },
      orderBy: { revision: "asc" },
    });
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
