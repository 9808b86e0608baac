import { below } from "@/lib/platform/document-place";

import type { SchemaObject, SchemaProperty } from "../../model";
import { compareOptions, type OptionChange } from "./options";
import { breaking, harmless, type Report, reportMembers } from "./report";
import { compareLogicalTypes, comparePhysicalTypes, type TypeChange } from "./type-change";

/** Compares the tables, topics and files of two versions, down to the last nested field. */
export function compareSchemas(
  before: readonly SchemaObject[],
  after: readonly SchemaObject[],
  report: Report,
): void {
  const placeOf = (key: string): Place => ({ pointer: below("#/schema", key), path: key });
  const kept = reportMembers([before, after], {
    keyOf: ({ name }) => name,
    looksAlike: looksLikeObject,
    tell: (key) => ({ pointer: placeOf(key).pointer, subject: `The object ${key}` }),
    report,
  });
  for (const { key, before: was, after: is } of kept) {
    const place = placeOf(key);
    compareWords(place, [was.description, is.description], report);
    compareProperties(was.properties, is.properties, { place, report });
  }
}

type Place = { pointer: string; path: string };
type Context = { place: Place; report: Report };

function compareProperties(
  before: readonly SchemaProperty[],
  after: readonly SchemaProperty[],
  { place, report }: Context,
): void {
  const placeOf = (key: string): Place => ({
    pointer: below(`${place.pointer}/properties`, key),
    path: `${place.path}.${key}`,
  });
  const kept = reportMembers([before, after], {
    keyOf: ({ name }) => name,
    looksAlike: looksLikeProperty,
    tell: (key) => ({ pointer: placeOf(key).pointer, subject: `The column ${placeOf(key).path}` }),
    report,
  });
  for (const { key, before: was, after: is } of kept)
    compareProperty(was, is, { place: placeOf(key), report });
}

function compareProperty(before: SchemaProperty, after: SchemaProperty, context: Context): void {
  const { place, report } = context;
  compareType([before.logicalType, after.logicalType], compareLogicalTypes, { ...context, of: "type" });
  compareType([before.physicalType, after.physicalType], comparePhysicalTypes, {
    ...context,
    of: "physical type",
  });
  compareFlags(before, after, context);
  for (const change of compareOptions(before.options, after.options)) reportOption(change, context);
  compareWords(place, [before.description, after.description], report);
  compareWords(place, [before.classificationText, after.classificationText], report, "classification");
  compareProperties(before.properties, after.properties, context);
}

type Types = readonly [before: string | null, after: string | null];
type Comparison = (before: string, after: string) => TypeChange;

const CHANGES: Readonly<Record<Exclude<TypeChange, "same">, string>> = {
  wider: "widens",
  narrower: "narrows",
  other: "changes",
};

/** A type that was not stated before promises more; one that is no longer stated promises less. */
function compareType(
  [before, after]: Types,
  compare: Comparison,
  { place: { pointer, path }, report, of }: Context & { of: string },
): void {
  if (before === after) return;
  const told = { pointer, kind: "changed" as const, subject: `The ${of} of ${path}` };
  if (before === null) report(harmless({ ...told, what: `is now stated as ${after ?? "–"}` }));
  else if (after === null) {
    const tell = of === "type" ? breaking : harmless;
    report(tell({ ...told, what: `is no longer stated (was ${before})` }));
  } else reportType(compare(before, after), { ...told, what: `from ${before} to ${after}` }, report);
}

function reportType(change: TypeChange, told: Parameters<typeof breaking>[0], report: Report): void {
  if (change === "same") return;
  const tell = change === "wider" ? harmless : breaking;
  report(tell({ ...told, what: `${CHANGES[change]} ${told.what}` }));
}

function compareFlags(
  before: SchemaProperty,
  after: SchemaProperty,
  { place: { pointer, path }, report }: Context,
): void {
  const told = { pointer, kind: "changed" as const, subject: `The column ${path}` };
  const flags = [
    { was: before.isRequired, is: after.isRequired, on: "becomes required", off: "is no longer required" },
    { was: before.isUnique, is: after.isUnique, on: "becomes unique", off: "is no longer unique" },
    {
      was: before.isPrimaryKey,
      is: after.isPrimaryKey,
      on: "becomes part of the primary key",
      off: "leaves the primary key",
    },
  ];
  for (const { was, is, on, off } of flags) {
    if (was !== is) report(is ? breaking({ ...told, what: on }) : harmless({ ...told, what: off }));
  }
}

function reportOption({ option, verdict, before, after }: OptionChange, { place, report }: Context): void {
  const told = {
    pointer: place.pointer,
    kind: "changed" as const,
    subject: `The ${option} of ${place.path}`,
    what: `goes from ${shown(before)} to ${shown(after)}`,
  };
  report(verdict === "looser" ? harmless(told) : breaking(told));
}

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));

/** Documentation never breaks anything. */
function compareWords(
  { pointer, path }: Place,
  [before, after]: readonly [string | null, string | null],
  report: Report,
  of = "description",
): void {
  if (before === after) return;
  const what = before === null ? "is added" : after === null ? "is removed" : "changes";
  report(harmless({ pointer, kind: "changed", subject: `The ${of} of ${path}`, what }));
}

const isSame = (one: string | null, other: string | null): boolean => one !== null && one === other;

const looksLikeProperty = (one: SchemaProperty, other: SchemaProperty): boolean =>
  one.logicalType === other.logicalType &&
  (isSame(one.physicalName, other.physicalName) || isSame(one.description, other.description));

const looksLikeObject = (one: SchemaObject, other: SchemaObject): boolean =>
  isSame(one.physicalName, other.physicalName) ||
  (one.properties.length > 0 &&
    one.properties.map(({ name }) => name).join() === other.properties.map(({ name }) => name).join());
