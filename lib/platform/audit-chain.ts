import "server-only";

import { sha256 } from "./crypto";

/** What the hash of an entry is over, besides the hash of the entry before. */
export type Chained = {
  /** Gap-free, from 1. */
  seq: number;
  id: string;
  /** In UTC with milliseconds, as `Date.toISOString` writes it. */
  at: string;
  action: string;
  actorKind: string;
  actorId: string;
  subjectId: string | null;
  detail: unknown;
};

/** Where a record ends: the place of its newest entry, and its hash. */
export type Head = { seq: number; hash: string };

/** Where a record without entries ends, and the first entry begins. */
export const GENESIS: Head = { seq: 0, hash: "0".repeat(64) };

/** The link from an entry to the one before it. A change of either, or of their order, changes it. */
export const hashOf = (
  { seq, id, at, action, actorKind, actorId, subjectId, detail }: Chained,
  prevHash: string,
): string => sha256(canonicalJson({ seq, id, at, action, actorKind, actorId, subjectId, detail, prevHash }));

/** The text that `hashOf` is over, but for `prevHash` and `seq` in its middle, which the database knows. */
export function textAroundLink({
  id,
  at,
  action,
  actorKind,
  actorId,
  subjectId,
  detail,
}: Omit<Chained, "seq">) {
  const opening = canonicalJson({ id, at, action, actorKind, actorId, detail }).slice(0, -1);
  return { opening, closing: `,${canonicalJson({ subjectId }).slice(1)}` };
}

/**
 * RFC 8785: no spaces, keys in the order of their UTF-16 code units, numbers and texts as ECMAScript writes them.
 * Postgres writes numbers and keys of jsonb in its own way; both ways read as the same values, and so come out here
 * as the same text.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`).join(",")}}`;
}

/** `seq:hash`, as people keep it elsewhere. */
export const toText = ({ seq, hash }: Head): string => `${seq}:${hash}`;

/** The inverse of `toText`; null for anything else. */
export function headOf(text: string): Head | null {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return seq !== undefined && hash !== undefined ? { seq: Number(seq), hash } : null;
}
