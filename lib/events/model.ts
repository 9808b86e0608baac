import { z } from "zod";

import { Registration } from "@/lib/catalog/model";
import { NOTICE_KINDS } from "@/lib/platform/notice";

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
  /** How often it came: the same message again, or in the same minute something that nobody had signed. */
  count: z.number().int(),
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

/** What a message did to the document that it carried. */
export const MessageAnswer = Registration.pick({
  kind: true,
  id: true,
  outcome: true,
  revision: true,
  warnings: true,
});
export type MessageAnswer = z.infer<typeof MessageAnswer>;

/** What a CloudEvent's type asks for; its prefix is the sender's own. */
export const MessageKind = z.enum([
  "dataproduct.registered",
  "dataproduct.retired",
  "datacontract.registered",
  "datacontract.retired",
  "team.registered",
]);
export type MessageKind = z.infer<typeof MessageKind>;

/** One attempt of a background job. */
export const JobRun = z.object({
  id: z.string(),
  jobId: z.string(),
  name: z.string(),
  attempt: z.number().int(),
  state: z.enum(["running", "done", "failed"]),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
});
export type JobRun = z.infer<typeof JobRun>;

/** A job that waits, runs, or has failed for good. */
export const QueuedJob = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["waiting", "running", "failed"]),
  runAt: z.iso.datetime(),
  attempts: z.number().int(),
  attemptsMax: z.number().int(),
  lastError: z.string().nullable(),
});
export type QueuedJob = z.infer<typeof QueuedJob>;

/** What goes on in the background. */
export const JobsOverview = z.object({
  runs: z.array(JobRun),
  nextCursor: z.string().nullable(),
  queue: z.array(QueuedJob),
  workers: z.array(z.object({ id: z.string(), startedAt: z.iso.datetime(), seenAt: z.iso.datetime() })),
  feed: z.object({
    /** The place of the newest event. */
    newest: z.number().int(),
    /** Committed events that have no place yet. */
    unplaced: z.number().int(),
    reactions: z.array(
      z.object({
        name: z.string(),
        position: z.number().int(),
        lag: z.number().int(),
        failures: z.number().int(),
        lastError: z.string().nullable(),
        failedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
});
export type JobsOverview = z.infer<typeof JobsOverview>;

/** What an event of the feed says itself; everything else is read where its subject is. */
export const FeedData = z.strictObject({
  id: z.string(),
  timestamp: z.iso.datetime(),
  /** Only of provisioning: the state that was reported, and on which platform. */
  status: z.string().optional(),
  platform: z.string().optional(),
});

/** An event of the feed: a structured CloudEvent 1.0. */
export const FeedEvent = z.object({
  specversion: z.literal("1.0"),
  /** A UUID; ids are in the order of the feed. */
  id: z.uuid(),
  type: z.string(),
  source: z.url(),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal("application/json"),
  dataschema: z.url(),
  /** `user:<id>`, `api-key:<id>`, `webhook:<id>`, or `system`. */
  principal: z.string(),
  data: FeedData,
});
export type FeedEvent = z.infer<typeof FeedEvent>;

export const NoticeKind = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** What a person is told about an event. Title and body are plain text; `href` is a path of the portal. */
export const Notice = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: NoticeKind,
  title: z.string(),
  body: z.string(),
  href: z.string(),
  readAt: z.iso.datetime().nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const NoticePage = z.object({ items: z.array(Notice), nextCursor: z.string().nullable() });
export type NoticePage = z.infer<typeof NoticePage>;

export const NoticeCount = z.object({
  /** At most `UNREAD_MAX`: more are not counted. */
  unread: z.number().int(),
  newest: Notice.nullable(),
});
export type NoticeCount = z.infer<typeof NoticeCount>;

export const EmailChoice = z.enum(["immediate", "daily", "off"]);
export type EmailChoice = z.infer<typeof EmailChoice>;

/** How a person wants to be told about one kind. */
export const NoticePreference = z.object({ kind: NoticeKind, portal: z.boolean(), email: EmailChoice });
export type NoticePreference = z.infer<typeof NoticePreference>;

export const NoticePreferences = z.object({
  items: z.array(NoticePreference),
  /** Where the person's mornings are; null: nobody has said, they are UTC's. */
  timeZone: z.string().nullable(),
  /** What becomes of mails: sent, kept for the demo's mailbox, or none are made. */
  mail: z.enum(["smtp", "mailbox", "none"]),
});
export type NoticePreferences = z.infer<typeof NoticePreferences>;

/** A mail of the demo, which is kept instead of being sent. */
export const KeptMail = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
});
export type KeptMail = z.infer<typeof KeptMail>;

export const MailPage = z.object({ items: z.array(KeptMail), nextCursor: z.string().nullable() });
export type MailPage = z.infer<typeof MailPage>;

/** What an open page is told as it changes. */
export type LiveState = NoticeCount & {
  /** Requests that wait for the person's decision or answer. */
  waiting: number;
};
