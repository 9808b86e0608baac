import { type Fields, isFields } from "./document-shape";

/** Tolerant readers for documents that may be wrong: they take what can be understood and never throw. */

/** A text, or a scalar as text; null when there is nothing in it. */
export function textOf(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text === "" ? null : text;
}

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The entries of a list that are objects. */
export const recordsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** A list of texts, or one text with commas; without what is empty or there twice. */
export function textsOf(value: unknown): string[] {
  if (value === undefined) return [];
  const items = typeof value === "string" ? value.split(",") : listOf(value);
  return [...new Set(items.map(textOf).filter((text) => text !== null))];
}

/** True and false, also as words. */
export function flagOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (word === "true" || word === "yes") return true;
  return word === "false" || word === "no" ? false : null;
}

export const numberOf = (value: unknown): number | null => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
};

/** A text compared without case, spaces, hyphens and underscores: `In Development` is `indevelopment`. */
export const wordOf = (value: unknown): string =>
  (textOf(value) ?? "").toLowerCase().replaceAll(/[\s_-]+/g, "");
