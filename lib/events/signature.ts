import "server-only";

import { hmacSha256, sameSecret } from "@/lib/platform/crypto";

import type { SignatureScheme } from "./model";
import { readStandardHeaders, timestampProblem } from "./rules";

export type Verified = { ok: true; messageId: string | null } | { ok: false; because: string };

type Message = {
  scheme: SignatureScheme;
  header: (name: string) => string | null;
  body: Uint8Array;
  secrets: readonly string[];
  now: Date;
};

/** Checks who sent the exact bytes. Every valid secret is tried, so that rotation loses no message. */
export function verifySignature(message: Message): Verified {
  return message.scheme === "github" ? verifyGithub(message) : verifyStandard(message);
}

/** https://github.com/standard-webhooks/standard-webhooks: HMAC-SHA256 over `id.timestamp.body`. */
function verifyStandard({ header, body, secrets, now }: Message): Verified {
  const headers = readStandardHeaders(header);
  if ("problem" in headers) return { ok: false, because: headers.problem };
  const outdated = timestampProblem(headers.timestamp, now);
  if (outdated) return { ok: false, because: outdated };

  const signed = Buffer.concat([Buffer.from(`${headers.id}.${String(headers.timestamp)}.`), body]);
  const given = headers.signatures.map((signature) => Buffer.from(signature, "base64"));
  const isGenuine = secrets.some((secret) => {
    const expected = hmacSha256(standardKey(secret), signed);
    return given.some((signature) => sameSecret(signature, expected));
  });
  return isGenuine
    ? { ok: true, messageId: headers.id }
    : { ok: false, because: "No signature matches a secret of this source." };
}

/** `whsec_` and base64 of the key. */
const standardKey = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

/** https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries: hex HMAC-SHA256 over the body. */
function verifyGithub({ header, body, secrets }: Message): Verified {
  const signature = /^sha256=([0-9a-f]{64})$/.exec(header("x-hub-signature-256") ?? "")?.[1];
  if (!signature) return { ok: false, because: "The header X-Hub-Signature-256 is missing or malformed." };
  const given = Buffer.from(signature, "hex");
  const isGenuine = secrets.some((secret) => sameSecret(given, hmacSha256(Buffer.from(secret), body)));
  if (!isGenuine) return { ok: false, because: "The signature matches no secret of this source." };
  const delivery = header("x-github-delivery");
  return { ok: true, messageId: delivery && delivery.length <= 256 ? delivery : null };
}
