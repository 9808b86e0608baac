import {
  any,
  either,
  type Fields,
  flag,
  isFields,
  list,
  number,
  object,
  record,
  type Shape,
  text,
  whole,
  words,
} from "@/lib/platform/document-shape";

import type { Release } from "./release";

const count = { is: "number", whole: true, least: 0 } as const;
const step = { is: "number", above: 0 } as const;

/** What `logicalTypeOptions` may hold, by logical type. Up to 3.0 an exclusive bound was a yes or no. */
function optionFields(release: Release): Readonly<Record<string, Record<string, Shape>>> {
  const isOld = release < 310;
  const bounds = (limit: Shape) => ({
    maximum: limit,
    minimum: limit,
    exclusiveMaximum: isOld ? flag : limit,
    exclusiveMinimum: isOld ? flag : limit,
  });
  const time = { format: text, ...bounds(text), timezone: flag, defaultTimezone: text };
  const numeric = (...formats: string[]) => ({
    multipleOf: step,
    ...bounds(number),
    format: words(...formats),
  });
  return {
    string: { minLength: count, maxLength: count, pattern: text, format: text },
    date: { format: text, ...bounds(text) },
    ...(!isOld && { timestamp: time, time }),
    integer: numeric("i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"),
    number: numeric("f32", "f64"),
    object: {
      maxProperties: count,
      minProperties: count,
      required: list(text, { least: 1, distinct: true }),
    },
    array: { maxItems: count, minItems: count, uniqueItems: flag },
    ...(release >= 320 && {
      vector: {
        dimensions: { is: "number", whole: true, least: 1 },
        elementType: words("bfloat16", "binary", "float16", "float32", "float64", "int8", "uint8"),
        distanceMetric: words("cosine", "dotProduct", "euclidean", "hamming", "manhattan"),
        embeddingModel: text,
        embeddingModelVersion: text,
        normalized: flag,
      },
    }),
  };
}

/** In every release, `logicalTypeOptions` without a `logicalType` can be nothing but empty. */
const noOptions = record({}, { isOpen: true, also: refuseOptions });

function refuseOptions(options: Fields, report: (key: null, detail: string) => void): void {
  if (Object.keys(options).length > 0) report(null, "logicalTypeOptions need a logicalType beside them");
}

function optionShapes(release: Release): Map<string, Shape> {
  return new Map(
    Object.entries(optionFields(release)).map(([type, fields]) => [
      type,
      record(fields, { required: type === "vector" ? ["dimensions"] : [] }),
    ]),
  );
}

const logicalTypes = (release: Release): Shape =>
  words(
    ...["string", "date", ...(release >= 310 ? ["timestamp", "time"] : [])],
    ...["number", "integer", "object", "array", "boolean", ...(release >= 320 ? ["map", "vector"] : [])],
  );

type Pair = { property: Shape; item: Shape };

/** The shapes of a property and of the items of an array, which depend on the logical type. */
export function propertyShapes(element: Record<string, Shape>, release: Release): Pair {
  const base: Record<string, Shape> = {
    ...element,
    primaryKey: flag,
    primaryKeyPosition: whole,
    logicalType: logicalTypes(release),
    physicalType: text,
    ...(release >= 302 && { physicalName: text }),
    required: flag,
    unique: flag,
    partitioned: flag,
    partitionKeyPosition: whole,
    classification: text,
    encryptedName: text,
    transformSourceObjects: list(text),
    transformLogic: text,
    transformDescription: text,
    examples: list(any),
    criticalDataElement: flag,
  };
  const options = optionShapes(release);
  const map = record({ key: either(() => item), value: either(() => item) }, { required: ["key", "value"] });
  const nested = { properties: list(() => property), items: either(() => item) };

  function variant(type: string | null, required: readonly string[], isItem: boolean): Shape {
    const isOld = release < 310;
    const takes = (key: "properties" | "items", of: string) =>
      (type === null || type === of) && { [key]: nested[key] };
    return record(
      {
        ...base,
        logicalTypeOptions: type === null ? noOptions : (options.get(type) ?? object),
        ...takes("properties", "object"),
        ...takes("items", "array"),
        ...(isItem && isOld && { properties: nested.properties }),
        ...(type === "map" && { map }),
      },
      { required: [...required, ...(type === "map" ? ["map"] : [])] },
    );
  }

  const pick = (required: readonly string[], isItem: boolean): Shape => {
    const shapes = new Map<string | null, Shape>();
    return either((value) => {
      const type = isFields(value) ? typeOf(value) : null;
      const known = type === null || options.has(type) || type === "map" ? type : "boolean";
      const shape = shapes.get(known) ?? variant(known, required, isItem);
      shapes.set(known, shape);
      return shape;
    });
  };
  const property = pick(["name"], false);
  const item = pick([], true);
  return { property, item };
}

const typeOf = ({ logicalType }: Fields): string | null =>
  typeof logicalType === "string" ? logicalType : logicalType === undefined ? null : "?";
