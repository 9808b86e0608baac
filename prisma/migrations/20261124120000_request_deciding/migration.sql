-- AlterTable
ALTER TABLE "access_requests" ADD COLUMN     "requester_person_id" TEXT;

-- AlterTable
ALTER TABLE "approval_steps" ADD COLUMN     "asks_governance" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "access_requests_requested_at_id_idx" ON "access_requests"("requested_at", "id");

-- CreateIndex
CREATE INDEX "access_requests_provider_team_id_decided_at_idx" ON "access_requests"("provider_team_id", "decided_at");

-- CreateIndex
CREATE INDEX "approval_steps_team_id_kind_decided_at_idx" ON "approval_steps"("team_id", "kind", "decided_at");

-- CreateIndex
CREATE INDEX "approval_steps_decided_by_id_idx" ON "approval_steps"("decided_by_id");

-- DropIndex
DROP INDEX "request_entries_request_id_at_id_idx";

-- AlterTable
ALTER TABLE "request_entries" ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- CreateIndex
CREATE INDEX "request_entries_request_id_seq_idx" ON "request_entries"("request_id", "seq");
