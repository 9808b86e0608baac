-- AlterTable
ALTER TABLE "access_requests" ADD COLUMN     "individual_agreements" TEXT,
ADD COLUMN     "next_reassessment_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "agreements" ADD COLUMN     "individual_agreements" TEXT,
ADD COLUMN     "requester_id" TEXT NOT NULL,
ADD COLUMN     "requester_kind" TEXT NOT NULL,
ADD COLUMN     "review_overdue_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "agreements_status_review_due_at_idx" ON "agreements"("status", "review_due_at");

-- CreateIndex
CREATE INDEX "agreements_requester_kind_requester_id_idx" ON "agreements"("requester_kind", "requester_id");
