import type { CustomProperty, InputPort, Link, OutputPort, ParsedProduct } from "@/lib/catalog/model";
import type { SourceDocument } from "@/lib/platform/document";
import { idOf, objectionToId, visibilityOf } from "@/lib/platform/document-bitol";
import { fieldsOf, flagOf, recordsOf, textOf, textsOf } from "@/lib/platform/document-reading";
import {
  any,
  type Fields,
  type Finding,
  flag,
  isFields,
  list,
  record,
  text,
  words,
} from "@/lib/platform/document-shape";
import { judge, type Standard, type Verdict } from "@/lib/platform/document-verdict";

import { lifecycleOf, productTypeOf } from "./lifecycle";

/** The older format knows no closed objects: everything may carry more. */
const open = { isOpen: true };
const anything = record({}, open);
const shared = {
  description: text,
  type: text,
  location: text,
  links: anything,
  custom: anything,
  tags: list(text),
};

const DPS: Standard = {
  version: "0.0.1",
  shape: record(
    {
      dataProductSpecification: words("0.0.1"),
      id: text,
      info: record(
        { title: text, owner: text, description: text, status: text, archetype: text, maturity: text },
        { required: ["title", "owner"], ...open },
      ),
      inputPorts: list(
        record(
          { id: text, name: text, sourceSystemId: text, ...shared },
          { required: ["id", "name"], ...open },
        ),
      ),
      outputPorts: list(
        record(
          {
            id: text,
            name: text,
            status: text,
            environment: text,
            server: record({ port: any }, open),
            containsPii: flag,
            autoApprove: flag,
            dataContractId: text,
            ...shared,
          },
          { required: ["id", "name"], ...open },
        ),
      ),
      links: anything,
      custom: anything,
      tags: list(text),
    },
    { required: ["dataProductSpecification", "id", "info"], ...open },
  ),
};

/** Reads a product in the older format `dataProductSpecification: 0.0.1`. */
export function readDps(document: SourceDocument): { product: ParsedProduct | null } & Verdict {
  const fields = fieldsOf(document.value);
  const id = idOf(fields);
  const objection = objectionToId(id);
  const semantic = objection !== null && "id" in fields ? [{ pointer: "#/id", detail: objection }] : [];
  const verdict = judge(document, { own: DPS, newest: DPS, semantic, hints: hints(fields) });
  return { product: id === null || objection !== null ? null : toProduct(id, fields), ...verdict };
}

function toProduct(id: string, fields: Fields): ParsedProduct {
  const info = fieldsOf(fields.info);
  const maturity = textOf(info.maturity);
  return {
    id,
    name: textOf(info.title) ?? textOf(info.name) ?? id,
    status: lifecycleOf(info.status) ?? "draft",
    type: productTypeOf(info.archetype),
    version: textOf(info.version),
    ownerTeamId: textOf(info.owner),
    visibility: visibilityOf(toCustomProperties(fields.custom)),
    tags: textsOf(fields.tags),
    format: "dps",
    apiVersion: textOf(fields.dataProductSpecification) ?? "",
    purpose: textOf(info.description),
    usage: null,
    limitations: null,
    domainName: textOf(info.domain),
    tenant: null,
    links: toLinks(fields.links),
    support: [],
    people: [],
    synonyms: [],
    customProperties: [
      ...(maturity === null ? [] : [{ property: "maturity", value: maturity, description: null }]),
      ...toCustomProperties(fields.custom),
    ],
    inputPorts: recordsOf(fields.inputPorts).flatMap(toInputPort),
    outputPorts: recordsOf(fields.outputPorts).flatMap(toOutputPort),
  };
}

/** `links` are an object: what they lead to, and the address. */
const toLinks = (value: unknown): Link[] =>
  Object.entries(fieldsOf(value)).flatMap(([label, address]) => {
    const url = textOf(address);
    return url === null ? [] : [{ label, url, kind: null }];
  });

const toCustomProperties = (value: unknown): CustomProperty[] =>
  Object.entries(fieldsOf(value)).map(([property, inner]) => ({ property, value: inner, description: null }));

function toInputPort(port: Fields): InputPort[] {
  const name = textOf(port.name) ?? textOf(port.id);
  if (name === null) return [];
  return [
    {
      name,
      version: textOf(port.version),
      contractId: textOf(port.dataContractId),
      description: textOf(port.description),
      sourceSystemId: textOf(port.sourceSystemId),
      tags: textsOf(port.tags),
    },
  ];
}

function toOutputPort(port: Fields): OutputPort[] {
  const name = textOf(port.name) ?? textOf(port.id);
  if (name === null) return [];
  return [
    {
      externalId: textOf(port.id),
      name,
      version: textOf(port.version),
      description: textOf(port.description),
      type: textOf(port.type),
      contractId: textOf(port.dataContractId),
      status: textOf(port.status),
      environment: textOf(port.environment),
      autoApprove: flagOf(port.autoApprove) ?? false,
      containsPii: flagOf(port.containsPii),
      server: serverOf(port),
      inputContracts: [],
      tags: textsOf(port.tags),
      links: toLinks(port.links),
      customProperties: toCustomProperties(port.custom),
    },
  ];
}

/** Before `server` there was `location`. */
function serverOf({ server, location }: Fields): Record<string, unknown> | null {
  if (isFields(server)) return { ...server };
  const place = textOf(location);
  return place === null ? null : { location: place };
}

function hints(fields: Fields): Finding[] {
  const status = textOf(fieldsOf(fields.info).status);
  if (status === null || lifecycleOf(status) !== null) return [];
  return [
    { pointer: "#/info/status", detail: `The status "${status}" is not known here and is taken as draft` },
  ];
}
