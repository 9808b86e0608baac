-- DropIndex
DROP INDEX "approval_steps_decided_by_id_idx";

-- AlterTable
ALTER TABLE "access_requests" ADD COLUMN     "asked_kind" TEXT,
ADD COLUMN     "asked_team_ids" TEXT[],
ADD COLUMN     "asks_governance" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "deciders" TEXT[];

-- What the steps say already.
UPDATE "access_requests" r SET "asked_kind" = s."kind", "asked_team_ids" = s."asked_team_ids", "asks_governance" = s."asks_governance"
FROM "approval_steps" s WHERE s."request_id" = r."id" AND s."status" = 'open';
UPDATE "access_requests" r SET "deciders" = d."deciders"
FROM (SELECT "request_id", array_agg("decided_by_kind" || ':' || "decided_by_id") AS "deciders"
  FROM "approval_steps" WHERE "decided_by_id" IS NOT NULL GROUP BY "request_id") d WHERE d."request_id" = r."id";

-- CreateIndex
CREATE INDEX "access_requests_asked_team_ids_idx" ON "access_requests" USING GIN ("asked_team_ids");

-- CreateIndex
CREATE INDEX "access_requests_deciders_idx" ON "access_requests" USING GIN ("deciders");
