-- A run may send to one destination alone, and take the place of deliveries that failed.
ALTER TABLE "runs" ADD COLUMN "only_destination" TEXT;
ALTER TABLE "deliveries" ADD COLUMN "superseded_by" TEXT;

ALTER TABLE "replay_jobs"
  ADD COLUMN "rate" INTEGER,
  ADD COLUMN "send_from" TEXT NOT NULL DEFAULT 'destination',
  ADD COLUMN "version" TEXT NOT NULL DEFAULT 'original',
  ADD COLUMN "next_at" TIMESTAMPTZ(3),
  ADD COLUMN "skips" JSONB NOT NULL DEFAULT '{}';

-- Those that a person may still have to look at: the superseded ones of years must not be walked over.
CREATE INDEX "deliveries_dead_idx" ON "deliveries"("organization_id", "id") WHERE ((status = 'dead'::text) AND (superseded_by IS NULL));

-- A run that fails gives back what it was to send.
CREATE INDEX "deliveries_superseded_idx" ON "deliveries"("superseded_by") WHERE (superseded_by IS NOT NULL);

-- An event that has a place keeps it when it runs again: it is no duplicate of itself.
CREATE OR REPLACE FUNCTION take_step_place(
  p_organization_id TEXT, p_scope TEXT, p_key TEXT, p_ticket TEXT, p_holder TEXT,
  p_max INTEGER, p_window_ms BIGINT, p_is_patient BOOLEAN, p_now TIMESTAMPTZ
) RETURNS TABLE (taken_at TIMESTAMPTZ, held_by TEXT, held_at TIMESTAMPTZ) LANGUAGE plpgsql AS $$
DECLARE
  v_window INTERVAL := p_window_ms * INTERVAL '1 millisecond';
  v_own TIMESTAMPTZ;
  v_at TIMESTAMPTZ := p_now;
  v_before RECORD;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_organization_id || '/' || p_scope || '/' || p_key, 0));
  SELECT s.at INTO v_own FROM step_places s
    WHERE s.organization_id = p_organization_id AND s.scope = p_scope AND s.key = p_key AND s.ticket = p_ticket;
  IF FOUND THEN
    RETURN QUERY SELECT v_own, NULL::TEXT, NULL::TIMESTAMPTZ;
    RETURN;
  END IF;
  SELECT s.at, s.holder INTO v_before FROM step_places s
    WHERE s.organization_id = p_organization_id AND s.scope = p_scope AND s.key = p_key
    ORDER BY s.at DESC OFFSET p_max - 1 LIMIT 1;
  IF FOUND AND v_before.at + v_window > p_now THEN
    SELECT s.at INTO v_own FROM step_places s
      WHERE s.organization_id = p_organization_id AND s.scope = p_scope AND s.key = p_key AND s.holder = p_holder AND s.at + v_window > p_now
      ORDER BY s.at DESC LIMIT 1;
    IF FOUND THEN
      RETURN QUERY SELECT v_own, NULL::TEXT, NULL::TIMESTAMPTZ;
      RETURN;
    END IF;
    IF NOT p_is_patient THEN
      RETURN QUERY SELECT NULL::TIMESTAMPTZ, v_before.holder, v_before.at;
      RETURN;
    END IF;
    v_at := v_before.at + v_window;
  END IF;
  INSERT INTO step_places (organization_id, scope, key, ticket, holder, at, expires_at)
    VALUES (p_organization_id, p_scope, p_key, p_ticket, p_holder, v_at, v_at + v_window);
  RETURN QUERY SELECT v_at, NULL::TEXT, NULL::TIMESTAMPTZ;
END $$;
