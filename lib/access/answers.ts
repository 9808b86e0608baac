import "server-only";

import type { Actor } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";

import { type Describe, describing } from "./describe";
import {
  Agreement,
  type AgreementSummary,
  Doer,
  type Provisioning,
  RequestStatus,
  type Review,
  type TermsAcceptance,
} from "./model";
import { mayCancel, mayProvision, mayRenew, mayReview, mayRevoke } from "./policy/agreements";
import { statusAt } from "./rules/agreement";
import {
  lastAcceptance,
  pendingRenewals,
  requestsOfAgreement,
  type StoredAgreement,
  type StoredProvisioning,
} from "./store/agreement-views";

type Asking = { db: Db; actor: Actor; now: Date };

/** Agreements as the asker sees them in a list, in a fixed number of statements. */
export async function toSummaries(
  asking: Asking,
  rows: readonly StoredAgreement[],
): Promise<AgreementSummary[]> {
  const { db } = asking;
  const [describe, renewals] = await Promise.all([
    describing(db, rows, { doers: rows.flatMap(reviewerOf) }),
    pendingRenewals(
      db,
      rows.map(({ id }) => id),
    ),
  ]);
  return rows.map((row) =>
    toSummary(asking, row, { describe, renewalRequestId: renewals.get(row.id) ?? null }),
  );
}

type Known = { describe: Describe; renewalRequestId: string | null };

function toSummary(
  { actor, now }: Asking,
  row: StoredAgreement,
  { describe, renewalRequestId }: Known,
): AgreementSummary {
  const { id, purpose, startsAt, endsAt, version, provisioning, reviewReason, reviewDueAt } = row;
  const status = statusAt(row, now);
  const isOpen = reviewReason !== null && reviewDueAt !== null && row.endedHow === null;
  return {
    ...{ id, status, purpose, version, renewalRequestId },
    target: describe.target(row),
    consumer: describe.consumer(row),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    provisioning: provisioning.status,
    provisioningMode: provisioning.mode,
    review: isOpen ? { reason: reviewReason, dueAt: reviewDueAt.toISOString() } : null,
    lastReview: toReview(row, describe),
    permissions: {
      renew: mayRenew(actor, { ...row, isAsked: renewalRequestId !== null }, now),
      cancel: mayCancel(actor, row, now),
      revoke: mayRevoke(actor, row, now),
      review: mayReview(actor, row, now),
      provision: mayProvision(actor, { ...row, provisioning: provisioning.status }, now),
    },
  };
}

const DoerKey = Doer.pick({ kind: true, id: true });

const reviewerOf = ({ reviewedByKind: kind, reviewedById: id }: StoredAgreement) =>
  kind === null || id === null ? [] : [DoerKey.parse({ kind, id })];

const enderOf = ({ endedByKind: kind, endedById: id }: StoredAgreement) =>
  kind === null || id === null ? [] : [DoerKey.parse({ kind, id })];

function toReview(row: StoredAgreement, describe: Describe): Review | null {
  const [by] = reviewerOf(row);
  if (row.reviewedAt === null || by === undefined) return null;
  return {
    decision: row.reviewDecision === "end" ? "end" : "keep",
    at: row.reviewedAt.toISOString(),
    by: describe.doer(by),
    reason: row.reviewNote,
  };
}

/** An agreement with everything that its page shows. */
export async function toAgreement(asking: Asking, row: StoredAgreement): Promise<Agreement> {
  const { db, now } = asking;
  const [renewals, requests, acceptance] = await Promise.all([
    pendingRenewals(db, [row.id]),
    requestsOfAgreement(db, row.id),
    lastAcceptance(db, row.id),
  ]);
  const acceptor = acceptance && DoerKey.parse({ kind: acceptance.actorKind, id: acceptance.actorId });
  const describe = await describing(db, [row], {
    doers: [...reviewerOf(row), ...enderOf(row), ...(acceptor ? [acceptor] : [])],
  });
  const { columns, roles, tags, links, custom, nextReassessmentAt, createdAt } = row;
  return Agreement.parse({
    ...toSummary(asking, row, { describe, renewalRequestId: renewals.get(row.id) ?? null }),
    ...{ columns, roles, tags, links, custom },
    requests: requests.map(toRequestLine),
    terms: acceptance && acceptor && toTerms(acceptance, describe.doer(acceptor)),
    nextReassessmentAt: nextReassessmentAt?.toISOString() ?? null,
    ended: toEnding(row, describe, now),
    provision: toProvisioning(row.provisioning),
    createdAt: createdAt.toISOString(),
  });
}

type RequestLine = Awaited<ReturnType<typeof requestsOfAgreement>>[number];

const toRequestLine = ({ id, kind, status, requestedAt, decidedAt }: RequestLine) => ({
  ...{ id, kind, status: RequestStatus.parse(status) },
  requestedAt: requestedAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
});

type Acceptance = NonNullable<Awaited<ReturnType<typeof lastAcceptance>>>;

const toTerms = (
  { contractId, contractVersion, sha256, acceptedAt }: Acceptance,
  by: Doer,
): TermsAcceptance => ({ contractId, contractVersion, sha256, by, at: acceptedAt.toISOString() });

/** One that has run out a moment ago has ended, also before a job has written that. */
function toEnding(row: StoredAgreement, describe: Describe, now: Date): Agreement["ended"] {
  const [by] = enderOf(row);
  if (row.endedHow === null && statusAt(row, now) !== "expired") return null;
  return {
    how: row.endedHow ?? "expired",
    at: (row.endedAt ?? row.endsAt).toISOString(),
    by: by ? describe.doer(by) : null,
    reason: row.endReason,
  };
}

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

export function toProvisioning(row: StoredProvisioning): Provisioning {
  const { status, mode, platform, executor, reference, diagnostics, note, attempts } = row;
  return {
    ...{ status, mode, platform, executor, reference, diagnostics, note, attempts },
    provisioningStartedAt: iso(row.provisioningStartedAt),
    provisionedAt: iso(row.provisionedAt),
    deprovisioningStartedAt: iso(row.deprovisioningStartedAt),
    deprovisionedAt: iso(row.deprovisionedAt),
    failedAt: iso(row.failedAt),
    customProperties: row.customProperties,
    links: row.links,
  };
}
