import { below } from "@/lib/platform/document-place";
import { fieldsOf, recordsOf, textOf, textsOf, wordOf } from "@/lib/platform/document-reading";
import { type Fields, type Finding, isFields } from "@/lib/platform/document-shape";

import { isOperator } from "./quality-shape";
import { elementsOf, isExternal, lookup, namesElement, tableOf } from "./references";
import { API_VERSIONS } from "./release";

/** A finding that no schema can make; a loose one is told, and does not keep a contract out. */
type Remark = Finding & { isLoose?: boolean };

/** What JSON Schema cannot say about a contract, and what makes it useless or ambiguous. */
export function semanticFindings(contract: Fields): { errors: Finding[]; hints: Finding[] } {
  const remarks = remarksOf(contract);
  const pick = (wanted: boolean) =>
    remarks.flatMap(({ isLoose = false, ...finding }) => (isLoose === wanted ? [finding] : []));
  return { errors: pick(false), hints: pick(true) };
}

function remarksOf(contract: Fields): Remark[] {
  return [
    ...twins(contract.schema, "#/schema", ["id", "name"]),
    ...entriesOf(contract.schema, "#/schema").flatMap(([entry, pointer]) =>
      elementFindings(entry, pointer, contract),
    ),
    ...twins(contract.servers, "#/servers", ["id", "server"]),
    ...twins(contract.roles, "#/roles", ["id", "role"]),
    ...twins(contract.support, "#/support", ["id"]),
    ...twins(contract.slaProperties, "#/slaProperties", ["id"]),
    ...slaFindings(contract),
    ...priceFindings(contract),
    ...entriesOf(contract.support, "#/support").flatMap(supportFindings),
    ...namelessFindings(contract, "#"),
    ...entriesOf(contract.servers, "#/servers").flatMap(([server, pointer]) =>
      namelessFindings(server, pointer),
    ),
  ];
}

type Entry = [Fields, string];

/** The objects in a list, with their pointers. */
const entriesOf = (value: unknown, pointer: string): Entry[] =>
  Array.isArray(value)
    ? value.flatMap((entry: unknown, index): Entry[] =>
        isFields(entry) ? [[entry, below(pointer, index)]] : [],
      )
    : [];

/** Entries of one list that share an id or a name. */
function twins(value: unknown, pointer: string, keys: readonly string[]): Remark[] {
  if (!Array.isArray(value) || value.length < 2) return [];
  return keys.flatMap((key) => twinsBy(value, pointer, key));
}

/** A contract has hundreds of columns and rarely twins: pointers are made for these alone. */
function twinsBy(list: readonly unknown[], pointer: string, key: string): Remark[] {
  const seen = new Set<string>();
  const remarks: Remark[] = [];
  for (const [index, entry] of list.entries()) {
    const name = isFields(entry) ? textOf(entry[key]) : null;
    if (name === null) continue;
    if (seen.has(name)) {
      const detail = `There is another entry with the ${key} "${name}" in this list`;
      remarks.push({ pointer: below(below(pointer, index), key), detail });
    }
    seen.add(name);
  }
  return remarks;
}

function elementFindings(element: Fields, pointer: string, contract: Fields): Remark[] {
  const isTold = ELEMENT_FACTS.some((key) => key in element) || element.logicalType === "array";
  return isTold ? findingsOfElement(element, pointer, contract) : [];
}

/** Most columns have nothing but a name, a type and a description, against which nothing can be said here. */
const ELEMENT_FACTS = ["relationships", "quality", "customProperties", "properties", "items", "map"] as const;

function findingsOfElement(element: Fields, pointer: string, contract: Fields): Remark[] {
  return [
    ...relationshipFindings(element, pointer, contract),
    ...twins(element.quality, `${pointer}/quality`, ["id"]),
    ...entriesOf(element.quality, `${pointer}/quality`).flatMap(qualityFindings),
    ...arrayFindings(element, pointer),
    ...namelessFindings(element, pointer),
    ...twins(element.properties, `${pointer}/properties`, ["id", "name"]),
    ...nestedOf(element, pointer).flatMap(([inner, at]) => elementFindings(inner, at, contract)),
  ];
}

function nestedOf({ properties, items, map }: Fields, pointer: string): Entry[] {
  const { key, value } = fieldsOf(map);
  const single = [
    [items, `${pointer}/items`],
    [key, `${pointer}/map/key`],
    [value, `${pointer}/map/value`],
  ] as const;
  return [
    ...entriesOf(properties, `${pointer}/properties`),
    ...single.flatMap(([entry, at]): Entry[] => (isFields(entry) ? [[entry, at]] : [])),
  ];
}

