import type {
  ContractRole,
  ParsedContract,
  Price,
  SchemaProperty,
  Server,
  SlaProperty,
} from "@/lib/contracts/model";
import {
  customPropertiesOf,
  customValue,
  descriptionOf,
  linksOf,
  peopleOf,
  supportOf,
  teamNameOf,
  visibilityOf,
} from "@/lib/platform/document-bitol";
import { fieldsOf, numberOf, recordsOf, textOf, textsOf, wordOf } from "@/lib/platform/document-reading";
import type { Fields } from "@/lib/platform/document-shape";

import { classificationOf, strictest } from "./privacy";
import { schemaOf } from "./schema";

const UNDERSTOOD = ["visibility", "owner"];

/** What a contract says, as far as it can be understood; never throws. */
export function toContract(id: string, fields: Fields): ParsedContract {
  const { customProperties } = fields;
  const schema = schemaOf(fields.schema);
  const columns = schema.flatMap(({ properties }) => properties.flatMap(withDescendants));
  const own = classificationOf(customValue(customProperties, "classification"));
  return {
    id,
    name: textOf(fields.name),
    version: textOf(fields.version),
    status: textOf(fields.status),
    ownerTeamId: ownerOf(fields),
    visibility: visibilityOf(customProperties),
    classification: strictest([own, ...columns.map(({ classification }) => classification)]),
    personalData: columns.some(({ personalData }) => personalData !== null),
    tags: textsOf(fields.tags),
    apiVersion: textOf(fields.apiVersion) ?? "",
    ...descriptionOf(fields.description),
    domainName: textOf(fields.domain),
    tenant: textOf(fields.tenant),
    schema,
    servers: recordsOf(fields.servers).map(toServer),
    sla: recordsOf(fields.slaProperties).flatMap(toSla),
    roles: recordsOf(fields.roles).flatMap(toRole),
    support: supportOf(fields.support),
    people: peopleOf(fields.team),
    price: priceOf(fields.price),
    links: [
      ...linksOf(fields.authoritativeDefinitions),
      ...linksOf(fieldsOf(fields.description).authoritativeDefinitions),
    ],
    customProperties: customPropertiesOf(customProperties).filter(
      ({ property }) => !UNDERSTOOD.includes(wordOf(property)),
    ),
  };
}

const withDescendants = (property: SchemaProperty): SchemaProperty[] => [
  property,
  ...property.properties.flatMap(withDescendants),
];

/** The team's name since 3.1; before that, what catalogs of the field agreed on. */
const ownerOf = ({ team, customProperties, domain }: Fields): string | null =>
  teamNameOf(team) ?? textOf(customValue(customProperties, "owner")) ?? textOf(domain);

const COMMON = new Set(["id", "server", "type", "environment", "description", "roles", "customProperties"]);

function toServer(fields: Fields): Server {
  const type = textOf(fields.type) ?? "custom";
  return {
    server: textOf(fields.server) ?? type,
    type,
    environment: textOf(fields.environment),
    description: textOf(fields.description),
    facts: Object.fromEntries(Object.entries(fields).filter(([key]) => !COMMON.has(key))),
  };
}

function toSla(fields: Fields): SlaProperty[] {
  const property = textOf(fields.property);
  if (property === null) return [];
  return [
    {
      property,
      value: fields.value ?? null,
      valueExt: fields.valueExt ?? null,
      unit: textOf(fields.unit),
      element: textOf(fields.element) ?? textOf(fields.column),
      driver: textOf(fields.driver),
      description: textOf(fields.description),
    },
  ];
}

function toRole(fields: Fields): ContractRole[] {
  const role = textOf(fields.role);
  if (role === null) return [];
  const { access, description, firstLevelApprovers, secondLevelApprovers } = fields;
  return [
    {
      role,
      access: textOf(access),
      description: textOf(description),
      approvers: [...new Set([...textsOf(firstLevelApprovers), ...textsOf(secondLevelApprovers)])],
    },
  ];
}

function priceOf(value: unknown): Price | null {
  const { priceAmount, priceCurrency, priceUnit } = fieldsOf(value);
  const price = { amount: numberOf(priceAmount), currency: textOf(priceCurrency), unit: textOf(priceUnit) };
  return Object.values(price).every((part) => part === null) ? null : price;
}
