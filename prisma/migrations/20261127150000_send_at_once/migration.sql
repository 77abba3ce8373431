-- The gate remembers of each destination whether it takes messages now, and with which revision of its connection: a
-- process may send what it accepts without asking again. So whatever changes that makes the remembered routing stale.
CREATE FUNCTION make_routing_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE organizations SET routing_revision = routing_revision + 1 WHERE id = coalesce(NEW.organization_id, OLD.organization_id);
  RETURN NULL;
END $$;

CREATE TRIGGER connections_routing AFTER DELETE OR UPDATE OF status, revision ON connections
  FOR EACH ROW EXECUTE FUNCTION make_routing_stale();
CREATE TRIGGER destination_attention_routing AFTER INSERT OR DELETE ON destination_attention
  FOR EACH ROW EXECUTE FUNCTION make_routing_stale();

-- Most attempts are written whole by now, when they have ended: pages need no room for them to grow.
ALTER TABLE attempts RESET (fillfactor);

-- What each step of each run writes is kept short: what it has not is left out, its time is a number, and its id follows
-- from its run's (lib/ids).
CREATE OR REPLACE VIEW step_runs AS
SELECT r.run_id, (s.place - 1)::int AS position, d.detail ->> 'id' AS id, r.organization_id, s.step_id,
  d.detail ->> 'kind' AS kind, s.status,
  d.detail -> 'input' AS input, d.detail -> 'output' AS output, d.detail -> 'facts' AS facts, d.detail ->> 'reason' AS reason,
  coalesce((d.detail ->> 'attempts')::int, 1) AS attempts,
  coalesce((d.detail ->> 'started_at')::timestamptz, to_timestamp((d.detail ->> 'started_ms')::float8 / 1000)) AS started_at, s.duration_ms
FROM run_steps r
CROSS JOIN LATERAL unnest(r.step_ids, r.statuses, r.durations_ms) WITH ORDINALITY AS s(step_id, status, duration_ms, place)
CROSS JOIN LATERAL (SELECT r.details -> (s.place - 1)::int) AS d(detail);
