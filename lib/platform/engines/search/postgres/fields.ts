import type { Match } from "../model";

/** The searchable fields, each one bit of a posting, the weightiest last. */
const FIELDS: readonly Match["field"][] = [
  "columnDescription",
  "description",
  "person",
  "column",
  "team",
  "domain",
  "tag",
  "name",
];

export const bitOf = (field: Match["field"]): number => 1 << FIELDS.indexOf(field);

export const NAME_BIT = bitOf("name");
export const ALL_BITS = 255;

/** The weight 1 … 8 of the weightiest field among the bits; 0 of none. */
export const WEIGHT_OF_BITS: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, bits) => 32 - Math.clz32(bits),
);
export const NAME_WEIGHT = FIELDS.length;