/**
 * The standard's own examples name columns loosely and point from a column to tables of other contracts, so
 * that only a relationship of whole tables to a table that is not there is certainly wrong.
 */
function relationshipFindings(element: Fields, pointer: string, contract: Fields): Remark[] {
  if (!("relationships" in element)) return [];
  const isKnown = lookup(contract);
  const isTable = tableOf(contract);
  const ofTable = "properties" in element && pointer.split("/").length === 3;
  const dangling = (value: unknown, at: string): Remark[] =>
    textsOf(Array.isArray(value) ? value : [value])
      .filter((reference) => !isExternal(reference) && !isKnown(reference))
      .map((reference) => ({
        pointer: at,
        detail: `"${reference}" leads nowhere: this contract has no such table and column`,
        isLoose: !ofTable || isTable(reference),
      }));
  return entriesOf(element.relationships, `${pointer}/relationships`).flatMap(([{ from, to }, at]) => [
    ...sizeFindings(from, to, at),
    ...dangling(from, below(at, "from")),
    ...dangling(to, below(at, "to")),
  ]);
}

function sizeFindings(from: unknown, to: unknown, pointer: string): Remark[] {
  if (!Array.isArray(from) || !Array.isArray(to) || from.length === to.length) return [];
  return [
    {
      pointer: below(pointer, "to"),
      detail: `A composite key needs as many columns on both sides: from has ${from.length}, to has ${to.length}`,
    },
  ];
}

/** A rule that says neither in words nor in code what it expects. */
function qualityFindings([rule, pointer]: Entry): Remark[] {
  const says = ["metric", "rule", "query", "implementation", "description", "name", "type"];
  return says.some((key) => key in rule) || Object.keys(rule).some(isOperator)
    ? []
    : [{ pointer, detail: "The quality rule is empty" }];
}

/** `ARRAY<STRING>` as the physical type says it as well. */
function arrayFindings({ logicalType, items, physicalType }: Fields, pointer: string): Remark[] {
  if (logicalType !== "array" || items !== undefined || textOf(physicalType) !== null) return [];
  return [{ pointer, detail: "An array needs items, which say what is in it" }];
}

/** References are defined since 3.1. Elements of an objective are often names of the platform. */
function slaFindings(contract: Fields): Remark[] {
  if (!("slaProperties" in contract || "slaDefaultElement" in contract)) return [];
  const isElement = namesElement(contract);
  const hasSchema = recordsOf(contract.schema).length > 0;
  const isOld = (API_VERSIONS.get(textOf(contract.apiVersion) ?? "") ?? 0) < 310;
  const missing = (value: unknown, pointer: string, isLoose: boolean): Remark[] =>
    elementsOf(value)
      .filter((element) => hasSchema && !isElement(element))
      .map((element) => ({
        pointer,
        detail: `"${element}" is no table or column of this contract`,
        isLoose,
      }));
  return [
    ...missing(contract.slaDefaultElement, "#/slaDefaultElement", isOld),
    ...entriesOf(contract.slaProperties, "#/slaProperties").flatMap(([sla, pointer]) => [
      ...missing(sla.element, `${pointer}/element`, true),
      ...scheduleFindings(sla, pointer),
    ]),
  ];
}

function scheduleFindings({ schedule, scheduler }: Fields, pointer: string): Remark[] {
  if (scheduler === undefined || schedule !== undefined) return [];
  return [{ pointer: `${pointer}/scheduler`, detail: "scheduler is given without a schedule" }];
}

function priceFindings({ price }: Fields): Remark[] {
  const { priceAmount } = fieldsOf(price);
  if (typeof priceAmount !== "number" || priceAmount >= 0) return [];
  return [{ pointer: "#/price/priceAmount", detail: "priceAmount must not be negative" }];
}

/** A channel of a chat is found by its name, unless the name is only that of the tool. */
function supportFindings([support, pointer]: Entry): Remark[] {
  const ways = [support.url, support.invitationUrl].map(textOf);
  const channel = wordOf(support.channel);
  if (ways.some((way) => way !== null) || (channel !== "" && channel !== wordOf(support.tool))) return [];
  return [
    { pointer: below(pointer, "url"), detail: "url is missing, and nothing else says where the channel is" },
  ];
}

/** An extension is found by its name. */
const namelessFindings = ({ customProperties }: Fields, pointer: string): Remark[] =>
  entriesOf(customProperties, `${pointer}/customProperties`).flatMap(([{ property }, at]) =>
    typeof property === "string" && property.trim() === ""
      ? [{ pointer: below(at, "property"), detail: "The custom property has no name" }]
      : [],
  );
