import Ajv2019 from "ajv/dist/2019";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";

import { ParsedContract } from "@/lib/contracts/model";
import { readDocument } from "@/lib/platform/document";
import { findingsOf } from "@/lib/platform/document-shape";
import { DomainError } from "@/lib/platform/errors";
import { corpus, corpusJson } from "@/lib/testing/corpora";

import { readContract } from "./index";
import { odcsRelease } from "./shape";

const files = corpus("odcs").filter(({ isSchema }) => !isSchema);

const SCHEMAS = {
  "v3.0.0": "schema__odcs-json-schema-v3.0.0.json",
  "v3.0.1": "schema__odcs-json-schema-v3.0.1.json",
  "v3.0.2": "schema__odcs-json-schema-v3.0.2.json",
  "v3.1.0": "schema__odcs-json-schema-v3.1.0.json",
  "v3.2.0": "rebuilt/odcs-json-schema-v3.2.0.rebuilt.json",
} as const;

/** The schema that the standard's makers publish, compiled. */
function official(file: string): (value: unknown) => boolean {
  const ajv = addFormats(new Ajv2019({ strict: false, logger: false }));
  const schema = corpusJson(`odcs/schemas/${file}`);
  if (typeof schema !== "object" || schema === null) throw new Error(`${file} is no schema.`);
  const validate = ajv.compile(schema);
  return (value) => validate(value);
}

type Outcome = { details: string; reading: ReturnType<typeof readContract> | null };

/** What we say about a file: its errors as one text. */
function read(bytes: Uint8Array): Outcome {
  try {
    const reading = readContract(readDocument(bytes, null));
    return {
      details: reading.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join("\n"),
      reading,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return {
      details: error.fields.map(({ pointer, detail }) => `${pointer} ${detail}`).join("\n"),
      reading: null,
    };
  }
}

/** What the faults of the invalid files are, by a part of their names. */
const FAULTS: readonly (readonly [part: string, fault: string])[] = [
  ["additional-unknown-property", "#/unknownRootField"],
  ["enum-duplicate-values", "/enum enum must not have the same entry twice"],
  ["enum-empty", "/enum enum must have at least 1 entry"],
  ["enum-missing-value", "/value value is missing"],
  ["invalid-api-version", "#/apiVersion"],
  ["invalid-kind", "#/kind"],
  ["quality-dimension", "/dimension dimension"],
  ["invalid-quality-metric", "/metric metric"],
  ["invalid-quality-type", "/quality/0/type"],
  ["map-missing-block", "map is missing"],
  ["map-missing-key", "/map/key key is missing"],
  ["map-missing-value", "/map/value value is missing"],
  ["negative-tests__missing-required-fields", "#/id id is missing"],
  ["quality-custom-missing-implementation", "implementation is missing"],
  ["quality-element-field", "/quality/0/element"],
  ["quality-library-missing-metric", "metric is missing"],
  ["quality-multiple-operators", "two operators"],
  ["quality-mustbebetween-wrong-size", "mustBeBetween must have exactly 2 entries"],
  ["quality-between-length", "mustBeBetween must have exactly 2 entries"],
  ["quality-sql-missing-query", "query is missing"],
  ["relationship-property-level-with-from", "/from from is this property already"],
  ["relationship-schema-level-missing-from-to", "from is missing"],
  ["schema-property-invalid-logicaltype", "/logicalType logicalType"],
  ["schema-property-missing-name", "/name name is missing"],
  ["server-invalid-type", "/servers/0/type"],
  ["invalid-server-type", "/servers/0/type"],
  ["server-missing-conditional-fields", "/servers/0/schema schema is missing"],
  ["server-missing-required-fields", "/servers/0/server server is missing"],
  ["sla-missing-required-value", "/value value is missing"],
  ["synonym-missing-term", "/synonym synonym is missing"],
  ["invalid-duplicate-key", '#/id The key "id" is there twice'],
  ["invalid-nested-duplicate-key", 'The key "name" is there twice'],
  ["invalid-empty-id", "#/id id is empty"],
  ["invalid-extension-empty-key", "The custom property has no name"],
  ["invalid-lone-team-member", "#/team/username"],
  ["invalid-pricing-negative-amount", "#/price/priceAmount"],
  ["invalid-quality-empty-rule", "The quality rule is empty"],
  ["invalid-quality-mustbe-only", "mustBe is there without a metric"],
  ["invalid-quality-no-type-bad-metric", "/metric metric"],
  ["invalid-relationship-dangling", '/to "ghost_table.ghost_col" leads nowhere'],
  ["invalid-relationship-from", '/from "ghost_table.ghost_col" leads nowhere'],
  ["invalid-roles-duplicate-id", "#/roles/1/id"],
  ["invalid-schema-array-without-items", "needs items"],
  ["invalid-sla-schedule-without-scheduler", "scheduler is given without a schedule"],
  ["invalid-stable-id", "#/id"],
  ["sla-default-element-dangling", '#/slaDefaultElement "missing_table"'],
  ["invalid-support-missing-url", "#/support/0/url"],
  ["unsupported-version", "#/apiVersion"],
  ["invalid_multiple_errors", "#/version version is missing"],
];

describe.skipIf(files.length === 0)("contracts of other projects (skipped without ../shared/corpora)", () => {
  it("are read without loss unless their makers call them invalid", () => {
    let accepted = 0;
    const valid = files.filter(({ isInvalid }) => !isInvalid);
    for (const { file, bytes } of valid) {
      const { reading } = read(bytes);
      expect(ParsedContract.safeParse(reading?.contract).success, file).toBe(true);
      if (reading?.errors.length === 0) accepted++;
    }
    console.log(`ODCS: ${valid.length} read, ${accepted} accepted as they are, the rest with warnings`);
    expect(accepted).toBeGreaterThanOrEqual(valid.length - 7);
  }, 60_000);

  it("are refused with the fault by name where their makers call them invalid", () => {
    const invalid = files.filter(({ isInvalid }) => isInvalid);
    for (const { file, bytes } of invalid) {
      const fault = FAULTS.find(([part]) => file.includes(part))?.[1];
      expect(read(bytes).details, file).toContain(fault ?? "a fault that this test does not know");
    }
    console.log(`ODCS: ${invalid.length} invalid, each fault named`);
  });

  it("are judged by our tables exactly as by the published schemas, under every version", () => {
    const validators = Object.entries(SCHEMAS).map(([version, file]) => [version, official(file)] as const);
    let compared = 0;
    for (const { file, bytes } of files) {
      const { reading } = read(bytes);
      if (!reading) continue;
      const { value } = readDocument(bytes, null);
      for (const [version, isValid] of validators) {
        const shape = odcsRelease(version)?.shape;
        const ours = shape ? findingsOf(shape, value) : [];
        expect(ours.length === 0, `${file} under ${version}: ${JSON.stringify(ours[0])}`).toBe(
          isValid(value),
        );
        compared++;
      }
    }
    console.log(`ODCS: ${compared} judgements, all as the published schemas`);
  }, 60_000);
});
