CREATE TABLE step_places (
  organization_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  ticket TEXT NOT NULL,
  holder TEXT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT step_places_pkey PRIMARY KEY (organization_id, scope, key, ticket)
);
CREATE INDEX step_places_organization_id_scope_key_at_idx ON step_places (organization_id, scope, key, at DESC);
CREATE INDEX step_places_expires_at_idx ON step_places (expires_at);

-- A place among at most p_max in any p_window_ms. One key's callers come one by one: the lock is let go with the
-- statement's transaction. at_ms is null for who is refused.
CREATE FUNCTION take_step_place(
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
