import "server-only";

import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** `dp_…`: a prefix that says what it is, and 100 random bits in Crockford's base 32. */
export function newId(prefix: string): string {
  let id = `${prefix}_`;
  for (const byte of randomBytes(20)) id += ALPHABET[byte % 32] ?? "";
  return id;
}

/**
 * A UUID of version 7 (RFC 9562 §5.7) whose random part is a counter: ids made with a non-decreasing
 * `ms` and an increasing `counter` are strictly increasing as text and as bytes.
 */
export function orderedUuid(ms: number, counter: bigint): string {
  const time = ms.toString(16).padStart(12, "0");
  const low = (counter & ((1n << 62n) - 1n)) | (1n << 63n);
  const tail = low.toString(16).padStart(16, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
