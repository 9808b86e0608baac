import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { Ajv2019 } from "ajv/dist/2019";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

import { prepareTeam } from "@/lib/identity";

import { generateFiles } from "./generate";
import { meshTeams, type MeshText, meshTexts } from "./mesh";
import { demoPeople } from "./people";
import { meshContracts, meshProducts, nameOf, read } from "./readings";

/** Not right by their standard on purpose, so that owners see what that looks like. */
const FAULTY = ["datacontract federal-receipts", "dataproduct football-results"];

const teams = meshTeams();
const texts = meshTexts();
const products = meshProducts();
const contracts = meshContracts();

describe("the demo mesh", () => {
  it("has 33 products with a contract each, 6 domains and 12 more teams in a tree of depth three", () => {
    expect(products).toHaveLength(33);
    expect(contracts).toHaveLength(33);
    const types = teams.map((team) => prepareTeam(team.document).type);
    expect(types.filter((type) => type === "Domain")).toHaveLength(6);
    expect(types).toHaveLength(18);
    expect(types).toContain("Governance Group");
    expect(types).toContain("Platform Team");
    expect(Math.max(...teams.map(({ id }) => pathTo(id).length))).toBe(3);
  });

  it("has products of every kind that a page must be able to show", () => {
    expect(new Set(products.map(({ status }) => status))).toEqual(
      new Set(["proposed", "draft", "active", "deprecated", "retired"]),
    );
    expect(products.filter(({ visibility }) => visibility === "restricted").map(({ id }) => id)).toEqual([
      "payroll",
    ]);
    expect(products.filter(({ format }) => format === "dps").map(({ id }) => id)).toEqual([
      "census-population",
      "sp500Monthly",
    ]);
    expect(contracts.filter(({ personalData }) => personalData).length).toBeGreaterThanOrEqual(4);
    expect(new Set(contracts.map(({ classification }) => classification))).toEqual(
      new Set(["public", "internal", "confidential", "restricted"]),
    );
    expect(new Set(contracts.map(({ apiVersion }) => apiVersion))).toEqual(
      new Set(["v3.0.2", "v3.1.0", "v3.2.0"]),
    );
  });

  it.each(texts.map((text) => [`${nameOf(text)} ${text.version}`, text] as const))(
    "is right by its standard, but for two documents: %s",
    (_name, text) => {
      const { errors } = read(text);
      if (FAULTY.includes(nameOf(text))) expect(errors).not.toEqual([]);
      else expect(errors).toEqual([]);
    },
  );

  it("refers only to teams and contracts that exist", () => {
    const teamIds = new Set(teams.map(({ id }) => id));
    const contractIds = new Set(contracts.map(({ id }) => id));
    expect([...products, ...contracts].filter(({ ownerTeamId }) => !teamIds.has(ownerTeamId ?? ""))).toEqual(
      [],
    );
    const named = products.flatMap(({ inputPorts, outputPorts }) => [
      ...[...inputPorts, ...outputPorts].flatMap(({ contractId }) => contractId ?? []),
      ...outputPorts.flatMap(({ inputContracts }) => inputContracts.map(({ id }) => id)),
    ]);
    expect(named.filter((id) => !contractIds.has(id))).toEqual([]);
    expect([...contractIds].filter((id) => !named.includes(id))).toEqual([]);
  });

  it("connects every product that is made from others with what it is made from", () => {
    const derived = products.filter(({ type }) => type === "aggregate" || type === "consumerAligned");
    expect(derived.length).toBeGreaterThanOrEqual(7);
    for (const { id, inputPorts } of derived)
      expect(
        inputPorts.filter(({ contractId }) => contractId !== null),
        id,
      ).not.toEqual([]);
  });

  it("links to nothing but the examples' own addresses", () => {
    const urls = [...products, ...contracts].flatMap(({ links, support }) =>
      [...links, ...support].flatMap(({ url }) => url ?? []),
    );
    expect(
      urls.filter((url) => !/^(https:\/\/[a-z.]+\.example\.org\/|mailto:.+@example\.org$)/.test(url)),
    ).toEqual([]);
  });

  it("is browsed by people of every role, one of them without a team", () => {
    const inTeams = new Set(teams.flatMap(({ members }) => members.map(({ emailAddress }) => emailAddress)));
    expect(demoPeople.filter(({ email }) => !inTeams.has(email)).map(({ name }) => name)).toEqual([
      "Emma Novak",
    ]);
    expect(new Set(demoPeople.map(({ orgRole }) => orgRole))).toEqual(
      new Set(["member", "governance", "admin"]),
    );
  });

  it("names an editor among the demo people for every document", () => {
    const pathsOf = (email: string) =>
      teams.filter(({ members }) =>
        members.some((member) => member.emailAddress === email && ["owner", "editor"].includes(member.role)),
      );
    const edited = new Set(demoPeople.flatMap(({ email }) => pathsOf(email).map(({ id }) => id)));
    expect(texts.filter(({ ownerTeamId }) => !pathTo(ownerTeamId).some((id) => edited.has(id)))).toEqual([]);
  });

  it("ships the files that its generator makes, to the byte", () => {
    for (const [name, content] of Object.entries(generateFiles())) {
      const path = fileURLToPath(new URL(`./mesh/files/${name}`, import.meta.url));
      expect(readFileSync(path, "utf8") === content, name).toBe(true);
    }
  });
});

