import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

import { getProduct } from "@/lib/catalog";
import { readProduct } from "@/lib/catalog/formats";
import { getContract } from "@/lib/contracts";
import { readContract } from "@/lib/contracts/odcs";
import { jobActor } from "@/lib/platform/actor";
import { readDocument } from "@/lib/platform/document";
import { corpus, corpusJson, hasCorpora } from "@/lib/testing/corpora";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { anApiKey, aTeam } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { contractRoutes, productRoutes } from "./document-routes";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const root = await aTeam(db);
const { secret: key } = await anApiKey(db, { teamId: root.id });
const kinds = {
  datacontracts: contractRoutes(runtime),
  dataproducts: productRoutes(runtime),
};

type Kind = keyof typeof kinds;
type Sample = { file: string; kind: Kind; bytes: Buffer; mediaType: string; stated: string };

const samplesOf = (folder: string, kind: Kind): Sample[] =>
  corpus(folder)
    .filter(({ isSchema }) => !isSchema)
    .map(({ file, bytes, stated }) => ({
      ...{ file, kind, stated, bytes: Buffer.from(bytes) },
      mediaType: file.endsWith(".json") ? "application/json" : "application/yaml",
    }));

const Recording = z.object({
  mappings: z.array(z.object({ response: z.object({ jsonBody: z.unknown() }) })),
});

/** The older product format, as a client library's tests have it. */
function recordedSamples(): Sample[] {
  if (!hasCorpora) return [];
  const file = corpusJson("wire/sdk/src__test__resources__wiremock__dataproduct.json");
  return Recording.parse(file).mappings.map(({ response }, at) => ({
    ...{ file: `recorded data product ${at}`, kind: "dataproducts", mediaType: "application/json" },
    ...{ stated: "golden", bytes: Buffer.from(JSON.stringify(response.jsonBody, null, 2)) },
  }));
}

const samples = [
  ...samplesOf("odcs", "datacontracts"),
  ...samplesOf("odps-bitol", "dataproducts"),
  ...recordedSamples(),
];
const valid = samples.filter(({ stated }) => !stated.startsWith("INVALID"));
const invalid = samples.filter(({ stated }) => stated.startsWith("INVALID"));
const tally = { registered: 0, "registered with warnings": 0, refused: 0 };

const Named = z.object({ id: z.union([z.string(), z.number()]) });

/** The id as a client would read it out of its own file; of one without an id, any. */
function idOf({ bytes }: Sample): string {
  try {
    const document: unknown = parse(bytes.toString("utf8"), { uniqueKeys: false, logLevel: "silent" });
    return String(Named.safeParse(document).data?.id ?? "x");
  } catch {
    return "x";
  }
}

const addressOf = (sample: Sample) => `/api/${sample.kind}/${encodeURIComponent(idOf(sample))}`;

const put = (sample: Sample, query = "") =>
  call(kinds[sample.kind].put, addressOf(sample) + query, {
    ...{ method: "PUT", key, body: sample.bytes, headers: { "content-type": sample.mediaType } },
  });

/** Several files have one id, as if they were versions; each is to stand for itself. */
async function registerAlone(sample: Sample): Promise<Response> {
  await call(kinds[sample.kind].remove, addressOf(sample), { method: "DELETE", key });
  return register(sample);
}

/** Registers it below the team whose key is used: an owner that is named is made a team there first. */
async function register(sample: Sample, query = ""): Promise<Response> {
  const response = await put(sample, query);
  if (response.ok) return response;
  const { detail } = await problemOf(response.clone());
  const owner = /^The owner team (.*) does not exist/.exec(detail)?.[1];
  if (owner === undefined) return query === "" ? register(sample, "?saveWithWarnings=true") : response;
  await aTeam(db, { id: owner, parentId: root.id });
  return register(sample, query);
}

describe.skipIf(samples.length === 0)("documents of other projects", () => {
  afterAll(() => {
    console.info(
      `Corpora: ${samples.length} documents; ${tally.registered} registered, ${tally["registered with warnings"]} with warnings, ${tally.refused} refused.`,
    );
  });

  it.each(valid)("$file comes back byte for byte", async (sample) => {
    const response = await registerAlone(sample);
    const isWarned = response.headers.get("content-type") === "application/json";
    expect(response.status, await response.text()).toBe(200);
    tally[isWarned ? "registered with warnings" : "registered"]++;
    if (sample.stated.includes("official")) expect(isWarned, "is valid by the standard").toBe(false);

    const stored = await call(kinds[sample.kind].get, addressOf(sample), {
      key,
      headers: { accept: sample.mediaType },
    });
    expect(Buffer.from(await stored.arrayBuffer()).equals(sample.bytes)).toBe(true);
    const other = sample.mediaType === "application/json" ? "application/yaml" : "application/json";
    const converted = await call(kinds[sample.kind].get, addressOf(sample), {
      key,
      headers: { accept: other },
    });
    expect(parse(await converted.text())).toEqual(readDocument(sample.bytes, sample.mediaType).value);
  });

  it.each(valid)("$file says in the portal what it says", async (sample) => {
    await registerAlone(sample);
    const source = readDocument(sample.bytes, sample.mediaType);
    const id = idOf(sample);
    const portal = jobActor("test");
    const [read, shown] =
      sample.kind === "datacontracts"
        ? [readContract(source).contract, await getContract.execute(runtime, portal, { id })]
        : [readProduct(source).product, await getProduct.execute(runtime, portal, { id })];
    const said = Object.entries(read ?? {}).filter(([name]) => !["ownerTeamId", "visibility"].includes(name));
    expect(shown).toMatchObject(Object.fromEntries(said));
  });

  it.each(invalid)("$file is refused with the place of its fault", async (sample) => {
    const problem = await problemOf(await put(sample));
    expect(problem.status).toBe(422);
    expect(problem.errors?.length).toBeGreaterThan(0);
    for (const { line, detail } of problem.errors ?? []) {
      expect(line).toBeGreaterThan(0);
      expect(detail).toMatch(/\w/);
    }
    tally.refused++;
  });
});
