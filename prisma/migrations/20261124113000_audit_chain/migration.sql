-- DropIndex
DROP INDEX "audit_entries_at_id_idx";

-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN     "hash" TEXT,
ADD COLUMN     "prev_hash" TEXT,
ADD COLUMN     "seq" BIGINT;

-- CreateTable
CREATE TABLE "audit_heads" (
    "id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("id")
);

-- The same text as canonicalJson of lib/platform/audit-chain.ts, for what entries held until now: no number in
-- them needs an exponent, no key a letter beyond the basic plane.
CREATE FUNCTION pg_temp.canonical(value JSONB) RETURNS TEXT LANGUAGE plpgsql AS $$
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN RETURN '{' || coalesce((
      SELECT string_agg(to_json(key)::text || ':' || pg_temp.canonical(inner_value), ',' ORDER BY key COLLATE "C")
      FROM jsonb_each(value) AS e(key, inner_value)), '') || '}';
    WHEN 'array' THEN RETURN '[' || coalesce((
      SELECT string_agg(pg_temp.canonical(inner_value), ',' ORDER BY n)
      FROM jsonb_array_elements(value) WITH ORDINALITY AS e(inner_value, n)), '') || ']';
    ELSE RETURN value::text;
  END CASE;
END $$;

-- Links the entries that are there already, in the order of their times.
DO $$
DECLARE
  entry RECORD;
  place BIGINT := 0;
  previous TEXT := repeat('0', 64);
  own TEXT;
BEGIN
  FOR entry IN SELECT * FROM "audit_entries" ORDER BY "at", "id" LOOP
    place := place + 1;
    own := encode(sha256(convert_to(pg_temp.canonical(jsonb_build_object(
      'seq', place, 'id', entry.id, 'at', to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'action', entry.action, 'actorKind', entry.actor_kind, 'actorId', entry.actor_id,
      'subjectId', entry.subject_id, 'detail', entry.detail, 'prevHash', previous)), 'UTF8')), 'hex');
    UPDATE "audit_entries" SET "seq" = place, "prev_hash" = previous, "hash" = own WHERE "id" = entry.id;
    previous := own;
  END LOOP;
  INSERT INTO "audit_heads" ("id", "seq", "hash") VALUES (1, place, previous);
END $$;

DROP FUNCTION pg_temp.canonical(JSONB);

-- AlterTable
ALTER TABLE "audit_entries" ALTER COLUMN "hash" SET NOT NULL,
ALTER COLUMN "prev_hash" SET NOT NULL,
ALTER COLUMN "seq" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_seq_key" ON "audit_entries"("seq");

-- CreateIndex
CREATE INDEX "audit_entries_at_seq_idx" ON "audit_entries"("at", "seq");

-- CreateIndex
CREATE INDEX "audit_entries_actor_kind_actor_id_at_idx" ON "audit_entries"("actor_kind", "actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_entries_action_at_idx" ON "audit_entries"("action", "at");

-- The record is append-only, whoever asks through SQL.
CREATE FUNCTION refuse_audit_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit record is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

CREATE TRIGGER audit_heads_stay BEFORE INSERT OR DELETE OR TRUNCATE ON "audit_heads"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The head only moves forward.
CREATE TRIGGER audit_heads_forward BEFORE UPDATE ON "audit_heads"
  FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.seq <= OLD.seq) EXECUTE FUNCTION refuse_audit_change();
