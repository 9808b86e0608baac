-- Appends entries to the record, each linked to the one before. One call, so that between the lock and the commit
-- nobody waits for the client's computing. `opening` and `closing` are an entry's canonical text around its link.
CREATE FUNCTION append_audit_entries(entries JSON, at TIMESTAMPTZ, action TEXT, actor_kind TEXT, actor_id TEXT)
RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  place BIGINT;
  previous TEXT;
  own TEXT;
  entry RECORD;
BEGIN
  -- A row lock: after waiting it reads what the other has committed.
  SELECT h.seq, h.hash INTO STRICT place, previous FROM audit_heads h WHERE h.id = 1 FOR UPDATE;
  FOR entry IN
    SELECT e.id, e."subjectId", e.detail, e.opening, e.closing
    FROM ROWS FROM (json_to_recordset(entries)
      AS (id TEXT, "subjectId" TEXT, detail JSONB, opening TEXT, closing TEXT)) WITH ORDINALITY
      AS e(id, "subjectId", detail, opening, closing, n)
    ORDER BY e.n
  LOOP
    place := place + 1;
    own := encode(sha256(convert_to(
      entry.opening || ',"prevHash":"' || previous || '","seq":' || place || entry.closing, 'UTF8')), 'hex');
    INSERT INTO audit_entries (seq, id, at, action, actor_kind, actor_id, subject_id, detail, prev_hash, hash)
    VALUES (place, entry.id, at, action, actor_kind, actor_id, entry."subjectId", entry.detail, previous, own);
    previous := own;
  END LOOP;
  UPDATE audit_heads h SET seq = place, hash = previous WHERE h.id = 1;
END $$;
