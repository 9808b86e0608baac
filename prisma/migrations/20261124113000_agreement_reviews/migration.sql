-- AlterTable
ALTER TABLE "agreements" ADD COLUMN     "review_decision" TEXT,
ADD COLUMN     "review_note" TEXT,
ADD COLUMN     "reviewed_at" TIMESTAMPTZ(3),
ADD COLUMN     "reviewed_by_id" TEXT,
ADD COLUMN     "reviewed_by_kind" TEXT;
