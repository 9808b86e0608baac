import "server-only";

import { rolesBelow } from "@/lib/identity";
import type { Actor } from "@/lib/platform/actor";
import { sha256 } from "@/lib/platform/crypto";
import { readDocument, type SourceDocument } from "@/lib/platform/document";
import { DomainError, invalid } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { Runtime } from "@/lib/platform/operation";

import { type MessageAnswer, SignatureScheme } from "../model";
import { idIn, isReference, isRetirement, type Message, readMessage } from "../rules";
import { type Verified, verifySignature } from "../signature";
import { logArrival } from "../store/deliveries";
import { findSealedSource, type SealedSource } from "../store/sources";
import { receiveMessage } from "./receive-message";
import { openSecret } from "./sources";

/** A request to a webhook address, about which nothing is known yet. */
export type Knock = {
  sourceId: string;
  header: (name: string) => string | null;
  /** Reads the exact bytes; throws when there are too many. */
  read: () => Promise<Uint8Array>;
};

export type KnockAnswer = { pong: true } | MessageAnswer;

/**
 * Checks who sent a message, does what it asks for, and leaves a row in the delivery log whatever becomes of it.
 * Who cannot sign learns nothing, not even whether there is such a source.
 */
export async function receive(runtime: Runtime, knock: Knock): Promise<KnockAnswer> {
  const now = runtime.now();
  const source = await findSealedSource(runtime.db, knock.sourceId, now);
  const arrival: Arrival = { runtime, source, now, header: knock.header };
  const body = await readOrCount(arrival, knock);
  const verified = verify(arrival, body);
  if (!source || !verified.ok) {
    if (!verified.ok) await countUnsigned(arrival, body, { status: 401, detail: verified.because });
    throw new DomainError("unauthenticated", "The message is not signed by a source that is known here.");
  }
  const message: Signed = { runtime, source, now, body, header: knock.header, messageId: verified.messageId };
  try {
    return await work(message);
  } catch (error) {
    await logRefusal(message, error);
    throw error;
  }
}

type Arrival = { runtime: Runtime; source: SealedSource | null; now: Date; header: Knock["header"] };
type Signed = Omit<Arrival, "source"> & { source: SealedSource; body: Uint8Array; messageId: string | null };

async function readOrCount(arrival: Arrival, { read }: Knock): Promise<Uint8Array> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DomainError)
      await countUnsigned(arrival, new Uint8Array(), { status: error.status, detail: error.message });
    throw error;
  }
}

/** Tried instead of the secrets of a source that does not exist or is disabled, so that it takes as long. */
const NOBODY = "whsec_bm9ib2R5IHNpZ25zIHdpdGggdGhpcw==";

function verify({ source, header, now }: Arrival, body: Uint8Array): Verified {
  const isOpen = source !== null && source.disabledAt === null;
  const verified = verifySignature({
    scheme: source ? SignatureScheme.parse(source.scheme) : "standard-webhooks",
    ...{ header, body, now },
    secrets: isOpen ? source.secrets.map(openSecret) : [NOBODY],
  });
  return isOpen ? verified : { ok: false, because: "The source is disabled." };
}

async function work(message: Signed): Promise<KnockAnswer> {
  const { runtime, source, body, header, messageId } = message;
  const scheme = SignatureScheme.parse(source.scheme);
  if (scheme === "github" && header("x-github-event") === "ping") return pong(message);
  const read = readDocument(body, "application/json");
  const event = readMessage(read.value, scheme);
  if ("problem" in event) throw invalid(event.problem, [{ pointer: event.pointer, detail: event.problem }]);

  return receiveMessage.execute(runtime, await actorOf(runtime, source), {
    sourceId: source.id,
    kind: event.kind,
    document: documentOf(event, read),
    id: idIn(event),
    type: event.type,
    messageId,
    dedupeKey: dedupeKeyOf(message, event),
    ...measure(body),
  });
}

