import { z } from "zod";

/** How a sender signs: Standard Webhooks (`webhook-*` headers) or GitHub (`X-Hub-Signature-256`). */
export const SignatureScheme = z.enum(["standard-webhooks", "github"]);
export type SignatureScheme = z.infer<typeof SignatureScheme>;

export const WebhookSource = z.object({
  id: z.string(),
  name: z.string(),
  scheme: SignatureScheme,
  teamId: z.string(),
  teamName: z.string(),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable(),
  version: z.number().int(),
  /** Secrets that are accepted now: one, or two while rotating. `expiresAt` is set on the older one. */
  secrets: z.array(
    z.object({ id: z.string(), createdAt: z.iso.datetime(), expiresAt: z.iso.datetime().nullable() }),
  ),
  lastDelivery: z.object({ at: z.iso.datetime(), outcome: z.enum(["accepted", "refused"]) }).nullable(),
});
export type WebhookSource = z.infer<typeof WebhookSource>;

/** A source together with its secret, which is shown this once. */
export const SourceWithSecret = WebhookSource.extend({ secret: z.string() });
export type SourceWithSecret = z.infer<typeof SourceWithSecret>;

export const InboundDelivery = z.object({
  id: z.string(),
  messageId: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  outcome: z.enum(["accepted", "refused"]),
  /** The HTTP status that was answered. */
  status: z.number().int(),
  type: z.string().nullable(),
  subject: z.string().nullable(),
  /** A sentence: what was done, or why it was refused. */
  detail: z.string(),
  response: z.unknown(),
  bodyBytes: z.number().int(),
  bodySha256: z.string(),
});
export type InboundDelivery = z.infer<typeof InboundDelivery>;

/** What a CloudEvent's type asks for; its prefix is the sender's own. */
export const MessageKind = z.enum([
  "dataproduct.registered",
  "dataproduct.retired",
  "datacontract.registered",
  "datacontract.retired",
  "team.registered",
]);
export type MessageKind = z.infer<typeof MessageKind>;
