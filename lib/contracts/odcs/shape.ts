import { date, dateTime } from "@/lib/platform/document-formats";
import {
  any,
  either,
  type Fields,
  flag,
  like,
  list,
  number,
  record,
  scalar,
  type Shape,
  text,
  words,
} from "@/lib/platform/document-shape";
import type { Standard } from "@/lib/platform/document-verdict";

import { propertyShapes } from "./property-shape";
import { qualityShape } from "./quality-shape";
import { API_VERSIONS, NEWEST, type Release } from "./release";
import { serverShape } from "./servers";

const stableId = like(/^[A-Za-z0-9_-]+$/, "made of letters, digits, _ and - only");

/** The small parts that occur in many places. Before 3.1 they had no ids, and took unknown keys. */
function parts(release: Release) {
  const isOld = release < 310;
  const id: Record<string, Shape> = isOld ? {} : { id: stableId };
  const described: Record<string, Shape> = isOld ? {} : { description: text };
  const customProperty = record(
    { ...id, property: text, value: any, ...described, ...(release >= 320 && { vendor: text }) },
    { required: isOld ? [] : ["property", "value"], isOpen: isOld },
  );
  const definition = record(
    { ...id, url: text, type: text, ...described },
    { required: ["url", "type"], isOpen: isOld },
  );
  const customProperties = { customProperties: list(customProperty) };
  const authoritativeDefinitions = { authoritativeDefinitions: list(definition) };
  const tags = { tags: list(text) };
  return { isOld, id, customProperties, authoritativeDefinitions, tags };
}

type Parts = ReturnType<typeof parts>;

function people({ isOld, id, customProperties, authoritativeDefinitions, tags }: Parts) {
  const more = isOld ? {} : { ...id, ...tags, ...customProperties, ...authoritativeDefinitions };
  const member = record(
    {
      username: text,
      role: text,
      dateIn: date,
      dateOut: date,
      replacedByUsername: text,
      ...more,
    },
    { required: isOld ? [] : ["username"], isOpen: isOld },
  );
  return { member, more };
}

/** Members had no name or description before 3.0.2; there everything unknown was taken. */
function teamShape(given: Parts, release: Release): Shape {
  const { member, more } = people(given);
  const named = release >= 302 ? { name: text, description: text } : {};
  const full = record(
    { ...Object.fromEntries(member.fields), ...named },
    { required: member.required, isOpen: member.isOpen },
  );
  const team = record({ name: text, description: text, members: list(full), ...more });
  const members = list(full);
  return given.isOld ? members : either((value) => (Array.isArray(value) ? members : team));
}

function roleShape({ id, customProperties, isOld }: Parts, release: Release): Shape {
  return record(
    {
      ...id,
      role: text,
      description: text,
      access: text,
      firstLevelApprovers: text,
      secondLevelApprovers: text,
      ...(release >= 301 && customProperties),
    },
    { required: ["role"], isOpen: isOld },
  );
}

/** Notes for machines that answer questions about the data, since 3.2: one text, or an object. */
function contextShape({ tags, customProperties, authoritativeDefinitions }: Parts): Shape {
  const remark = (key: string, more: Record<string, Shape>) =>
    list(
      record(
        { id: text, [key]: text, ...more, ...authoritativeDefinitions, ...tags, ...customProperties },
        { required: [key] },
      ),
    );
  const notes = record({
    instructions: text,
    verifiedStatements: remark("question", { answer: text }),
    constraints: remark("constraint", {}),
  });
  return either((value) => (typeof value === "string" ? text : notes));
}

function relationshipFields({ customProperties }: Parts, release: Release): Record<string, Shape> {
  const shorthand =
    release >= 320 ? /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+$/ : /^[A-Za-z_]\w*\.[A-Za-z_]\w*$/;
  const file = release >= 320 ? "ya?ml" : "yaml";
  const full = new RegExp(
    `^(?:(?:https?://)?[\\w.\\-/]+\\.${file}#)?/?[A-Za-z_]\\w*/[\\w-]+(?:/[A-Za-z_]\\w*/[\\w-]+)*$`,
  );
  const one: Shape = {
    is: "text",
    like: {
      test: (value) => shorthand.test(value) || full.test(value),
      what: "a reference such as orders.customer_id or schema/orders/properties/customer_id",
    },
  };
  const several = list(one, { least: 1 });
  const reference = either((value) => (Array.isArray(value) ? several : one));
  return {
    ...(release >= 320 && { id: text }),
    type: words("foreignKey"),
    to: reference,
    from: reference,
    ...customProperties,
  };
}

function relationships(given: Parts, release: Release) {
  if (release < 310) return { ofObject: {}, ofProperty: {} };
  const { from, ...rest } = relationshipFields(given, release);
  const ofObject = record(
    { ...rest, ...(from && { from }) },
    { required: ["from", "to"], also: demandSameKind },
  );
  const ofProperty = record({ ...rest, from: any }, { required: ["to"], also: refuseFrom });
  return { ofObject: { relationships: list(ofObject) }, ofProperty: { relationships: list(ofProperty) } };
}

function demandSameKind({ from, to }: Fields, report: (key: string, detail: string) => void): void {
  if (from === undefined || to === undefined || Array.isArray(from) === Array.isArray(to)) return;
  report("to", "from and to must both be one reference or both be lists");
}

