import "server-only";

import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";

import { InboundDelivery, MessageAnswer } from "../model";

/** What is known of a message before it was worked on. */
export type Arrival = {
  sourceId: string;
  messageId: string | null;
  receivedAt: Date;
  bodyBytes: number;
  bodySha256: string;
  type: string | null;
  subject: string | null;
};

/** An accepted message that came before under the same key. */
export async function findAccepted(
  db: Db,
  dedupeKey: string,
): Promise<{ answer: MessageAnswer; bodySha256: string } | null> {
  const row = await db.inboundDelivery.findUnique({
    where: { dedupeKey, outcome: "accepted" },
    select: { response: true, bodySha256: true },
  });
  return row && { answer: MessageAnswer.parse(row.response), bodySha256: row.bodySha256 };
}

/**
 * Takes the key before the work is done: of two messages with the same one, the second waits here until the first
 * has committed, then fails, and the operation begins again and finds the first.
 */
export async function insertAccepted(
  db: Db,
  arrival: Arrival & { id: string; dedupeKey: string | null },
): Promise<void> {
  await db.inboundDelivery.create({
    data: { ...arrival, outcome: "accepted", status: 200, detail: "", response: {} },
    select: { id: true },
  });
}

export async function completeAccepted(
  db: Db,
  { id, detail, answer }: { id: string; detail: string; answer: MessageAnswer },
): Promise<void> {
  await db.inboundDelivery.update({ where: { id }, data: { detail, response: answer, subject: answer.id } });
}

/** The same message came again and got the same answer. */
export async function countRepetition(db: Db, dedupeKey: string): Promise<void> {
  await db.inboundDelivery.updateMany({ where: { dedupeKey }, data: { count: { increment: 1 } } });
}

type Logged = Arrival & {
  id: string;
  outcome: "accepted" | "refused";
  /** Arrivals with the same key share a row: repeated attempts, or what nobody signed in one minute. */
  key: string;
  status: number;
  detail: string;
  response: Prisma.InputJsonObject;
};

/** Logs what did no work; the newest of those that share a row is the one that is described. */
export async function logArrival(db: Db, { response, ...row }: Logged): Promise<void> {
  const json = JSON.stringify(response).replaceAll("\\u0000", "");
  await db.$executeRaw`
    insert into inbound_deliveries as d (id, source_id, message_id, dedupe_key, received_at, outcome, status, type,
      subject, detail, response, body_bytes, body_sha256)
    values (${row.id}, ${row.sourceId}, ${row.messageId}, ${row.key}, ${row.receivedAt}, ${row.outcome},
      ${row.status}::int, ${row.type}, ${row.subject}, ${row.detail.replaceAll("\0", "")}, ${json}::jsonb,
      ${row.bodyBytes}::int, ${row.bodySha256})
    on conflict (dedupe_key) do update set count = d.count + 1, received_at = excluded.received_at,
      status = excluded.status, type = excluded.type, subject = excluded.subject, detail = excluded.detail,
      response = excluded.response, body_bytes = excluded.body_bytes, body_sha256 = excluded.body_sha256`;
}

type Filter = {
  sourceId: string;
  outcome: "accepted" | "refused" | null;
  before: { at: Date; id: string } | null;
  take: number;
};

/** Newest first; one more than `take` tells of another page. */
export async function listDeliveryRows(
  db: Db,
  { sourceId, outcome, before, take }: Filter,
): Promise<InboundDelivery[]> {
  const beyond = before
    ? {
        OR: [
          { receivedAt: { lt: before.at } },
          { AND: [{ receivedAt: before.at }, { id: { lt: before.id } }] },
        ],
      }
    : {};
  const rows = await db.inboundDelivery.findMany({
    where: { AND: [{ sourceId }, outcome === null ? {} : { outcome }, beyond] },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: take + 1,
    omit: { sourceId: true, dedupeKey: true },
  });
  return rows.map((row) => InboundDelivery.parse({ ...row, receivedAt: row.receivedAt.toISOString() }));
}

/** Forgets what came before `before`; refused messages are forgotten at `refusedBefore`. */
export async function deleteDeliveries(
  db: Db,
  { before, refusedBefore }: { before: Date; refusedBefore: Date },
): Promise<void> {
  await db.inboundDelivery.deleteMany({
    where: {
      OR: [
        { receivedAt: { lt: before } },
        { AND: [{ outcome: "refused" }, { receivedAt: { lt: refusedBefore } }] },
      ],
    },
  });
}
