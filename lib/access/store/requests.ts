import "server-only";

import { z } from "zod";

import { Classification } from "@/lib/catalog/model";
import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { notFound } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";

import { ConsumerKind, type EntryKind, PlanFacts, RequestStatus, StepKind, StepStatus } from "../model";
import type { Asker } from "../policy/asker";
import { requestsVisibleTo } from "../policy/requests";
import { isPending } from "../rules/request-state";

export const WITH_STEPS = { steps: { orderBy: { position: "asc" } } } satisfies Prisma.AccessRequestInclude;

type RequestRow = Prisma.AccessRequestGetPayload<{ include: typeof WITH_STEPS }>;
type StepRow = RequestRow["steps"][number];

const Words = z.object({
  kind: z.enum(["new", "renewal"]),
  status: RequestStatus,
  consumerKind: ConsumerKind,
  requesterKind: z.enum(["user", "key", "webhook", "job"]),
  classification: Classification.nullable(),
  askedKind: StepKind.nullable(),
  facts: PlanFacts,
});

const StepWords = z.object({ kind: StepKind, status: StepStatus });

export type StoredStep = Omit<StepRow, "kind" | "status"> & z.output<typeof StepWords>;

/** A request with its steps, as it is stored. */
export type StoredRequest = Omit<RequestRow, "steps" | keyof z.output<typeof Words>> &
  z.output<typeof Words> & { steps: StoredStep[] };

export const toStored = ({ steps, ...row }: RequestRow): StoredRequest => ({
  ...row,
  ...Words.parse(row),
  steps: steps.map((step) => ({ ...step, ...StepWords.parse(step) })),
});

/** What the asker may not see does not exist. */
export async function getRequestRow(db: Db, asker: Asker, id: string): Promise<StoredRequest> {
  const [request] = await getRequestRows(db, asker, [id]);
  if (!request) throw notFound("Access request", id);
  return request;
}

/** Those of the requests that the asker may see. */
export async function getRequestRows(db: Db, asker: Asker, ids: readonly string[]): Promise<StoredRequest[]> {
  const rows = await db.accessRequest.findMany({
    where: { AND: [{ id: { in: [...ids] }, removedAt: null }, requestsVisibleTo(asker)] },
    include: WITH_STEPS,
  });
  return rows.map(toStored);
}

/** The request whoever may see it: after a change by somebody who could see it before. */
export async function unprotectedRequestRow(db: Db, id: string): Promise<StoredRequest> {
  const request = await findRequestRow(db, id);
  if (!request) throw notFound("Access request", id);
  return request;
}

/** The request whoever may see it, or null: for those who decide themselves whom they tell what. */
export async function findRequestRow(db: Db, id: string): Promise<StoredRequest | null> {
  const row = await db.accessRequest.findUnique({ where: { id }, include: WITH_STEPS });
  return row && toStored(row);
}

/** The last item of a page that was shown. */
type RequestPosition = { at: Date; id: string };

type PageOf = {
  asker: Asker;
  where: Prisma.AccessRequestWhereInput;
  sort: "oldest" | "newest";
  after: RequestPosition | null;
  take: number;
};

/** In the order of their making, of what the asker may see; one more than `take` tells of another page. */
export async function listRequestRows(
  db: Db,
  { asker, where, sort, after, take }: PageOf,
): Promise<StoredRequest[]> {
  const [order, beyond] = sort === "oldest" ? (["asc", "gt"] as const) : (["desc", "lt"] as const);
  const rest = after && {
    OR: [{ requestedAt: { [beyond]: after.at } }, { requestedAt: after.at, id: { [beyond]: after.id } }],
  };
  const rows = await db.accessRequest.findMany({
    where: { AND: [requestsVisibleTo(asker), where, { removedAt: null }, rest ?? {}] },
    orderBy: [{ requestedAt: order }, { id: order }],
    take: take + 1,
    include: WITH_STEPS,
  });
  return rows.map(toStored);
}

export const countRequests = (db: Db, where: Prisma.AccessRequestWhereInput): Promise<number> =>
  db.accessRequest.count({ where: { AND: [where, { removedAt: null }] } });

