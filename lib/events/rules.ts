import { z } from "zod";

import { type MessageAnswer, MessageKind, type SignatureScheme } from "./model";

/** Seconds by which a message's timestamp may differ from our clock (Standard Webhooks, "Verifying webhook authenticity"). */
export const REPLAY_WINDOW_SECONDS = 300;

/** Hours for which the former secret of a source stays valid after a rotation. */
export const ROTATION_HOURS = 24;

/** The kind of registration that a CloudEvent type names, whatever its prefix: `org.acme.team.registered`. */
export function messageKindOf(type: string): MessageKind | null {
  const kind = type.toLowerCase().split(".").slice(-2).join(".");
  return MessageKind.options.find((option) => option === kind) ?? null;
}

export type StandardHeaders = { id: string; timestamp: number; signatures: readonly string[] };

/**
 * Reads the three headers of Standard Webhooks. The `v1` signatures come without their version, in base64;
 * other versions are left out.
 */
export function readStandardHeaders(
  header: (name: string) => string | null,
): StandardHeaders | { problem: string } {
  const [id, timestamp, signature] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(header);
  if (!id || !timestamp || !signature) {
    return { problem: "The headers webhook-id, webhook-timestamp and webhook-signature are all needed." };
  }
  if (id.length > 256) return { problem: "The header webhook-id is longer than 256 characters." };
  if (!/^\d{1,12}$/.test(timestamp))
    return { problem: "The header webhook-timestamp is not a Unix time in seconds." };
  const signatures = signature
    .split(" ")
    .filter((part) => part.startsWith("v1,"))
    .map((part) => part.slice(3));
  return { id, timestamp: Number(timestamp), signatures };
}

/** Why a message of that time is not accepted now, or null. */
export function timestampProblem(timestampSeconds: number, now: Date): string | null {
  const ageSeconds = now.getTime() / 1000 - timestampSeconds;
  if (ageSeconds > REPLAY_WINDOW_SECONDS)
    return "The message is too old: its timestamp is outside the replay window.";
  if (ageSeconds < -REPLAY_WINDOW_SECONDS)
    return "The message is from the future: its timestamp is outside the replay window.";
  return null;
}

/** CloudEvents 1.0.2 §3.1, in structured mode (JSON format §3.1). */
const CloudEvent = z.looseObject({
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(256),
  source: z.string().min(1).max(1000),
  type: z.string().min(1).max(300),
  subject: z.string().min(1).max(300).optional(),
  datacontenttype: z.string().max(200).optional(),
  data: z.unknown(),
  data_base64: z.string().optional(),
});

/** A message that asks for something, and where in the body its data are. */
export type Message = {
  kind: MessageKind;
  type: string;
  /** The sender's own name of the event, which no other event of this sender has (CloudEvents 1.0.2 §3.1.1). */
  eventKey: string;
  subject: string | null;
  /** JSON Pointer of `data` in the body. */
  pointer: string;
  data: unknown;
  base64: string | null;
  mediaType: string | null;
};

/**
 * Reads the CloudEvent in a body. GitHub wraps what a workflow sends (`repository_dispatch`) into its own
 * envelope: there the event is the `client_payload`.
 */
export function readMessage(body: unknown, scheme: SignatureScheme): Message | Unreadable {
  const isWrapped = scheme === "github" && isObject(body) && "client_payload" in body;
  const pointer = isWrapped ? "#/client_payload" : "#";
  const result = CloudEvent.safeParse(isWrapped ? body.client_payload : body);
  return result.success ? toMessage(result.data, pointer) : notAnEvent(result.error, pointer);
}

/** Why a body is no message, and where. */
export type Unreadable = { problem: string; pointer: string };

function notAnEvent({ issues: [issue] }: z.ZodError, pointer: string): Unreadable {
  const because = issue?.message ?? "it has no attributes";
  return {
    problem: `The body is not a structured CloudEvent 1.0: ${because}`,
    pointer: [pointer, ...(issue?.path ?? [])].map(String).join("/"),
  };
}

function toMessage(event: z.output<typeof CloudEvent>, pointer: string): Message | Unreadable {
  const { id, source, type, subject = null, datacontenttype: mediaType = null } = event;
  const kind = messageKindOf(type);
  if (!kind) {
    const known = MessageKind.options.join(", ");
    const problem = `Nothing is known about events of the type ${type}. Its end must be one of ${known}.`;
    return { problem, pointer: `${pointer}/type` };
  }
  return {
    ...{ kind, type, subject, mediaType, eventKey: JSON.stringify([source, id]) },
    data: event.data ?? null,
    base64: event.data_base64 ?? null,
    pointer: `${pointer}/data`,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Whether the message ends something. */
export const isRetirement = (kind: MessageKind): boolean => kind.endsWith(".retired");

/** The id that data without a document name: `{"id": "orders"}`; else the event's subject. */
export function idIn({ data, subject }: Pick<Message, "data" | "subject">): string | null {
  if (isObject(data) && typeof data.id === "string" && data.id !== "") return data.id;
  return subject;
}

/** Data that only say which one is meant, and are no document themselves. */
export const isReference = (data: unknown): boolean =>
  data === null || (isObject(data) && !("kind" in data) && !("dataProductSpecification" in data));

const NOUN = { team: "Team", dataproduct: "Data product", datacontract: "Data contract" } as const;

/** What a message did, in a sentence. */
export function describeAnswer({ kind, id, outcome, revision }: MessageAnswer, message: MessageKind): string {
  const what = `${kind ? NOUN[kind] : "Document"} ${id ?? ""}`;
  if (outcome === "unchanged") return `${what} was registered with this document already.`;
  const done = isRetirement(message) ? "retired" : outcome;
  return `${what} was ${done}${revision === null ? "" : `, revision ${revision}`}.`;
}
