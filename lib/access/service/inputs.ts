import "server-only";

import { z } from "zod";

import { CADENCES, ConsumerKey } from "../model";
import { NOTE_MAX, PURPOSE_MAX } from "../rules/limits";

/** Plain text: kept as it is written, and shown as it is kept. */
const text = (max: number, what: string) =>
  z
    .string()
    .trim()
    .max(max, `${what} may be ${max} characters long at most.`)
    .regex(/[\p{L}\p{N}]/u, `${what} must say something.`);

export const Purpose = text(PURPOSE_MAX, "The purpose");
export const Note = text(NOTE_MAX, "The note");

/** A form sends an empty field where a program sends nothing. */
export const orNull = <S extends z.ZodType>(schema: S) =>
  z
    .union([z.literal("").transform(() => null), schema, z.null()], {
      // What the field itself objects to says more than that nothing fits.
      error: ({ errors }) => errors[1]?.[0]?.message,
    })
    .default(null);

export const OptionalNote = orNull(Note);

/** The version that somebody has looked at; from a form as text. */
export const Version = orNull(z.coerce.number().int().min(1).max(2_147_483_647));

const Cadence = z.union(
  CADENCES.map((days) => z.literal(days)),
  `The duration is one of ${CADENCES.join(", ")} days.`,
);

export const DurationDays = z.coerce.number().pipe(Cadence);

/** A day begins at midnight in UTC; a moment may be in any zone. */
export const Moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], "Give a date, or a date with time and zone.")
  .transform((moment) => new Date(moment))
  .refine(isStorable, "The date is too far away.");

function isStorable(moment: Date): boolean {
  const year = moment.getUTCFullYear();
  return year >= 1970 && year <= 9999;
}

const LIST_MAX = 500;

/** Names of columns or roles, each once. */
export const Names = z
  .array(z.string().trim().min(1).max(300))
  .max(LIST_MAX)
  .default([])
  .transform((names) => [...new Set(names)]);

export const Asked = z.object({ productId: z.string(), portId: z.string(), consumer: ConsumerKey });

export const Sha256 = orNull(z.string().regex(/^[0-9a-f]{64}$/, "This is no SHA-256 in lower-case hex."));