const pathTo = (id: string): string[] => {
  const parentId = teams.find((team) => team.id === id)?.parentId ?? null;
  return parentId === null ? [id] : [...pathTo(parentId), id];
};

const corpora = fileURLToPath(new URL("../../../shared/corpora", import.meta.url));

const SCHEMAS: Readonly<Record<string, string>> = {
  "dataproduct v1.0.0": "odps-bitol/schemas/schema__odps-json-schema-v1.0.0.json",
  "dataproduct v1.1.0": "odps-bitol/schemas/rebuilt/odps-json-schema-v1.1.0.rebuilt.json",
  "dataproduct 0.0.1": "wire/sdk/src__main__resources__schemas__dataproduct-0.0.1.json",
  "datacontract v3.0.2": "odcs/schemas/schema__odcs-json-schema-v3.0.2.json",
  "datacontract v3.1.0": "odcs/schemas/schema__odcs-json-schema-v3.1.0.json",
  "datacontract v3.2.0": "odcs/schemas/rebuilt/odcs-json-schema-v3.2.0.rebuilt.json",
};

describe.skipIf(!existsSync(corpora))("the official schemas (skipped where they are not at hand)", () => {
  const validators = new Map(
    Object.entries(SCHEMAS).map(([name, file]) => [name, compile(`${corpora}/${file}`)]),
  );

  it.each(texts.map((text) => [`${nameOf(text)} ${text.version}`, text] as const))(
    "accept all but the two faulty documents: %s",
    (_name, text) => {
      const { document, version } = versionOf(text);
      const validate = validators.get(`${text.kind} ${version}`);
      const isValid = validate?.(document);
      expect(isValid ? [] : validate?.errors).toEqual(FAULTY.includes(nameOf(text)) ? expect.anything() : []);
      expect(isValid).toBe(!FAULTY.includes(nameOf(text)));
    },
  );
});

function compile(path: string) {
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateSchema: false });
  addFormats(ajv);
  const schema = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, "utf8")));
  return ajv.compile({ ...schema, $schema: "https://json-schema.org/draft/2019-09/schema" });
}

function versionOf({ text }: MeshText): { document: unknown; version: string } {
  const document: unknown = parse(text);
  const [, version = ""] =
    /^(?:apiVersion|dataProductSpecification): (\S+)$/m.exec(text) ?? /"apiVersion": "(.+)"/.exec(text) ?? [];
  return { document, version };
}
