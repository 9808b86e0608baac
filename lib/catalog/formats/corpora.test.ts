import Ajv2019 from "ajv/dist/2019";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";

import { ParsedProduct } from "@/lib/catalog/model";
import { readDocument } from "@/lib/platform/document";
import { findingsOf } from "@/lib/platform/document-shape";
import { corpus, corpusJson } from "@/lib/testing/corpora";

import { readProduct } from "./index";
import { odpsRelease } from "./odps-shape";

const files = corpus("odps-bitol").filter(({ isSchema }) => !isSchema);

const SCHEMAS = {
  "v0.9.0": "schema__odps-json-schema-v0.9.0.json",
  "v1.0.0": "schema__odps-json-schema-v1.0.0.json",
  "v1.1.0": "rebuilt/odps-json-schema-v1.1.0.rebuilt.json",
} as const;

function official(file: string): (value: unknown) => boolean {
  const ajv = addFormats(new Ajv2019({ strict: false, logger: false }));
  const schema = corpusJson(`odps-bitol/schemas/${file}`);
  if (typeof schema !== "object" || schema === null) throw new Error(`${file} is no schema.`);
  const validate = ajv.compile(schema);
  return (value) => validate(value);
}

describe.skipIf(files.length === 0)("products of other projects (skipped without ../shared/corpora)", () => {
  it("are read without loss", () => {
    let accepted = 0;
    for (const { file, bytes } of files) {
      const { product, errors } = readProduct(readDocument(bytes, null));
      expect(ParsedProduct.safeParse(product).success, file).toBe(true);
      if (errors.length === 0) accepted++;
    }
    console.log(`ODPS: ${files.length} read, ${accepted} accepted as they are, the rest with warnings`);
    expect(accepted).toBe(files.length - 1);
  });

  it("are judged by our tables exactly as by the published schemas, under every version", () => {
    for (const [version, schema] of Object.entries(SCHEMAS)) {
      const isValid = official(schema);
      for (const { file, bytes } of files) {
        const { value } = readDocument(bytes, null);
        const shape = odpsRelease(version)?.shape;
        const ours = shape ? findingsOf(shape, value) : [];
        expect(ours.length === 0, `${file} under ${version}: ${JSON.stringify(ours[0])}`).toBe(
          isValid(value),
        );
      }
    }
  });
});

type DpsRequest = { path: string; body: Record<string, unknown> };

/** Every product of the older format that is anywhere in the recorded traffic. */
function dpsBodies(value: unknown): DpsRequest["body"][] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap((member: unknown) => dpsBodies(member));
  return "dataProductSpecification" in value ? [{ ...value }, ...inner] : inner;
}

describe.skipIf(files.length === 0)("products of the older format in recorded traffic", () => {
  it("are read without errors", () => {
    const bodies = [
      ...dpsBodies(corpusJson("wire/recorded-client-requests.json")),
      ...dpsBodies(corpusJson("wire/sdk/src__test__resources__wiremock__dataproduct.json")),
    ];
    for (const body of bodies) {
      const { product, errors } = readProduct(
        readDocument(new TextEncoder().encode(JSON.stringify(body)), null),
      );
      expect(errors).toEqual([]);
      expect(product?.ownerTeamId).toBeTruthy();
    }
    console.log(`DPS: ${bodies.length} products read`);
    expect(bodies.length).toBeGreaterThan(0);
  });
});