function refuseFrom(relationship: Fields, report: (key: string, detail: string) => void): void {
  if ("from" in relationship) report("from", "from is this property already: leave it out");
}

/** What tables and columns have in common. */
function elementFields(given: Parts, release: Release): Record<string, Shape> {
  const { id, tags, customProperties, authoritativeDefinitions } = given;
  const synonym = record(
    {
      ...id,
      synonym: text,
      description: text,
      locale: text,
      source: text,
      status: text,
      ...customProperties,
    },
    { required: ["synonym"] },
  );
  return {
    ...id,
    name: text,
    physicalType: text,
    description: text,
    businessName: text,
    ...(release >= 320 && { deprecated: flag, synonyms: list(synonym) }),
    ...authoritativeDefinitions,
    ...tags,
    ...customProperties,
  };
}

/** What columns say since 3.2 about their meaning and their values. */
function meaningFields({
  id,
  tags,
  customProperties,
  authoritativeDefinitions,
}: Parts): Record<string, Shape> {
  const more = { ...customProperties, ...authoritativeDefinitions, ...tags };
  const value = record(
    { ...id, value: scalar, label: text, description: text, ...more },
    { required: ["value"] },
  );
  return {
    semanticType: words("column", "measure", "dimension"),
    enum: list(value, { least: 1, distinct: true }),
  };
}

function schemaShape(given: Parts, release: Release): Shape {
  const { id, tags, customProperties, authoritativeDefinitions } = given;
  const is32 = release >= 320;
  const element = elementFields(given, release);
  const rule = qualityShape({ ...id, ...authoritativeDefinitions, ...customProperties, ...tags }, release);
  const quality = { quality: list(rule) };
  const { ofObject, ofProperty } = relationships(given, release);
  const meaning = is32 ? meaningFields(given) : {};
  const { property } = propertyShapes({ ...element, ...meaning, ...quality, ...ofProperty }, release);
  return record(
    {
      ...element,
      logicalType: is32 ? words("object", "blob") : words("object"),
      physicalName: text,
      dataGranularityDescription: text,
      properties: list(property),
      ...quality,
      ...ofObject,
      ...(is32 && { context: contextShape(given) }),
    },
    { required: ["name"] },
  );
}

function supportShape({ isOld, id, customProperties }: Parts): Shape {
  return record(
    {
      ...id,
      channel: text,
      url: text,
      description: text,
      tool: text,
      scope: text,
      invitationUrl: text,
      ...(!isOld && customProperties),
    },
    { required: isOld ? ["channel", "url"] : ["channel"], isOpen: isOld },
  );
}

function slaShape({ isOld, id, customProperties, authoritativeDefinitions }: Parts, release: Release): Shape {
  return record(
    {
      ...id,
      property: text,
      value: scalar,
      valueExt: scalar,
      unit: text,
      element: text,
      driver: text,
      ...(!isOld && { description: text, scheduler: text, schedule: text }),
      ...(release >= 320 && { ...customProperties, ...authoritativeDefinitions }),
    },
    { required: ["property", "value"], isOpen: isOld },
  );
}

/** The whole standard as it was at a release. */
function odcs(release: Release): Shape {
  const given = parts(release);
  const { isOld, id, tags, customProperties, authoritativeDefinitions } = given;
  const role = roleShape(given, release);
  const links = release >= 301 ? authoritativeDefinitions : {};
  const server = serverShape(
    { ...id, description: text, environment: text, roles: list(role), ...customProperties },
    release,
  );
  const versions = [...API_VERSIONS].filter(([, since]) => since <= release);
  return record(
    {
      version: text,
      kind: words("DataContract"),
      apiVersion: words(...versions.map(([name]) => name)),
      id: text,
      name: text,
      tenant: text,
      status: text,
      dataProduct: text,
      domain: text,
      description: record(
        { usage: text, purpose: text, limitations: text, ...links, ...(release >= 301 && customProperties) },
        { isOpen: true },
      ),
      schema: list(schemaShape(given, release)),
      servers: list(server),
      support: list(supportShape(given)),
      price: record({ ...id, priceAmount: number, priceCurrency: text, priceUnit: text }, { isOpen: isOld }),
      team: teamShape(given, release),
      roles: list(role),
      slaDefaultElement: text,
      slaProperties: list(slaShape(given, release)),
      contractCreatedTs: dateTime,
      ...tags,
      ...links,
      ...customProperties,
      ...(release >= 320 && { context: contextShape(given) }),
    },
    { required: ["version", "apiVersion", "kind", "id", ...(release < 320 ? ["status"] : [])] },
  );
}

const standard = (version: string): Standard => ({
  version,
  shape: odcs(API_VERSIONS.get(version) ?? NEWEST),
});

/** The newest release that we know. */
export const NEWEST_ODCS: Standard = standard("v3.2.0");

const STANDARDS = new Map<string, Standard>(
  ["v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0"].map((version) => [version, standard(version)]),
).set(NEWEST_ODCS.version, NEWEST_ODCS);

/** The release that a document claims, or null; what 2.2 there was is read as 3.0.0, which names it. */
export function odcsRelease(apiVersion: string | null): Standard | null {
  const version = apiVersion?.startsWith("v2.2.") && API_VERSIONS.has(apiVersion) ? "v3.0.0" : apiVersion;
  return STANDARDS.get(version ?? "") ?? null;
}
