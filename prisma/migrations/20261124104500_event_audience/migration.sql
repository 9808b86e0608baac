-- Who else than those who see everything may read an event in the feed; null is everybody.
-- AlterTable
ALTER TABLE "outbox_events" ADD COLUMN     "audience" TEXT[];

-- CreateTable
CREATE TABLE "outbox_readers" (
    "reader" TEXT NOT NULL,
    "position" BIGINT NOT NULL,

    CONSTRAINT "outbox_readers_pkey" PRIMARY KEY ("reader","position")
);

-- The feed of whoever does not see everything merges what everybody may read with what its own readers may.
CREATE INDEX "outbox_events_public" ON "outbox_events"("position") WHERE "audience" IS NULL AND "position" IS NOT NULL;
