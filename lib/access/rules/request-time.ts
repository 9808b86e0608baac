const HOUR_MS = 3_600_000;

const REMIND_HOURS = 24;
const ESCALATE_HOURS = 72;
const LAPSE_HOURS = 30 * 24;

const hoursAfter = (moment: Date, hours: number): Date => new Date(moment.getTime() + hours * HOUR_MS);

/** When the side that is waited for from `since` on is reminded first. */
export const firstReminder = (since: Date): Date => hoursAfter(since, REMIND_HOURS);

/** The next reminder in the same rhythm: however late a job comes, it reminds once. */
export function nextReminder(due: Date, now: Date): Date {
  const missed = Math.floor((now.getTime() - due.getTime()) / (REMIND_HOURS * HOUR_MS));
  return hoursAfter(due, REMIND_HOURS * (Math.max(0, missed) + 1));
}

/** When a step that was opened, or escalated, is escalated next. */
export const nextEscalation = (since: Date): Date => hoursAfter(since, ESCALATE_HOURS);

/** When a request without a final answer lapses. */
export const lapseOf = (requestedAt: Date): Date => hoursAfter(requestedAt, LAPSE_HOURS);

/** The middle of the times that decisions took, in hours; null before the first. */
export function medianHours(durationsMs: readonly number[]): number | null {
  const sorted = [...durationsMs].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2 / HOUR_MS;
}
