import "server-only";

import { z } from "zod";

import { getVisibleProduct } from "@/lib/catalog";
import { conflict, invalid, notFound } from "@/lib/platform/errors";
import { command, type Scope } from "@/lib/platform/operation";

import { agreementEvent } from "../agreement-events";
import { endAgreement } from "../agreements";
import { toAgreement } from "../answers";
import { Agreement } from "../model";
import { canReview, canRevoke } from "../policy/agreements";
import { nextReassessment, reviewDue } from "../rules/agreement";
import { getAgreementRow, type StoredAgreement, toStoredAgreement } from "../store/agreement-views";
import { updateAgreement } from "../store/agreements";
import { askForReview, lockPortAgreements } from "../store/reviews";
import { refuseEnded } from "./live-agreement";
import { unprotectedTarget } from "./target";

export const startRecertification = command({
  name: "access.startRecertification",
  summary: "Put all access to an output port up for review, to be kept or ended within 14 days.",
  input: z.object({ productId: z.string(), portId: z.string() }),
  output: z.object({ started: z.number().int(), dueAt: z.iso.datetime() }),
  async load({ db, actor }, { productId, portId }) {
    const { ownerTeamId } = await getVisibleProduct(db, actor, productId);
    const target = await unprotectedTarget(db, productId, portId);
    if (!target) throw notFound("Output port", portId);
    return { providerTeamId: ownerTeamId, portId: target.portId };
  },
  allow: canRevoke,
  async run({ db, now, emit, record, nothingChanged }, { productId }, { portId }) {
    const dueAt = reviewDue("recertification", now);
    const rows = await lockPortAgreements(db, { productId, portId, now });
    // A holder who has left is to be looked at sooner: that review stays as it is.
    const asked = rows.filter(({ reviewReason }) => reviewReason !== "holderLeft");
    await askForReview(db, asked, { reason: "recertification", dueAt, now });
    for (const [index, row] of asked.entries()) {
      const facts = { reason: "recertification", isFirst: index === 0 };
      emit(agreementEvent("access.agreement.reviewDue", row, facts));
      record({ subjectId: row.id, detail: { review: "recertification", dueAt: dueAt.toISOString() } });
    }
    if (asked.length === 0) nothingChanged();
    return { started: asked.length, dueAt: dueAt.toISOString() };
  },
});

export const decideReview = command({
  name: "access.decideReview",
  summary: "Answer the review of an agreement: keep it as it is, or end it with a reason.",
  input: z.object({
    accessId: z.string(),
    decision: z.enum(["keep", "end"]),
    reason: z.string().trim().max(4000).optional(),
  }),
  output: Agreement,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: (actor, row, { decision }) => (decision === "keep" ? canReview(actor, row) : canRevoke(actor, row)),
  async run(scope, { decision, reason }, row) {
    refuseEnded(row, scope.now);
    if (row.reviewReason === null) throw conflict("Nobody has asked for a review of this access.");
    const note = reason === undefined || reason === "" ? null : reason;
    scope.record({ subjectId: row.id, detail: { review: row.reviewReason, decision, reason: note } });
    const decided = decision === "keep" ? await keep(scope, row, note) : await end(scope, row, note);
    return toAgreement(scope, decided);
  },
});

/** What is reviewed is also assessed: a reassessment that was due is answered with it. */
async function keep(scope: Scope, row: StoredAgreement, note: string | null): Promise<StoredAgreement> {
  const kept = await updateAgreement(scope.db, row, {
    ...reviewed(scope, "keep", note),
    nextReassessmentAt: nextReassessment(row.nextReassessmentAt, scope.now),
  });
  scope.emit(agreementEvent("access.agreement.reviewed", kept, { decision: "keep" }));
  return toStoredAgreement(kept);
}

async function end(scope: Scope, row: StoredAgreement, note: string | null): Promise<StoredAgreement> {
  if (note === null) {
    const detail = "Say why the access ends: its holder reads it.";
    throw invalid(detail, [{ pointer: "#/reason", detail }]);
  }
  const noted = await updateAgreement(scope.db, row, reviewed(scope, "end", note));
  scope.emit(agreementEvent("access.agreement.reviewed", noted, { decision: "end" }));
  return toStoredAgreement(await endAgreement(scope, noted, { how: "revoked", at: scope.now, reason: note }));
}

const reviewed = ({ actor, now }: Scope, decision: "keep" | "end", note: string | null) => ({
  ...{ reviewReason: null, reviewDueAt: null, reviewOverdueAt: null, now },
  ...{ reviewDecision: decision, reviewedAt: now, reviewedByKind: actor.kind, reviewedById: actor.id },
  reviewNote: note,
});