/** Pending requests for the same port and consumer. */
export async function findPendingFor(
  db: Db,
  { portId, consumerKind, consumerId }: { portId: string; consumerKind: string; consumerId: string },
): Promise<{ id: string } | null> {
  return db.accessRequest.findFirst({
    where: {
      ...{ portId, consumerKind, consumerId, removedAt: null },
      status: { in: ["requested", "needsInformation"] },
    },
    select: { id: true },
  });
}

/** Of two requests for the same port and consumer at once, the second waits and then finds the first. */
export async function lockWish(db: Db, wish: readonly string[]): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(wish)}, 72707390))`;
}

export type NewRequest = Omit<Prisma.AccessRequestUncheckedCreateInput, "steps" | "entries" | "version">;
export type NewStep = Omit<Prisma.ApprovalStepCreateManyInput, "requestId">;

/** Fails when the id is taken: the operation then starts again and finds who has it. */
export async function insertRequest(db: Db, request: NewRequest, steps: readonly NewStep[]): Promise<void> {
  await db.accessRequest.create({ data: request, select: { id: true } });
  if (steps.length > 0)
    await db.approvalStep.createMany({ data: steps.map((step) => ({ ...step, requestId: request.id })) });
}

export type RequestChange = {
  status?: RequestStatus;
  decidedAt?: Date;
  waitingSince?: Date;
  remindAt?: Date | null;
  lapsesAt?: Date | null;
  /** Whom the request asks from now on; what is over asks nobody, whatever this says. */
  asked?: AskedColumns;
  /** Who has decided. */
  decider?: string;
};

/** Whom the open step asks, as the request has it. */
export type AskedColumns = { askedKind: StepKind | null; askedTeamIds: string[]; asksGovernance: boolean };

export const NOBODY_ASKED: AskedColumns = { askedKind: null, askedTeamIds: [], asksGovernance: false };

/** Changes what nobody has changed since it was read; returns whether that was so. */
export async function changeRequest(
  db: Db,
  { id, version }: Pick<StoredRequest, "id" | "version">,
  { decider, asked, ...change }: RequestChange,
): Promise<boolean> {
  const isOver = change.status !== undefined && !isPending(change.status);
  const { count } = await db.accessRequest.updateMany({
    where: { id, version },
    data: {
      ...change,
      ...(isOver ? NOBODY_ASKED : asked),
      ...(decider !== undefined && { deciders: { push: decider } }),
      version: { increment: 1 },
    },
  });
  return count === 1;
}

type StepChange = Omit<Prisma.ApprovalStepUncheckedUpdateManyInput, "requestId" | "position">;

export async function changeStep(
  db: Db,
  { requestId, position }: { requestId: string; position: number },
  change: StepChange,
): Promise<void> {
  await db.approvalStep.updateMany({ where: { requestId, position }, data: change });
}

/** The turn of the steps that have none yet will not come. */
export async function skipSteps(db: Db, requestIds: readonly string[]): Promise<void> {
  await db.approvalStep.updateMany({
    where: { requestId: { in: [...requestIds] }, status: { in: ["open", "waiting"] } },
    data: { status: "skipped", escalateAt: null },
  });
}

export type NewEntry = { requestId: string; kind: EntryKind; note?: string | null };

export async function insertEntries(
  db: Db,
  { actor, now }: { actor: Pick<Actor, "kind" | "id">; now: Date },
  entries: readonly NewEntry[],
): Promise<void> {
  await db.requestEntry.createMany({
    data: entries.map(({ requestId, kind, note = null }) => ({
      ...{ id: newId("ent"), requestId, at: now, kind, note },
      ...{ actorKind: actor.kind, actorId: actor.id },
    })),
  });
}

export type EntryRow = Awaited<ReturnType<typeof entriesOf>>[number];

/** Oldest first. */
export const entriesOf = (db: Db, requestId: string) =>
  db.requestEntry.findMany({ where: { requestId }, orderBy: { seq: "asc" } });