/** The exact text of the data: the bytes that were sent are the ones that are kept. */
function documentOf({ kind, data, base64, mediaType, pointer }: Message, read: SourceDocument) {
  if (base64 !== null) return { text: decodeBase64(base64), mediaType };
  if (typeof data === "string") return { text: data, mediaType };
  if (isRetirement(kind) && isReference(data)) return null;
  const text = data === null ? null : read.written(pointer);
  return text === null ? null : { text, mediaType: "application/json" };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeBase64(text: string): string {
  try {
    return utf8.decode(Buffer.from(text, "base64"));
  } catch {
    throw invalid("data_base64 does not hold a text in UTF-8.", [], 400);
  }
}

/**
 * The sender's own id, which the signature covers. GitHub does not sign its delivery id: there the event's own id,
 * which is in the body, keeps a message that somebody recorded from being played again.
 */
function dedupeKeyOf({ source, messageId }: Signed, { eventKey }: Message): string {
  const own = source.scheme === "github" || messageId === null ? ["event", eventKey] : ["message", messageId];
  return sha256(JSON.stringify([source.id, ...own]));
}

/** A source may do what the owners of its team may: register for the team and the teams below. */
async function actorOf({ db }: Runtime, { id, name, teamId }: SealedSource): Promise<Actor> {
  const teamRoles = await rolesBelow(db, teamId, "owner");
  return {
    ...{ kind: "webhook", id, name, teamId, teamRoles },
    email: null,
    orgRole: "member",
    readOnly: false,
  };
}

/** GitHub's first message says only that the webhook is there. */
async function pong(message: Signed): Promise<KnockAnswer> {
  await log(message, {
    ...{ outcome: "accepted", status: 200, detail: "GitHub says that the webhook is set up." },
    key: ["ping", sha256(message.body)],
    type: "ping",
    response: { pong: true },
  });
  return { pong: true };
}

/** A refused message may come again under its id, mended: only accepted ones are remembered as done. */
async function logRefusal(message: Signed, error: unknown): Promise<void> {
  const { source, messageId, body } = message;
  const isExpected = error instanceof DomainError;
  const detail = isExpected
    ? error.message
    : "An unexpected failure. It is on the record; send the message again.";
  await log(message, {
    ...{ outcome: "refused", status: isExpected ? error.status : 500, detail, type: typeIn(message) },
    key: ["refused", source.scheme === "github" ? sha256(body) : messageId],
    response: { detail, errors: isExpected ? error.fields.slice(0, 20).map((field) => ({ ...field })) : [] },
  });
}

/** The type that an unreadable or unknown message gives itself, for the log. */
function typeIn({ body, source }: Signed): string | null {
  try {
    const event = readMessage(
      readDocument(body, "application/json").value,
      SignatureScheme.parse(source.scheme),
    );
    return "problem" in event ? null : event.type;
  } catch {
    return null;
  }
}

/** One row a minute, however many come: whoever cannot sign must not be able to fill the log. */
async function countUnsigned(
  { runtime, source, now, header }: Arrival,
  body: Uint8Array,
  { status, detail }: { status: number; detail: string },
): Promise<void> {
  if (source === null) return;
  const minute = now.toISOString().slice(0, 16);
  await log(
    { runtime, source, now, header, body, messageId: null },
    { outcome: "refused", status, detail, type: null, key: ["unsigned", minute], response: {} },
  );
}

type Entry = Pick<Parameters<typeof logArrival>[1], "outcome" | "status" | "detail" | "type" | "response"> & {
  key: unknown[];
};

async function log(
  { runtime, source, now, body, messageId }: Signed,
  { key, ...entry }: Entry,
): Promise<void> {
  await logArrival(runtime.db, {
    ...entry,
    ...{ id: newId("msg"), sourceId: source.id, messageId, receivedAt: now, subject: null },
    ...measure(body),
    key: sha256(JSON.stringify([source.id, ...key])),
  });
}

const measure = (body: Uint8Array) => ({ bodyBytes: body.byteLength, bodySha256: sha256(body) });
