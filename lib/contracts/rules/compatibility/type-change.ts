/** What a change of type means to a reader: wider takes all that there was; unknown cannot be told. */
export type TypeChange = "same" | "wider" | "narrower" | "other";

/** A logical type that another contains. */
const CONTAINED: ReadonlyMap<string, string> = new Map([["integer", "number"]]);

export function compareLogicalTypes(before: string, after: string): TypeChange {
  if (before === after) return "same";
  if (CONTAINED.get(before) === after) return "wider";
  return CONTAINED.get(after) === before ? "narrower" : "other";
}

/** Families of types in which each holds those before it; names as warehouses write them. */
const LADDERS: readonly (readonly (readonly string[])[])[] = [
  [
    ["tinyint", "int1"],
    ["smallint", "int2", "int16"],
    ["int", "integer", "int4", "int32"],
    ["bigint", "int8", "int64", "long"],
  ],
  [
    ["real", "float4", "float32", "float"],
    ["double", "double precision", "float8", "float64"],
  ],
  [
    ["char", "character"],
    ["varchar", "character varying", "string", "text", "nvarchar"],
  ],
  [["decimal", "numeric", "number"]],
  [["boolean", "bool"]],
  [["timestamp", "timestamp without time zone", "datetime"]],
  [["timestamptz", "timestamp with time zone"]],
];

type Physical = { base: string; sizes: readonly number[] };

/** Compares types as databases write them: `varchar(50)` is narrower than `varchar(100)` and than `text`. */
export function comparePhysicalTypes(before: string, after: string): TypeChange {
  const [was, is] = [read(before), read(after)];
  if (was === null || is === null) return normal(before) === normal(after) ? "same" : "other";
  const rank = compareBases(was.base, is.base);
  return rank === "same" ? compareSizes(was.sizes, is.sizes) : rank;
}

const normal = (type: string): string => type.trim().toLowerCase().replaceAll(/\s+/g, " ");

function read(type: string): Physical | null {
  const [, base, sizes] = /^([^(<]+?)\s*(?:\(([\d\s,]+)\))?$/.exec(normal(type)) ?? [];
  if (base === undefined) return null;
  return { base, sizes: sizes === undefined ? [] : sizes.split(",").map(Number) };
}

function compareBases(before: string, after: string): TypeChange {
  if (before === after) return "same";
  const [was, is] = [placeOf(before), placeOf(after)];
  if (!was || was.ladder !== is?.ladder) return "other";
  if (was.rung === is.rung) return "same";
  return was.rung < is.rung ? "wider" : "narrower";
}

function placeOf(base: string): { ladder: number; rung: number } | null {
  for (const [ladder, rungs] of LADDERS.entries()) {
    const rung = rungs.findIndex((names) => names.includes(base));
    if (rung >= 0) return { ladder, rung };
  }
  return null;
}

/** A type without a size holds every size. */
function compareSizes(before: readonly number[], after: readonly number[]): TypeChange {
  if (before.length !== after.length) {
    if (after.length === 0) return "wider";
    return before.length === 0 ? "narrower" : "other";
  }
  const steps = before.map((size, at) => Math.sign((after[at] ?? 0) - size));
  if (steps.every((step) => step === 0)) return "same";
  return steps.some((step) => step < 0) ? "narrower" : "wider";
}
