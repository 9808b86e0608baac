import { date, dateTime, uri } from "@/lib/platform/document-formats";
import { any, flag, list, record, type Shape, text, words } from "@/lib/platform/document-shape";
import type { Standard } from "@/lib/platform/document-verdict";

/** Releases of Bitol's Open Data Product Standard as numbers that can be compared. */
type Release = 90 | 100 | 110;

const RELEASES = { "v0.9.0": 90, "v1.0.0": 100, "v1.1.0": 110 } as const;

type Fields = Record<string, Shape>;

/** The small parts that occur in many places. */
function parts(release: Release) {
  const v10 = release >= 100;
  const v11 = release >= 110;
  const id: Fields = v11 ? { id: text } : {};
  const customProperty = record(
    { property: text, value: any, description: text, ...id, ...(v11 && { vendor: text }) },
    { required: ["property", "value"] },
  );
  const kinds = words(
    ...["businessDefinition", "transformationImplementation", "videoTutorial", "tutorial", "implementation"],
  );
  const definition = record(
    { type: v10 ? text : kinds, url: uri, description: text, ...id },
    { required: ["type", "url"] },
  );
  const customProperties = { customProperties: list(customProperty) };
  const custom: Fields = { ...customProperties, authoritativeDefinitions: list(definition) };
  const tags: Fields = { tags: list(text) };
  const deprecated: Fields = v11 ? { deprecated: flag } : {};
  return { v10, v11, id, customProperties, custom, tags, deprecated };
}

type Parts = ReturnType<typeof parts>;

/** Other names, and notes for machines that answer questions about the data: both since 1.1. */
function meaning({ v11, customProperties, custom, tags }: Parts): Fields {
  if (!v11) return {};
  const synonym = record(
    {
      id: text,
      synonym: text,
      description: text,
      locale: text,
      source: text,
      status: text,
      ...customProperties,
    },
    { required: ["synonym"] },
  );
  const remark = (key: string, more: Fields) =>
    list(record({ id: text, [key]: text, ...more, ...tags, ...custom }, { required: [key] }));
  const context = record({
    instructions: text,
    verifiedStatements: remark("question", { answer: text }),
    constraints: remark("constraint", {}),
  });
  return { synonyms: list(synonym), context };
}

function ports(given: Parts): Fields {
  const { v10, v11, id, custom, tags, deprecated } = given;
  const since10 = v10 ? { ...tags, ...custom } : {};
  const inputPort = record(
    { name: text, version: text, contractId: text, ...since10, ...id, ...deprecated },
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
      ...since10,
      ...id,
      ...deprecated,
      ...meaning(given),
    },
    { required: v11 ? ["name"] : ["name", "version"] },
  );
  const place = { name: text, content: text, type: text, url: uri, channel: text, description: text };
  const managementPort = record(
    { ...place, ...tags, ...custom, ...id, ...deprecated },
    { required: ["name", "content"] },
  );
  return {
    inputPorts: list(inputPort),
    outputPorts: list(outputPort),
    managementPorts: list(managementPort),
  };
}

/** A team was only a list of people before 1.0. */
function people({ v10, id, custom, tags }: Parts): Fields {
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
  const channel = { channel: text, url: uri, description: text, tool: text, scope: text, invitationUrl: uri };
  const support = record({ ...channel, ...tags, ...custom, ...id }, { required: ["channel", "url"] });
  return { team: v10 ? team : list(member), support: list(support) };
}

/** The whole standard as it was at a release. */
function odps(release: Release): Shape {
  const given = parts(release);
  const { v11, custom, tags, deprecated } = given;
  const versions = Object.entries(RELEASES).filter(([, since]) => since <= release);
  return record(
    {
      apiVersion: words(...versions.map(([name]) => name)),
      kind: words("DataProduct"),
      id: text,
      name: text,
      version: text,
      status: text,
      domain: text,
      tenant: text,
      description: record({ purpose: text, limitations: text, usage: text, ...custom }),
      productCreatedTs: dateTime,
      ...tags,
      ...custom,
      ...ports(given),
      ...people(given),
      ...deprecated,
      ...(v11 && { type: text }),
      ...meaning(given),
    },
    { required: ["apiVersion", "kind", "id", ...(v11 ? [] : ["status"])] },
  );
}

const standard = (version: keyof typeof RELEASES): Standard => ({ version, shape: odps(RELEASES[version]) });

/** The newest release that we know. */
export const NEWEST_ODPS: Standard = standard("v1.1.0");

const STANDARDS = new Map<string, Standard>(
  [standard("v0.9.0"), standard("v1.0.0"), NEWEST_ODPS].map((each) => [each.version, each]),
);

/** The release that a document claims, or null. */
export const odpsRelease = (apiVersion: string | null): Standard | null =>
  STANDARDS.get(apiVersion ?? "") ?? null;
