import type { Db } from "./db/client";
import type { PlacedEvent } from "./reactions";

/** What people are told about, as they choose it in their settings. */
export const NOTICE_KINDS = [
  "requests.toDecide",
  "requests.mine",
  "agreements.mine",
  "agreements.toReview",
  "provisioning",
] as const;
type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * What an event means for people. One event may make several: whoever stands in more than one of them is told the
 * first. Title and body are plain text, written for the people named.
 */
export type Notice = {
  kind: NoticeKind;
  /** Ids of the users who are told. Only of those who may see what it is about at this moment. */
  people: string[];
  /** Ids of the users who are told nothing, but whose open pages show something else now. */
  ring: string[];
  title: string;
  body: string;
  /** Where in the portal it can be seen: an absolute path. */
  href: string;
};

/** A domain's answer to which of its events people are told about. Must answer the same when asked twice. */
export type NoticeSource = {
  types: readonly string[];
  toNotices: (db: Db, event: PlacedEvent) => Promise<Notice[]>;
};
