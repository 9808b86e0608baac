import "server-only";

import { z } from "zod";

import { command, type Scope } from "@/lib/platform/operation";

import { agreementEvent } from "../agreement-events";
import { announceActivation, askAgain, endAgreement } from "../agreements";
import { canTurnAgreements } from "../policy/agreements";
import { daysAfter, dueWarning, reviewDue, statusAt, WARNED_BEFORE_DAYS } from "../rules/agreement";
import { retryable } from "../rules/provisioning";
import type { StoredAgreement } from "../store/agreement-views";
import { updateAgreement, updateProvisioning } from "../store/agreements";
import { askForReview } from "../store/reviews";
import {
  lockBeginning,
  lockEnding,
  lockEndingBefore,
  lockOverdue,
  lockReassessed,
  lockRetried,
} from "../store/sweep";

/**
 * What time does to agreements. Each change takes its own cause away in the same transaction, so that a turn that is
 * repeated, late or cut off does nothing twice and leaves nothing out. `more`: there may be more than one turn takes.
 */
export const turnAgreements = command({
  name: "access.turnAgreements",
  summary: "Begin, end, warn and put up for review whatever agreements it is time for.",
  input: z.object({}),
  output: z.object({ turned: z.number().int() }),
  load: () => null,
  allow: canTurnAgreements,
  async run(scope) {
    let turned = 0;
    for (const turn of TURNS) turned += await turn(scope);
    if (turned === 0) scope.nothingChanged();
    return { turned };
  },
});

type Turn = (scope: Scope) => Promise<number>;

/** What has ended is not begun, warned of or reviewed any more: that comes first. */
const TURNS: readonly Turn[] = [expire, begin, warn, reassess, tellOverdue, retry];

async function expire(scope: Scope): Promise<number> {
  const rows = await lockEnding(scope.db, scope.now);
  for (const row of rows) {
    await endAgreement(scope, row, { how: "expired", at: row.endsAt, reason: null });
    scope.record({ subjectId: row.id, detail: { turn: "expired", endsAt: row.endsAt.toISOString() } });
  }
  return rows.length;
}

async function begin(scope: Scope): Promise<number> {
  const { db, now, record } = scope;
  const rows = await lockBeginning(db, now);
  for (const row of rows) {
    announceActivation(scope, await updateAgreement(db, row, { status: "active", now }));
    record({ subjectId: row.id, detail: { turn: "activated", startsAt: row.startsAt.toISOString() } });
  }
  return rows.length;
}

async function warn(scope: Scope): Promise<number> {
  let warned = 0;
  for (const days of WARNED_BEFORE_DAYS.toReversed()) warned += await warnOf(scope, days);
  return warned;
}

async function warnOf({ db, now, emit, record }: Scope, days: number): Promise<number> {
  const rows = await lockEndingBefore(db, { now, until: daysAfter(now, days), days });
  for (const row of rows) {
    const due = dueWarning(row, now);
    if (due === null) continue;
    await updateAgreement(db, row, { warnedDays: [...row.warnedDays, due], now });
    emit(agreementEvent("access.agreement.expiring", row, { days: due }));
    record({ subjectId: row.id, detail: { turn: "warned", days: due } });
  }
  return rows.length;
}

async function reassess({ db, now, emit, record }: Scope): Promise<number> {
  const rows = await lockReassessed(db, now);
  const dueAt = reviewDue("reassessment", now);
  await askForReview(db, rows, { reason: "reassessment", dueAt, now });
  for (const row of rows) {
    emit(agreementEvent("access.agreement.reviewDue", row, { reason: "reassessment" }));
    record({ subjectId: row.id, detail: { review: "reassessment", dueAt: dueAt.toISOString() } });
  }
  return rows.length;
}

async function tellOverdue({ db, now, emit, record }: Scope): Promise<number> {
  const rows = await lockOverdue(db, now);
  for (const row of rows) {
    await updateAgreement(db, row, { reviewOverdueAt: now, now });
    emit(agreementEvent("access.agreement.reviewOverdue", row, { reason: row.reviewReason }));
    record({ subjectId: row.id, detail: { turn: "reviewOverdue" } });
  }
  return rows.length;
}

/** What needs no grant any more, or none to be removed, is left as it is. */
async function retry(scope: Scope): Promise<number> {
  const { db, now, record } = scope;
  const rows = await lockRetried(db, now);
  for (const row of rows) {
    const task = taskOf(row, now);
    if (task === null) await updateProvisioning(db, row.id, { retryAt: null, now });
    else await askAgain(scope, row, task);
    record({ subjectId: row.id, detail: { turn: "retried", task } });
  }
  return rows.length;
}

const taskOf = (row: StoredAgreement, now: Date) => retryable(row.provisioning.status, statusAt(row, now));
