import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { z } from "zod";

import { verifySignature } from "./signature";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = "whsec_bm9ib2R5IHNpZ25zIHdpdGggdGhpcw==";
const now = new Date("2026-01-01T00:00:00Z");
const body = Buffer.from('{"test": 2432232314}');

type Headers = Record<string, string>;

const verifyStandard = (headers: Headers, over: { secrets?: string[]; body?: Uint8Array; now?: Date } = {}) =>
  verifySignature({
    scheme: "standard-webhooks",
    header: (name) => headers[name] ?? null,
    ...{ body, secrets: [SECRET], now },
    ...over,
  });

const signed = (secret = SECRET, at = now, id = "msg_1"): Headers => ({
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
  "webhook-signature": new Webhook(secret).sign(id, at, body.toString()),
});

describe("a Standard Webhooks signature", () => {
  it("is accepted as the reference library makes it", () => {
    expect(verifyStandard(signed())).toEqual({ ok: true, messageId: "msg_1" });
  });

  it("is accepted with either of two secrets while they rotate, and when several are sent", () => {
    expect(verifyStandard(signed(OTHER), { secrets: [SECRET, OTHER] }).ok).toBe(true);
    const noise = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    const headers = signed();
    const signatures = `${noise} v2,x ${headers["webhook-signature"] ?? ""} ${noise}`;
    expect(verifyStandard({ ...headers, "webhook-signature": signatures }).ok).toBe(true);
  });

  it("is refused with another secret, body, id or time", () => {
    expect(verifyStandard(signed(OTHER)).ok).toBe(false);
    expect(verifyStandard(signed(), { body: Buffer.from('{"test":2432232314}') }).ok).toBe(false);
    expect(verifyStandard({ ...signed(), "webhook-id": "msg_2" }).ok).toBe(false);
    const later = String(now.getTime() / 1000 + 1);
    expect(verifyStandard({ ...signed(), "webhook-timestamp": later }).ok).toBe(false);
  });

  it("is refused outside the replay window, however genuine", () => {
    expect(verifyStandard(signed(SECRET, new Date(now.getTime() - 301_000))).ok).toBe(false);
    expect(verifyStandard(signed(SECRET, new Date(now.getTime() + 301_000))).ok).toBe(false);
    expect(verifyStandard(signed(SECRET, new Date(now.getTime() - 299_000))).ok).toBe(true);
  });

  it("is refused when there is no secret, and never matches an empty one", () => {
    expect(verifyStandard(signed(), { secrets: [] }).ok).toBe(false);
    for (const signature of ["", "v1,", "v1", "v1a,x", "v1,dawfeoifkpqwoekfpqoekf"]) {
      expect(verifyStandard({ ...signed(), "webhook-signature": signature }).ok).toBe(false);
    }
  });
});

const corpus = fileURLToPath(
  new URL("../../../shared/corpora/standard-webhooks/test-vectors.json", import.meta.url),
);
const Vectors = z.object({
  sign: z.array(
    z.object({
      secret: z.string(),
      id: z.string(),
      timestamp: z.number(),
      payload: z.string(),
      expected: z.string(),
    }),
  ),
  verify_negative: z.array(z.object({ case: z.string(), "webhook-signature": z.string().optional() })),
});

describe.skipIf(!existsSync(corpus))("the published test vectors", () => {
  const vectors = existsSync(corpus) ? Vectors.parse(JSON.parse(readFileSync(corpus, "utf8"))) : null;

  it("are verified", () => {
    expect(vectors?.sign.length).toBeGreaterThan(0);
    for (const { secret, id, timestamp, payload, expected } of vectors?.sign ?? []) {
      const headers = {
        "webhook-id": id,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": expected,
      };
      const over = { body: Buffer.from(payload), now: new Date(timestamp * 1000) };
      expect(verifyStandard(headers, { ...over, secrets: [secret] }).ok).toBe(true);
      expect(verifyStandard(headers, { ...over, secrets: [secret.replace("whsec_", "")] }).ok).toBe(true);
      for (const negative of vectors?.verify_negative ?? []) {
        const signature = negative["webhook-signature"];
        if (signature === undefined) continue;
        expect(
          verifyStandard({ ...headers, "webhook-signature": signature }, { ...over, secrets: [secret] }).ok,
        ).toBe(false);
      }
    }
  });
});

describe("a GitHub signature", () => {
  const secret = "It's a Secret to Everybody";
  const payload = Buffer.from("Hello, World!");
  const verify = (headers: Headers, secrets = [secret]) =>
    verifySignature({
      scheme: "github",
      header: (name) => headers[name] ?? null,
      body: payload,
      secrets,
      now,
    });

  it("is accepted as GitHub's documentation computes it", () => {
    const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    expect(verify({ "x-hub-signature-256": signature, "x-github-delivery": "d-1" })).toEqual({
      ok: true,
      messageId: "d-1",
    });
  });

  it("is refused when it is missing, malformed, of another secret or of SHA-1", () => {
    const of = (algorithm: string, key: string) => createHmac(algorithm, key).update(payload).digest("hex");
    for (const signature of [
      "",
      "sha256=",
      `sha256=${of("sha256", "other")}`,
      `sha1=${of("sha1", secret)}`,
      of("sha256", secret),
      `sha256=${of("sha256", secret).toUpperCase()}`,
    ]) {
      expect(verify({ "x-hub-signature-256": signature }).ok).toBe(false);
    }
  });
});
