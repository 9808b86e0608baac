import type { CustomProperty, InputPort, OutputPort, ParsedProduct } from "@/lib/catalog/model";
import type { SourceDocument } from "@/lib/platform/document";
import {
  customPropertiesOf,
  customValue,
  descriptionOf,
  idOf,
  linksOf,
  objectionToId,
  peopleOf,
  supportOf,
  teamNameOf,
  visibilityOf,
} from "@/lib/platform/document-bitol";
import { fieldsOf, flagOf, recordsOf, textOf, textsOf, wordOf } from "@/lib/platform/document-reading";
import { type Fields, type Finding, isFields } from "@/lib/platform/document-shape";
import { judge, type Verdict } from "@/lib/platform/document-verdict";

import { lifecycleOf, productTypeOf } from "./lifecycle";
import { NEWEST_ODPS, odpsRelease } from "./odps-shape";

/** Reads a product in Bitol's Open Data Product Standard; whatever has an id is readable. */
export function readOdps(document: SourceDocument): { product: ParsedProduct | null } & Verdict {
  const fields = fieldsOf(document.value);
  const id = idOf(fields);
  const verdict = judge(document, {
    own: odpsRelease(textOf(fields.apiVersion)),
    newest: NEWEST_ODPS,
    semantic: semanticFindings(fields),
    hints: hints(fields),
  });
  return { product: id === null || objectionToId(id) !== null ? null : toProduct(id, fields), ...verdict };
}

function toProduct(id: string, fields: Fields): ParsedProduct {
  const { customProperties } = fields;
  return {
    id,
    name: textOf(fields.name) ?? id,
    status: statusOf(fields),
    type: productTypeOf(fields.type ?? customValue(customProperties, "type", "archetype")),
    version: textOf(fields.version),
    ownerTeamId: teamNameOf(fields.team) ?? textOf(customValue(customProperties, "owner")),
    visibility: visibilityOf(customProperties),
    tags: textsOf(fields.tags),
    format: "odps",
    apiVersion: textOf(fields.apiVersion) ?? "",
    ...descriptionOf(fields.description),
    domainName: textOf(fields.domain),
    tenant: textOf(fields.tenant),
    links: linksOf(fields.authoritativeDefinitions),
    support: supportOf(fields.support),
    people: peopleOf(fields.team),
    synonyms: synonymsOf(fields.synonyms),
    customProperties: without(customPropertiesOf(customProperties), [
      "visibility",
      "owner",
      "type",
      "archetype",
    ]),
    inputPorts: recordsOf(fields.inputPorts).flatMap(toInputPort),
    outputPorts: recordsOf(fields.outputPorts).flatMap(toOutputPort),
  };
}

function statusOf({ status, deprecated }: Fields): ParsedProduct["status"] {
  const lifecycle = lifecycleOf(status) ?? "draft";
  return flagOf(deprecated) === true && lifecycle !== "retired" ? "deprecated" : lifecycle;
}

const synonymsOf = (value: unknown): string[] => textsOf(recordsOf(value).map(({ synonym }) => synonym));

const without = (properties: CustomProperty[], understood: readonly string[]): CustomProperty[] =>
  properties.filter(({ property }) => !understood.includes(wordOf(property)));

function toInputPort(port: Fields): InputPort[] {
  const name = textOf(port.name) ?? textOf(port.id) ?? textOf(port.contractId);
  if (name === null) return [];
  return [
    {
      name,
      version: textOf(port.version),
      contractId: textOf(port.contractId),
      description: textOf(port.description) ?? textOf(customValue(port.customProperties, "description")),
      sourceSystemId: textOf(customValue(port.customProperties, "sourceSystemId")),
      tags: textsOf(port.tags),
    },
  ];
}

const PORT_PROPERTIES = ["status", "environment", "autoapprove", "containspii", "server"];

function toOutputPort(port: Fields): OutputPort[] {
  const name = textOf(port.name) ?? textOf(port.id);
  if (name === null) return [];
  const custom = (property: string) => customValue(port.customProperties, property);
  const server = custom("server");
  const understood = isFields(server) ? PORT_PROPERTIES : PORT_PROPERTIES.filter((word) => word !== "server");
  return [
    {
      externalId: textOf(port.id),
      name,
      version: textOf(port.version),
      description: textOf(port.description),
      type: textOf(port.type),
      contractId: textOf(port.contractId),
      status: flagOf(port.deprecated) === true ? "deprecated" : textOf(custom("status")),
      environment: textOf(custom("environment")),
      autoApprove: flagOf(custom("autoApprove")) ?? false,
      containsPii: flagOf(custom("containsPii")),
      server: isFields(server) ? { ...server } : null,
      inputContracts: recordsOf(port.inputContracts).flatMap((contract) => {
        const id = textOf(contract.id);
        return id === null ? [] : [{ id, version: textOf(contract.version) }];
      }),
      tags: textsOf(port.tags),
      links: linksOf(port.authoritativeDefinitions),
      customProperties: without(customPropertiesOf(port.customProperties), understood),
    },
  ];
}

/** What the schema cannot say: two ports with the same name and version, an id that fits no address. */
function semanticFindings(fields: Fields): Finding[] {
  const idObjection = objectionToId(idOf(fields));
  return [
    ...(idObjection !== null && "id" in fields ? [{ pointer: "#/id", detail: idObjection }] : []),
    ...twins(fields.inputPorts, "#/inputPorts"),
    ...twins(fields.outputPorts, "#/outputPorts"),
  ];
}

function twins(ports: unknown, pointer: string): Finding[] {
  if (!Array.isArray(ports)) return [];
  const seen = new Set<string>();
  return ports.flatMap((port: unknown, index): Finding[] => {
    const name = textOf(fieldsOf(port).name);
    const key = JSON.stringify([name, textOf(fieldsOf(port).version)]);
    if (name === null) return [];
    const isFirst = !seen.has(key);
    seen.add(key);
    if (isFirst) return [];
    return [
      {
        pointer: `${pointer}/${index}`,
        detail: `There is another port with the name ${name} and this version`,
      },
    ];
  });
}

function hints(fields: Fields): Finding[] {
  const status = textOf(fields.status);
  const visibility = textOf(customValue(fields.customProperties, "visibility"));
  return [
    ...(status !== null && lifecycleOf(status) === null
      ? [{ pointer: "#/status", detail: `The status "${status}" is not known here and is taken as draft` }]
      : []),
    ...(visibility !== null && visibilityOf(fields.customProperties) === null
      ? [
          {
            pointer: "#/customProperties",
            detail: `The visibility "${visibility}" is not known here and has no effect`,
          },
        ]
      : []),
  ];
}
