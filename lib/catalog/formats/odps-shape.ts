import { date, dateTime, uri } from "@/lib/platform/document-formats";
import { any, flag, list, record, type Shape, text, words } from "@/lib/platform/document-shape";
import type { Standard } from "@/lib/platform/document-verdict";

/** Releases of Bitol's Open Data Product Standard as numbers that can be compared. */
type Release = 90 | 100 | 110;

const RELEASES = { "v0.9.0": 90, "v1.0.0": 100, "v1.1.0": 110 } as const;

/** The one table of the standard; what changed between releases says since when it holds. */
function odps(release: Release): Shape {
  const v10 = release >= 100;
  const v11 = release >= 110;
  const id = v11 && { id: text };

  const customProperty = record(
    { property: text, value: any, description: text, ...id, ...(v11 && { vendor: text }) },
    { required: ["property", "value"] },
  );
  const kinds = words(
    "businessDefinition",
    "transformationImplementation",
    "videoTutorial",
    "tutorial",
    "implementation",
  );
  const definition = record(
    { type: v10 ? text : kinds, url: uri, description: text, ...id },
    { required: ["type", "url"] },
  );
  const custom = { customProperties: list(customProperty), authoritativeDefinitions: list(definition) };
  const tags = { tags: list(text) };
  const deprecated = v11 && { deprecated: flag };
  const synonym = record(
    {
      id: text,
      synonym: text,
      description: text,
      locale: text,
      source: text,
      status: text,
      customProperties: list(customProperty),
    },
    { required: ["synonym"] },
  );
  const remark = (key: string, more: Record<string, Shape>) =>
    list(record({ id: text, [key]: text, ...more, ...tags, ...custom }, { required: [key] }));
  const context = record({
    instructions: text,
    verifiedStatements: remark("question", { answer: text }),
    constraints: remark("constraint", {}),
  });

  const inputPort = record(
    { name: text, version: text, contractId: text, ...(v10 && { ...tags, ...custom }), ...id, ...deprecated },
    { required: v11 ? ["name"] : ["name", "version", "contractId"] },
  );
  const sbom = record(
    { type: text, url: uri, ...(v11 && { ...tags, ...custom, ...id }) },
    { required: v11 ? [] : ["url"] },
  );
  const inputContract = record({ id: text, version: text }, { required: ["id", "version"] });
  const outputPort = record(
    {
      name: text,
      description: text,
      type: text,
      version: text,
      contractId: text,
      sbom: list(sbom),
      inputContracts: list(inputContract),
      ...(v10 && { ...tags, ...custom }),
      ...(v11 && { ...id, ...deprecated, synonyms: list(synonym), context }),
    },
    { required: v11 ? ["name"] : ["name", "version"] },
  );
  const managementPort = record(
    {
      name: text,
      content: text,
      type: text,
      url: uri,
      channel: text,
      description: text,
      ...tags,
      ...custom,
      ...id,
      ...deprecated,
    },
    { required: ["name", "content"] },
  );
  const support = record(
    {
      channel: text,
      url: uri,
      description: text,
      tool: text,
      scope: text,
      invitationUrl: uri,
      ...tags,
      ...custom,
      ...id,
    },
    { required: ["channel", "url"] },
  );
  const member = record(
    {
      username: text,
      name: text,
      description: text,
      role: text,
      dateIn: date,
      dateOut: date,
      replacedByUsername: text,
      ...tags,
      ...custom,
      ...id,
    },
    { required: ["username"] },
  );
  const team = record({ name: text, description: text, members: list(member), ...tags, ...custom });

  return record(
    {
      apiVersion: words(
        ...Object.entries(RELEASES).flatMap(([name, since]) => (since <= release ? [name] : [])),
      ),
      kind: words("DataProduct"),
      id: text,
      name: text,
      version: text,
      status: text,
      domain: text,
      tenant: text,
      description: record({ purpose: text, limitations: text, usage: text, ...custom }),
      ...tags,
      ...custom,
      inputPorts: list(inputPort),
      outputPorts: list(outputPort),
      managementPorts: list(managementPort),
      support: list(support),
      team: v10 ? team : list(member),
      productCreatedTs: dateTime,
      ...(v11 && { ...deprecated, synonyms: list(synonym), type: text, context }),
    },
    { required: ["apiVersion", "kind", "id", ...(v11 ? [] : ["status"])] },
  );
}

const STANDARDS = new Map<string, Standard>(
  Object.entries(RELEASES).map(([version, release]) => [version, { version, shape: odps(release) }]),
);

/** The newest release that we know. */
export const NEWEST_ODPS: Standard = { version: "v1.1.0", shape: odps(110) };

/** The release that a document claims, or null. */
export const odpsRelease = (apiVersion: string | null): Standard | null =>
  apiVersion === NEWEST_ODPS.version ? NEWEST_ODPS : (STANDARDS.get(apiVersion ?? "") ?? null);
