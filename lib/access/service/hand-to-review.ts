import "server-only";

import { z } from "zod";

import { peopleByIds } from "@/lib/identity";
import { command, type Scope } from "@/lib/platform/operation";

import { agreementEvent } from "../agreement-events";
import { canTurnAgreements } from "../policy/agreements";
import { reviewDue } from "../rules/agreement";
import { updateAgreement } from "../store/agreements";
import { lockHeldAgreements } from "../store/reviews";
import { findAccount, teamIdsNaming } from "../store/targets";

export const handToReview = command({
  name: "access.handToReview",
  summary: "Put up for review what a person holds who was deactivated or has left a team.",
  input: z.object({
    userId: z.string(),
    /** The teams that the person has left; null: their account was deactivated. */
    left: z.array(z.string()).nullable(),
  }),
  output: z.object({ handed: z.number().int() }),
  load: () => null,
  allow: canTurnAgreements,
  async run(scope, { userId, left }) {
    const { db, now, emit, record, nothingChanged } = scope;
    const person = (await peopleByIds(db, [userId])).get(userId);
    const isBack = person === undefined || (await hasReturned(scope, person, left));
    const held = isBack ? [] : await lockHeldAgreements(db, { names: [userId, person.email], now });
    const rows = held.filter(({ reviewReason }) => reviewReason !== "holderLeft");
    for (const row of rows) {
      const dueAt = earlier(row.reviewDueAt, reviewDue("holderLeft", now));
      await updateAgreement(db, row, {
        reviewReason: "holderLeft",
        reviewDueAt: dueAt,
        reviewOverdueAt: null,
        now,
      });
      emit(agreementEvent("access.agreement.reviewDue", row, { reason: "holderLeft" }));
      record({ subjectId: row.id, detail: { review: "holderLeft", dueAt: dueAt.toISOString() } });
    }
    if (rows.length === 0) nothingChanged();
    return { handed: rows.length };
  },
});

const earlier = (due: Date | null, other: Date): Date =>
  due !== null && due.getTime() < other.getTime() ? due : other;

/** An event may be met late or again: what counts is whether the person is away now. */
async function hasReturned(
  { db }: Pick<Scope, "db">,
  { id, email }: { id: string; email: string },
  left: readonly string[] | null,
): Promise<boolean> {
  if (left === null) return (await findAccount(db, id)) !== null;
  const present = await teamIdsNaming(db, email);
  return left.every((teamId) => present.includes(teamId));
}
