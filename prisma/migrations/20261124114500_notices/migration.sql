-- CreateTable
CREATE TABLE "notices" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "in_portal" BOOLEAN NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "digest_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_preferences" (
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "portal" BOOLEAN NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "notice_preferences_pkey" PRIMARY KEY ("user_id","kind")
);

-- CreateTable
CREATE TABLE "notice_zones" (
    "user_id" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,

    CONSTRAINT "notice_zones_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notices_user_id_position_key" ON "notices"("user_id", "position");

-- CreateIndex
CREATE INDEX "notices_user_id_in_portal_read_at_idx" ON "notices"("user_id", "in_portal", "read_at");

-- CreateIndex
CREATE INDEX "notices_digest_at_idx" ON "notices"("digest_at");

-- CreateIndex
CREATE INDEX "notices_at_idx" ON "notices"("at");

-- CreateIndex
CREATE INDEX "mails_user_id_created_at_id_idx" ON "mails"("user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "mails_created_at_idx" ON "mails"("created_at");
