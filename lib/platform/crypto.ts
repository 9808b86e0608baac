import "server-only";

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** Lower-case hex, 64 characters. */
export const sha256 = (data: string | Uint8Array): string => hash("sha256", data, "hex");

/** `bytes` random bytes in base64url: a secret that fits into a header and a shell. */
export const randomSecret = (bytes = 32): string => randomBytes(bytes).toString("base64url");

/** `bytes` random bytes, for secrets whose form somebody else decides. */
export const randomKey = (bytes = 32): Buffer => randomBytes(bytes);

export const hmacSha256 = (key: Uint8Array, data: string | Uint8Array): Buffer =>
  createHmac("sha256", key).update(data).digest();

/** Compares without telling by its time how much was right. */
export function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

const keyFrom = (secret: string) =>
  Buffer.from(hkdfSync("sha256", secret, "trellis", "encryption at rest", 32));

/** AES-256-GCM; `v1.<iv>.<tag>.<ciphertext>` in base64url. `context` must be the same when decrypting. */
export function encrypt(secret: string, plain: string, context: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(secret), iv).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", ...[iv, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".");
}

/** The inverse of `encrypt`; throws when the text was changed, or belongs to another context or key. */
export function decrypt(secret: string, sealed: string, context: string): string {
  const [version, ...parts] = sealed.split(".");
  const [iv, tag, text] = parts.map((part) => Buffer.from(part, "base64url"));
  if (version !== "v1" || !iv || !tag || !text) throw new Error("Not a sealed text.");
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(secret), iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}
