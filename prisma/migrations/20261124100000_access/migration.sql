-- CreateTable
CREATE TABLE "access_requests" (
    "id" TEXT NOT NULL,
    "access_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "product_name" TEXT NOT NULL,
    "port_id" TEXT NOT NULL,
    "port_name" TEXT NOT NULL,
    "contract_id" TEXT,
    "contract_version" TEXT,
    "provider_team_id" TEXT NOT NULL,
    "consumer_kind" TEXT NOT NULL,
    "consumer_id" TEXT NOT NULL,
    "consumer_team_id" TEXT,
    "requester_kind" TEXT NOT NULL,
    "requester_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "columns" TEXT[],
    "roles" TEXT[],
    "duration_days" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "classification" TEXT,
    "personal_data" BOOLEAN NOT NULL,
    "facts" JSONB NOT NULL,
    "automatic_because" TEXT,
    "bulk_key" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "waiting_since" TIMESTAMPTZ(3) NOT NULL,
    "remind_at" TIMESTAMPTZ(3),
    "lapses_at" TIMESTAMPTZ(3),
    "tags" TEXT[],
    "links" JSONB NOT NULL,
    "custom" JSONB NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "access_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_steps" (
    "request_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "team_id" TEXT,
    "because" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "asked_team_ids" TEXT[],
    "opened_at" TIMESTAMPTZ(3),
    "escalate_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_kind" TEXT,
    "decided_by_id" TEXT,
    "on_behalf_of_id" TEXT,
    "note" TEXT,

    CONSTRAINT "approval_steps_pkey" PRIMARY KEY ("request_id","position")
);

-- CreateTable
CREATE TABLE "request_entries" (
    "id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "request_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreements" (
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "product_name" TEXT NOT NULL,
    "live_product_id" TEXT,
    "port_id" TEXT NOT NULL,
    "port_name" TEXT NOT NULL,
    "contract_id" TEXT,
    "contract_version" TEXT,
    "provider_team_id" TEXT NOT NULL,
    "consumer_kind" TEXT NOT NULL,
    "consumer_id" TEXT NOT NULL,
    "consumer_team_id" TEXT,
    "purpose" TEXT NOT NULL,
    "columns" TEXT[],
    "roles" TEXT[],
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "ended_how" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_kind" TEXT,
    "ended_by_id" TEXT,
    "end_reason" TEXT,
    "next_reassessment_at" TIMESTAMPTZ(3),
    "review_reason" TEXT,
    "review_due_at" TIMESTAMPTZ(3),
    "warned_days" INTEGER[],
    "tags" TEXT[],
    "links" JSONB NOT NULL,
    "custom" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "agreements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provisionings" (
    "agreement_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "platform" TEXT,
    "executor" TEXT,
    "reference" TEXT,
    "diagnostics" TEXT,
    "note" TEXT,
    "provisioning_started_at" TIMESTAMPTZ(3),
    "provisioned_at" TIMESTAMPTZ(3),
    "deprovisioning_started_at" TIMESTAMPTZ(3),
    "deprovisioned_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "custom_properties" JSONB NOT NULL,
    "links" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provisionings_pkey" PRIMARY KEY ("agreement_id")
);

-- CreateTable
CREATE TABLE "terms_acceptances" (
    "id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "access_id" TEXT NOT NULL,
    "contract_id" TEXT NOT NULL,
    "contract_version" TEXT,
    "sha256" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "terms_acceptances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegations" (
    "id" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delegations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connectors" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "description" TEXT,
    "connector_version" TEXT,
    "state" JSONB NOT NULL,
    "custom" JSONB NOT NULL,
    "document" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connectors_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "access_requests_access_id_idx" ON "access_requests"("access_id");

-- CreateIndex
CREATE INDEX "access_requests_status_requested_at_id_idx" ON "access_requests"("status", "requested_at", "id");

-- CreateIndex
CREATE INDEX "access_requests_provider_team_id_status_requested_at_id_idx" ON "access_requests"("provider_team_id", "status", "requested_at", "id");

-- CreateIndex
CREATE INDEX "access_requests_consumer_kind_consumer_id_status_idx" ON "access_requests"("consumer_kind", "consumer_id", "status");

-- CreateIndex
CREATE INDEX "access_requests_consumer_team_id_status_idx" ON "access_requests"("consumer_team_id", "status");

-- CreateIndex
CREATE INDEX "access_requests_requester_id_requested_at_id_idx" ON "access_requests"("requester_id", "requested_at", "id");

-- CreateIndex
CREATE INDEX "access_requests_product_id_port_id_status_idx" ON "access_requests"("product_id", "port_id", "status");

-- CreateIndex
CREATE INDEX "access_requests_remind_at_idx" ON "access_requests"("remind_at");

-- CreateIndex
CREATE INDEX "access_requests_lapses_at_idx" ON "access_requests"("lapses_at");

-- CreateIndex
CREATE INDEX "approval_steps_status_kind_idx" ON "approval_steps"("status", "kind");

-- CreateIndex
CREATE INDEX "approval_steps_escalate_at_idx" ON "approval_steps"("escalate_at");

-- CreateIndex
CREATE INDEX "request_entries_request_id_at_id_idx" ON "request_entries"("request_id", "at", "id");

-- CreateIndex
CREATE INDEX "agreements_status_starts_at_idx" ON "agreements"("status", "starts_at");

-- CreateIndex
CREATE INDEX "agreements_status_ends_at_idx" ON "agreements"("status", "ends_at");

-- CreateIndex
CREATE INDEX "agreements_status_next_reassessment_at_idx" ON "agreements"("status", "next_reassessment_at");

-- CreateIndex
CREATE INDEX "agreements_product_id_port_id_status_idx" ON "agreements"("product_id", "port_id", "status");

-- CreateIndex
CREATE INDEX "agreements_provider_team_id_status_idx" ON "agreements"("provider_team_id", "status");

-- CreateIndex
CREATE INDEX "agreements_consumer_kind_consumer_id_status_idx" ON "agreements"("consumer_kind", "consumer_id", "status");

-- CreateIndex
CREATE INDEX "agreements_consumer_team_id_status_idx" ON "agreements"("consumer_team_id", "status");

-- CreateIndex
CREATE INDEX "agreements_live_product_id_idx" ON "agreements"("live_product_id");

-- CreateIndex
CREATE INDEX "agreements_created_at_id_idx" ON "agreements"("created_at", "id");

-- CreateIndex
CREATE INDEX "provisionings_status_idx" ON "provisionings"("status");

-- CreateIndex
CREATE INDEX "provisionings_retry_at_idx" ON "provisionings"("retry_at");

-- CreateIndex
CREATE UNIQUE INDEX "terms_acceptances_request_id_key" ON "terms_acceptances"("request_id");

-- CreateIndex
CREATE INDEX "terms_acceptances_access_id_idx" ON "terms_acceptances"("access_id");

-- CreateIndex
CREATE INDEX "delegations_to_id_ends_at_idx" ON "delegations"("to_id", "ends_at");

-- CreateIndex
CREATE INDEX "delegations_from_id_ends_at_idx" ON "delegations"("from_id", "ends_at");

-- CreateIndex
CREATE INDEX "connectors_created_at_id_idx" ON "connectors"("created_at", "id");

-- AddForeignKey
ALTER TABLE "approval_steps" ADD CONSTRAINT "approval_steps_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "access_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_entries" ADD CONSTRAINT "request_entries_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "access_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_live_product_id_fkey" FOREIGN KEY ("live_product_id") REFERENCES "data_products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provisionings" ADD CONSTRAINT "provisionings_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreements"("id") ON DELETE CASCADE ON UPDATE CASCADE;
