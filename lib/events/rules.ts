import { MessageKind } from "./model";

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
  if (!/^\d{1,12}$/.test(timestamp)) return { problem: "The header webhook-timestamp is not a Unix time in seconds." };
  const signatures = signature
    .split(" ")
    .filter((part) => part.startsWith("v1,"))
    .map((part) => part.slice(3));
  return { id, timestamp: Number(timestamp), signatures };
}

/** Why a message of that time is not accepted now, or null. */
export function timestampProblem(timestampSeconds: number, now: Date): string | null {
  const ageSeconds = now.getTime() / 1000 - timestampSeconds;
  if (ageSeconds > REPLAY_WINDOW_SECONDS) return "The message is too old: its timestamp is outside the replay window.";
  if (ageSeconds < -REPLAY_WINDOW_SECONDS) return "The message is from the future: its timestamp is outside the replay window.";
  return null;
}
