import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import { z } from "zod";

const DOCUMENT = path.resolve("../shared/corpora/meilisearch/meilisearch-openapi.json");

const Json = z.record(z.string(), z.unknown());
const Content = z.object({
  content: z.object({ "application/json": z.object({ schema: Json.optional() }) }).optional(),
});
const Operation = z.object({ requestBody: Content.optional(), responses: z.record(z.string(), Content) });
const OpenApi = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: Json,
});

export type Exchange = { method: string; template: string; body: unknown; status: number; answer: unknown };

/** Says what is wrong with an exchange by Meilisearch's own OpenAPI document; null when there is no such document. */
export function openApiChecker(): ((exchange: Exchange) => string[]) | null {
  if (!existsSync(DOCUMENT)) return null;
  const { paths, components } = OpenApi.parse(JSON.parse(readFileSync(DOCUMENT, "utf8")));
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: "meilisearch", components: asOnTheWire(components) });
  const compiled = new Map<string, ValidateFunction>();

  function check(name: string, schema: Record<string, unknown> | undefined, value: unknown): string[] {
    if (!schema || Object.keys(schema).length === 0) return [];
    const validate = compiled.get(name) ?? ajv.compile(withFullReferences(schema));
    compiled.set(name, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${name}${error.instancePath} ${error.message ?? ""}`);
  }

  return function checkExchange({ method, template, body, status, answer }) {
    const name = `${method} ${template}`;
    const found = paths[template]?.[method.toLowerCase()];
    if (!found) return [`${name} is not in the document`];
    const { requestBody, responses } = Operation.parse(found);
    const response = responses[String(status)] ?? (status >= 400 ? ANY_ERROR : undefined);
    if (!response) return [`${name} never answers ${status}`];
    const expected = ANSWERS[`${name} ${status}`] ?? response.content?.["application/json"].schema;
    return [
      ...check(`${name} request`, requestBody?.content?.["application/json"].schema, body),
      ...check(`${name} ${status}`, expected, answer),
    ];
  };
}

/** The document does not list every refusal of every operation; all of them have this shape. */
const ANY_ERROR = {
  content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseError" } } },
};

/** A list of attribute patterns is an array of strings there; the document was made from the type that holds them. */
function asOnTheWire({ schemas, ...others }: Record<string, unknown>): Record<string, unknown> {
  const AttributePatterns = { type: "array", items: { type: "string" } };
  return { ...others, schemas: { ...Json.parse(schemas), AttributePatterns } };
}

/** The document describes only the federated answer there; without federation it is the other one. */
const ANSWERS: Record<string, Record<string, unknown>> = {
  "POST /multi-search 200": { $ref: "#/components/schemas/SearchResults" },
};

/** References in an operation count from the document. */
function withFullReferences(schema: unknown): object {
  const text = JSON.stringify(schema, (name, value: unknown) =>
    name === "$ref" && typeof value === "string" ? `meilisearch${value}` : value,
  );
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
