-- Extensions come first: an index below uses trigrams.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "data_products" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "type" TEXT,
    "version" TEXT,
    "owner_team_id" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "visibility_set_by" TEXT,
    "tags" TEXT[],
    "model" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "warning_count" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "data_products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ports" (
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT,
    "type" TEXT,
    "contract_id" TEXT,
    "model" JSONB NOT NULL,

    CONSTRAINT "ports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_versions" (
    "product_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "version" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_versions_pkey" PRIMARY KEY ("product_id","revision")
);

-- CreateTable
CREATE TABLE "data_contracts" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "version" TEXT,
    "status" TEXT,
    "owner_team_id" TEXT NOT NULL,
    "classification" TEXT,
    "personal_data" BOOLEAN NOT NULL,
    "visibility" TEXT NOT NULL,
    "tags" TEXT[],
    "model" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "warning_count" INTEGER NOT NULL,
    "api_version" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "data_contracts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract_versions" (
    "contract_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "version" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_versions_pkey" PRIMARY KEY ("contract_id","revision")
);

-- CreateTable
CREATE TABLE "webhook_sources" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "webhook_sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_secrets" (
    "id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_deliveries" (
    "id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "message_id" TEXT,
    "dedupe_key" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "type" TEXT,
    "subject" TEXT,
    "detail" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "body_bytes" INTEGER NOT NULL,
    "body_sha256" TEXT NOT NULL,

    CONSTRAINT "inbound_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "org_role" TEXT NOT NULL DEFAULT 'member',
    "issuer" TEXT,
    "subject" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "deactivated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "parent_id" TEXT,
    "description" TEXT,
    "tags" TEXT[],
    "links" JSONB NOT NULL,
    "custom" JSONB NOT NULL,
    "document" JSON NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_members" (
    "team_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "role" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'document',

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("team_id","email","source")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "team_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "subject_id" TEXT,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "position" BIGINT,
    "feed_id" UUID,

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_runs" (
    "id" BIGSERIAL NOT NULL,
    "job_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "payload" JSONB NOT NULL,

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reaction_cursors" (
    "name" TEXT NOT NULL,
    "position" BIGINT NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "failed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reaction_cursors_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "id" TEXT NOT NULL,
    "workers" TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "search_generations" (
    "generation" INTEGER NOT NULL,
    "live" BOOLEAN NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "search_generations_pkey" PRIMARY KEY ("generation")
);

-- CreateTable
CREATE TABLE "search_documents" (
    "generation" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "document" JSON,
    "summary" JSON,
    "terms" BYTEA,

    CONSTRAINT "search_documents_pkey" PRIMARY KEY ("generation","id")
);

-- CreateTable
CREATE TABLE "search_terms" (
    "generation" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "term" TEXT NOT NULL,

    CONSTRAINT "search_terms_pkey" PRIMARY KEY ("generation","id")
);

-- CreateTable
CREATE TABLE "saved_searches" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_searches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recent_searches" (
    "user_id" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recent_searches_pkey" PRIMARY KEY ("user_id","query")
);

-- CreateTable
CREATE TABLE "search_misses" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "asked" BOOLEAN NOT NULL DEFAULT false,
    "comment" TEXT,

    CONSTRAINT "search_misses_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "data_products_owner_team_id_status_visibility_idx" ON "data_products"("owner_team_id", "status", "visibility");

-- CreateIndex
CREATE INDEX "data_products_created_at_id_idx" ON "data_products"("created_at", "id");

-- CreateIndex
CREATE INDEX "data_products_updated_at_id_idx" ON "data_products"("updated_at", "id");

-- CreateIndex
CREATE INDEX "data_products_name_id_idx" ON "data_products"("name", "id");

-- CreateIndex
CREATE INDEX "ports_product_id_idx" ON "ports"("product_id");

-- CreateIndex
CREATE INDEX "ports_contract_id_idx" ON "ports"("contract_id");

-- CreateIndex
CREATE INDEX "data_contracts_owner_team_id_idx" ON "data_contracts"("owner_team_id");

-- CreateIndex
CREATE INDEX "data_contracts_created_at_id_idx" ON "data_contracts"("created_at", "id");

-- CreateIndex
CREATE INDEX "webhook_secrets_source_id_idx" ON "webhook_secrets"("source_id");

-- CreateIndex
CREATE INDEX "inbound_deliveries_source_id_received_at_id_idx" ON "inbound_deliveries"("source_id", "received_at", "id");

-- CreateIndex
CREATE INDEX "inbound_deliveries_received_at_idx" ON "inbound_deliveries"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_deliveries_dedupe_key_key" ON "inbound_deliveries"("dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "users_issuer_subject_key" ON "users"("issuer", "subject");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "teams_parent_id_idx" ON "teams"("parent_id");

-- CreateIndex
CREATE INDEX "teams_created_at_id_idx" ON "teams"("created_at", "id");

-- CreateIndex
CREATE INDEX "team_members_email_idx" ON "team_members"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_secret_hash_key" ON "api_keys"("secret_hash");

-- CreateIndex
CREATE INDEX "api_keys_created_at_id_idx" ON "api_keys"("created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_subject_id_at_idx" ON "audit_entries"("subject_id", "at");

-- CreateIndex
CREATE INDEX "audit_entries_at_id_idx" ON "audit_entries"("at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_events_position_key" ON "outbox_events"("position");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_events_feed_id_key" ON "outbox_events"("feed_id");

-- CreateIndex
CREATE INDEX "outbox_events_seq_idx" ON "outbox_events"("seq");

-- CreateIndex
CREATE INDEX "job_runs_started_at_idx" ON "job_runs"("started_at");

-- CreateIndex
CREATE INDEX "job_runs_name_started_at_idx" ON "job_runs"("name", "started_at");

-- CreateIndex
CREATE INDEX "search_documents_generation_seq_idx" ON "search_documents"("generation", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "search_terms_generation_term_key" ON "search_terms"("generation", "term");

-- CreateIndex
CREATE UNIQUE INDEX "saved_searches_user_id_name_key" ON "saved_searches"("user_id", "name");

-- CreateIndex
CREATE INDEX "recent_searches_user_id_at_idx" ON "recent_searches"("user_id", "at");

-- CreateIndex
CREATE INDEX "search_misses_at_id_idx" ON "search_misses"("at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "search_misses_user_id_text_key" ON "search_misses"("user_id", "text");

-- AddForeignKey
ALTER TABLE "data_products" ADD CONSTRAINT "data_products_owner_team_id_fkey" FOREIGN KEY ("owner_team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ports" ADD CONSTRAINT "ports_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "data_products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_contracts" ADD CONSTRAINT "data_contracts_owner_team_id_fkey" FOREIGN KEY ("owner_team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_sources" ADD CONSTRAINT "webhook_sources_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "webhook_sources"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_deliveries" ADD CONSTRAINT "inbound_deliveries_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "webhook_sources"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The relay looks only for events that have no place yet.
CREATE INDEX "outbox_events_unplaced" ON "outbox_events"("seq") WHERE "position" IS NULL;

-- A search reads from exactly one generation.
CREATE UNIQUE INDEX "search_generations_live" ON "search_generations"("live") WHERE "live";
